"""Names of people: those of the team, those on a list, and what stands where a name stands."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from bot.reading.guard.endings import bases
from bot.reading.guard.found import Found, Identifier
from bot.reading.guard.listed import Lists, listed
from bot.reading.guard.lists.famous import FAMOUS
from bot.reading.guard.lists.houses import BEFORE_HOUSE, HOUSES
from bot.reading.guard.lists.people import (
    AFTER,
    ARTICLES,
    BEFORE,
    GERMAN,
    GREEK_ARTICLES,
    MONTHS,
    NAMED,
    PARTICLES,
    SPEECH,
    TITLES,
    TOGETHER,
    WITH,
)
from bot.reading.guard.lists.things import THINGS
from bot.reading.guard.plain import TAKEN

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BEGINS = re.compile(r"[^\w\s,'&+/-]|(?:^|\s)-|\n")
"""Between two words: what a sentence may begin after."""

_AGED = re.compile(r", \d{2}[, ]| \(\d{2}\)")
"""Behind a name: how old somebody is."""

_BARE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})

_ASKS = BEFORE | WITH

_LONG_ENOUGH = 4
"""Letters of a word in capitals or in lower case that may be a name: shorter ones are short for
much."""


class Level(IntEnum):
    """How sure it is that a word is a name."""

    NONE = 0
    WORD = 1
    FAMILY = 2
    GIVEN = 3
    TEAM = 4


class Token:
    """A word in its place, and what is known of it. Most words are in lower case, and nobody."""

    level = Level.NONE
    begins = False
    capital = False
    nobody = False
    german = False
    """Whether the text writes all nouns with a capital."""

    def __init__(self, word: str, start: int, end: int, gap: str) -> None:
        self.word = word
        self.start = start
        self.end = end
        self.gap = gap
        self.low = word.casefold()


class Names:
    """Finds names in a text. `roster` holds the names of the team's people, as they are written."""

    def __init__(self, roster: Iterable[str] = ()) -> None:
        words = (word.casefold() for name in roster for word in _WORD.findall(name))
        self._team = frozenset(word for word in words if len(word) > 1) - PARTICLES

    def find(self, text: str) -> Iterator[Found]:
        """Each name with the words that belong to it, from left to right."""
        tokens = self._tokens(text)
        done, before = -1, ""
        for place, token in enumerate(tokens):
            asked, before = before in _ASKS, token.low
            if not (token.capital or token.level or asked or before.endswith("'s")):
                continue
            if place > done and self._is_name(tokens, place):
                done = self._last_of(tokens, place)
                if " ".join(one.low for one in tokens[place : done + 1]) not in FAMOUS:
                    yield Found(token.start, tokens[done].end, Identifier.NAME)

    def _tokens(self, text: str) -> list[Token]:
        lists = listed()
        tokens: list[Token] = []
        before = 0
        for found in _WORD.finditer(text):
            word, (start, end) = found[0], found.span()
            gap = text[before:start] if tokens else "\n"
            token = Token(word, start, end, gap)
            token.capital = word[0].isupper()
            if token.capital:
                token.begins = gap != " " and _BEGINS.search(gap) is not None
                token.level = self._level(token, lists)
                token.nobody = token.low in lists.places or token.low in THINGS
            elif token.low in self._team:
                token.level = Level.TEAM
            tokens.append(token)
            before = end
        if _is_german(tokens):
            for token in tokens:
                token.german = True
        return tokens

    def _level(self, token: Token, lists: Lists) -> Level:
        """What the lists say of a word: of it as it stands, or of what it is a form of."""
        low = token.low
        if token.word.isupper() and len(low) < _LONG_ENOUGH and low not in self._team:
            return Level.NONE
        level = self._level_of(low, lists)
        if level is Level.FAMILY and token.begins and low in lists.small:
            return Level.NONE
        if level or low in lists.nouns or (token.begins and low in lists.ordinary):
            return level
        if "-" in low or "'" in low:
            return self._level_of_parts(token, lists)
        if not low.isascii() and (level := self._level_of(_bare(low), lists)):
            return level
        forms = list(bases(low))
        if any(form in lists.places or form in THINGS for form in forms):
            return Level.NONE
        return max((self._level_of_form(low, form, lists) for form in forms), default=Level.NONE)

    def _level_of_form(self, low: str, form: str, lists: Lists) -> Level:
        """A word is only a name in the genitive, or in a case that shows: *Björken* is a ward."""
        level = self._level_of(form, lists)
        shows = low[-1] == "s" or len(low) - len(form) > 2
        return Level.NONE if level is Level.WORD and not shows else level

    def _level_of(self, low: str, lists: Lists) -> Level:
        if low in self._team:
            return Level.TEAM
        if low in lists.given:
            return Level.GIVEN
        if low in lists.words:
            return Level.WORD
        return Level.FAMILY if low in lists.family else Level.NONE

    def _level_of_parts(self, token: Token, lists: Lists) -> Level:
        """Of *Anna-Maria*, *Kath's* and *O'Brien*; a small word behind a dash makes a thing of
        it."""
        parts = re.split("['-]", token.word)
        if not all(part[0].isupper() for part in parts if len(part) > 3):
            return Level.NONE
        levels = [
            max(self._level_of(one, lists) for one in (part.casefold(), *bases(part.casefold())))
            for part in parts
            if len(part) > 1
        ]
        return max(levels, default=Level.NONE)

    def _is_name(self, tokens: Sequence[Token], place: int) -> bool:
        token = tokens[place]
        if token.level is Level.TEAM:
            return token.capital or _follows(tokens, place, _ASKS)
        if not token.capital:
            return self._is_small_name(tokens, place)
        if _is_a_house(tokens, place):
            return False
        titled = _follows(tokens, place, TITLES)
        if token.nobody:
            return titled and token.level > Level.NONE
        if token.word.isupper() and not (titled or _shouted(tokens, place)):
            return False
        if token.level is Level.GIVEN:
            return True
        return token.low not in _ASKS and self._is_weaker_name(tokens, place, titled=titled)

    def _is_weaker_name(self, tokens: Sequence[Token], place: int, *, titled: bool) -> bool:
        """A word that is no given name, or more than that."""
        token = tokens[place]
        called = titled or _follows(tokens, place, BEFORE)
        if token.level is Level.FAMILY:
            if token.german:
                return titled or self._is_beside_a_name(tokens, place)
            return called or not _counted(tokens, place)
        if token.level is Level.WORD:
            return called or self._is_meant(tokens, place)
        return self._is_unknown_name(tokens, place, titled=titled, called=called)

    def _is_small_name(self, tokens: Sequence[Token], place: int) -> bool:
        """In lower case only beside a word that asks for a name, as people write on phones."""
        low = tokens[place].low
        if low.endswith("'s"):
            return low[:-2] in listed().given and low[:-2] not in listed().places
        if len(low) < _LONG_ENOUGH or not _follows(tokens, place, _ASKS):
            return False
        lists = listed()
        if low in lists.given and _follows(tokens, place, BEFORE):
            return True
        if low in lists.ordinary or low in lists.places or low in lists.small:
            return False
        return low in lists.given or any(one in lists.given for one in bases(low) if len(one) > 4)

    def _is_meant(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a name that is a word as well is meant as a name."""
        token = tokens[place]
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if token.word.isupper() or _has_article(tokens, place):
            return False
        if after is None:
            return not token.begins
        if after.gap == " ":
            if after.low in SPEECH or after.low in AFTER:
                return True
            if after.capital and not after.nobody and after.level >= Level.FAMILY:
                return True
            if after.low in TOGETHER and place + 2 < len(tokens):
                other = tokens[place + 2]
                if other.capital and other.level and not other.nobody:
                    return True
        if any(TAKEN in one.gap for one in tokens[place + 1 : place + 3]):
            # A room, a phone or an address is hers or his.
            return True
        if token.begins:
            aged = _AGED.match(after.gap) is not None
            return aged or (after.gap == ", " and after.low in BEFORE)
        return not token.german and token.low not in MONTHS

    def _is_unknown_name(
        self, tokens: Sequence[Token], place: int, *, titled: bool, called: bool
    ) -> bool:
        token = tokens[place]
        lists = listed()
        if token.low in lists.ordinary or token.low in lists.nouns or token.word.isupper():
            return False
        if len(token.word) < 3 or not _is_double(token.word):
            return False
        if titled or self._is_beside_a_name(tokens, place):
            return True
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if following is not None and following.gap == " " and following.low in AFTER:
            return True
        return called and tokens[place].gap == " " and not _is_noun(tokens, place)

    def _is_beside_a_name(self, tokens: Sequence[Token], place: int) -> bool:
        """After an initial, after another name and *and*, or after an article as in Greek."""
        token, before = tokens[place], tokens[place - 1] if place else None
        if before is None or token.nobody:
            return False
        if token.gap == ". " and len(before.word) == 1 and before.capital:
            return place < 2 or len(tokens[place - 2].word) > 1
        if token.gap != " ":
            return False
        if before.low in GREEK_ARTICLES and len(token.word) > 3:
            return not any(form in listed().places for form in bases(token.low))
        if before.low in TOGETHER and place > 1 and before.gap == " ":
            other = tokens[place - 2]
            return other.level >= Level.GIVEN and other.capital and not _is_noun(tokens, place - 1)
        return False

    def _last_of(self, tokens: Sequence[Token], place: int) -> int:
        """The last word of the name that begins here."""
        last, at = place, place + 1
        while at < len(tokens) and at - place < 6:
            token = tokens[at]
            if token.gap not in (" ", "-", ". "):
                break
            if token.gap == " " and token.low in PARTICLES:
                at += 1
                continue
            if not self._goes_on(tokens, at):
                break
            last, at = at, at + 1
        return last

    def _goes_on(self, tokens: Sequence[Token], at: int) -> bool:
        token = tokens[at]
        if (
            not token.capital
            or token.nobody
            or (token.gap == ". " and len(tokens[at - 1].word) > 1)
        ):
            return False
        if len(token.word) == 1:
            return token.word != "I" or _ends(tokens, at)
        if token.word.isupper() and not tokens[at - 1].word.isupper():
            return False
        lists = listed()
        return token.level > Level.NONE or not (
            token.low in lists.ordinary or token.low in lists.nouns
        )


def _is_double(word: str) -> bool:
    """Whether each part has a capital, as in *Anna-Maria*: *No-show* is nobody."""
    return all(part[:1].isupper() for part in word.split("-"))


def _is_german(tokens: Sequence[Token]) -> bool:
    """Whether so many small words are German that a capital tells nothing."""
    small = sum(token.low in GERMAN for token in tokens)
    return small > 1 and small * 8 > len(tokens)


def _follows(tokens: Sequence[Token], place: int, words: frozenset[str]) -> bool:
    """Whether a word of these stands before it, with nothing, a dot or a comma between."""
    if not place:
        return False
    gap, before = tokens[place].gap, tokens[place - 1].low
    if gap == " " and before in PARTICLES and place > 1 and tokens[place - 1].gap == " ":
        before = tokens[place - 2].low
    if gap in (" ", ". "):
        return before in words
    if gap == ": ":
        return before in NAMED
    return gap == ", " and before in words and before in BEFORE and tokens[place].level > Level.NONE


def _is_a_house(tokens: Sequence[Token], place: int) -> bool:
    """Whether a hospital, a street or a scale is called by it."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is not None and after.gap in (" ", "-") and after.low in HOUSES:
        return True
    if not place or tokens[place].gap not in (" ", ". "):
        return False
    if tokens[place - 1].low in PARTICLES and place > 1:
        return tokens[place - 2].low in BEFORE_HOUSE and tokens[place - 2].capital
    return tokens[place - 1].low in BEFORE_HOUSE


def _counted(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number follows, as with a scale or a product."""
    after = tokens[place + 1].gap if place + 1 < len(tokens) else ""
    return after[:1] == " " and after[1:2].isdigit()


def _has_article(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place].gap == " " and tokens[place - 1].low in ARTICLES


def _shouted(tokens: Sequence[Token], place: int) -> bool:
    """Whether the words beside it are in capitals as well, so that it is no shortening."""
    beside = (*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2])
    return any(one.word.isupper() and len(one.word) > 1 for one in beside)


def _ends(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 == len(tokens) or tokens[at + 1].gap != " "


def _is_noun(tokens: Sequence[Token], place: int) -> bool:
    """Whether all nouns seem to have a capital, so that one tells nothing: the text is German."""
    return tokens[place - 1].word[0].isupper() and not tokens[place - 1].begins


def _bare(word: str) -> str:
    """Without accents, as people write who have not got them on their keys."""
    parts = unicodedata.normalize("NFD", word.translate(_BARE))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
