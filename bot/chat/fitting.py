"""Messages cut so that each fits one of Telegram's: 4,096 characters, 100 entities.

What a message takes is reckoned before it is put into words, at most and in any language.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, zip_longest
from typing import Any

from bot.chat.rendered import CAPTION_LIMIT
from bot.domain.base.graphemes import boundary
from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing.digests import DigestLetter
from bot.domain.messages.hearing.insights import (
    FigureTold,
    QuoteTold,
    TellFriend,
    TellInsight,
    TellPicture,
    TellQuotes,
    WordsTold,
)

PAGE = 3300
"""Characters of words in one message, invisible ones included; the rest is for what stands around
them."""

QUOTES = 45
"""Quotes in one message. Each is an entity, and so is what marks a withdrawn one."""

AROUND = 5
"""Characters between two quotes, and around one."""

AROUND_GROUP = 40
"""Characters around the question that quotes answer."""

SEEN = 6
"""Quotes that are read at once."""

LINE_ENDS = "\n\x85\u2028\u2029"
SIGNS = ".:@#/$"
"""After which an invisible sign may be put, so that nothing in a text is taken for a link."""

FIGURES = 2200
"""Characters of figures in one message; the rest is for the heading and the themes."""

AROUND_LABEL, AROUND_SCALE = 25, 45
"""Characters beside a label, and around the ends of a scale."""

AROUND_CAPTION, WAITS = 230, 200
"""Characters of a caption beside names and figures, and those which say that something waits."""

LETTER = 3600
"""Characters of what several Teams heard in one message; the rest is for the heading."""

AROUND_NAME = 20
"""Characters beside a name in a list."""


def fit(message: Message) -> Sequence[Message]:
    """The message in as many as it takes; mostly one. What fits already stays as it is."""
    cut = CUTS.get(type(message))
    return (message,) if cut is None else tuple(cut(message))


def pieces(text: str, most: int) -> Iterator[str]:
    """A long text in pieces, cut between words where there are any."""
    while _length(text) > most:
        end = next(n for n, length in enumerate(accumulate(map(_cost, text))) if length > most - 2)
        cut = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
        cut = cut if cut > 0 else boundary(text, end)
        yield text[:cut]
        text = text[cut:].lstrip()
    yield text


def _length(text: str) -> int:
    """What the text takes at most once it has been made harmless."""
    lines = sum(map(text.count, LINE_ENDS))
    return 2 + len(text) + 2 * lines + sum(map(text.count, SIGNS))


def _cost(character: str) -> int:
    if character in LINE_ENDS:
        return 3  # each line is closed in two signs that keep its direction to itself
    return 2 if character in SIGNS else 1


def _quotes(told: TellQuotes) -> Iterator[TellQuotes]:
    """A few words of each question are read at once; the rest is folded."""
    if told.folded or told.continued:
        yield told
        return
    for number, page in enumerate(_placed(told.seen)):
        seen = [one for one in page if one.seen and not number]
        rest = [one for one in page if not one.seen or number]
        yield TellQuotes(
            seen=tuple(_grouped(told.seen, seen)),
            folded=tuple(_grouped(told.seen, rest)),
            continued=number > 0,
        )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A quote, or a piece of one, and the place of its group among the others."""

    group: int
    quote: QuoteTold
    seen: bool


def _placed(groups: Sequence[WordsTold]) -> Iterator[list[_Placed]]:
    """All quotes in pages; those come first that are seen. One that is longer than a page comes in
    several pieces."""
    page: list[_Placed] = []
    room = PAGE
    for one in _in_order(groups):
        heading = AROUND_GROUP + _length(groups[one.group].question)
        around = AROUND + len(one.quote.name or "")
        for text in pieces(one.quote.text, PAGE - heading - around):
            begins = not page or (page[-1].group, page[-1].seen) != (one.group, one.seen)
            takes = around + _length(text) + begins * heading
            if page and (takes > room or len(page) == QUOTES):
                yield page
                page, room = [], PAGE
                takes = around + _length(text) + heading
            page.append(replace(one, quote=replace(one.quote, text=text)))
            room -= takes
    if page:
        yield page


def _in_order(groups: Sequence[WordsTold]) -> list[_Placed]:
    """Of each group one in turn until there are enough to be seen; then all others."""
    turns = zip_longest(*(group.quotes for group in groups))
    in_turn = [(n, quote) for turn in turns for n, quote in enumerate(turn) if quote is not None]
    placed = [_Placed(group, quote, place < SEEN) for place, (group, quote) in enumerate(in_turn)]
    return sorted(placed, key=lambda one: (not one.seen, one.group))


def _grouped(groups: Sequence[WordsTold], placed: Iterable[_Placed]) -> Iterator[WordsTold]:
    for number, found in groupby(placed, key=lambda one: one.group):
        quotes = [one.quote for one in found]
        yield replace(
            groups[number],
            unnamed=tuple(quote for quote in quotes if quote.name is None),
            named=tuple(quote for quote in quotes if quote.name is not None),
        )


def _picture(told: TellPicture) -> Iterator[TellPicture | TellInsight]:
    """What it shows stands in words below it, or in a message of its own where that is too long."""
    if told.worded is not None:
        yield told
        return
    worded = _below(told.insight) <= CAPTION_LIMIT
    yield replace(told, worded=worded)
    if not worded:
        yield from _figures(told.insight)


def _below(insight: TellInsight) -> int:
    """What would stand below the picture."""
    figures = sum(_in_words(one) for one in insight.figures)
    themes = sum(len(one.label) + AROUND_LABEL for one in insight.themes)
    return _in_short(insight) + WAITS * insight.waits + figures + themes


def _in_short(insight: TellInsight) -> int:
    """What came up, in a sentence or two, below its heading."""
    themes = [len(one.label) + AROUND_LABEL for one in insight.themes]
    new = [len(one.label) + AROUND_LABEL for one in insight.themes if one.new]
    gone = [len(one) + AROUND_LABEL for one in insight.gone]
    longest = max((_in_words(one) for one in insight.figures), default=0)
    sentence = sum((*themes[:2], *new[:2], *gone[:2])) if themes else longest
    return len(insight.bank) + len(insight.team) + AROUND_CAPTION + sentence


def _in_words(figure: FigureTold) -> int:
    shares = sum(len(share.label) + AROUND_LABEL for share in figure.shares)
    return len(figure.question) + len(figure.low) + len(figure.high) + AROUND_SCALE + shares


def _texts(told: TellFriend) -> Iterator[TellFriend]:
    quotes = tuple(QuoteTold(said_id="", text=text) for text in told.texts)
    for number, page in enumerate(_placed([WordsTold(question=told.question, unnamed=quotes)])):
        texts = tuple(one.quote.text for one in page)
        yield replace(told, texts=texts, continued=told.continued or number > 0)


def _figures(told: TellInsight) -> Iterator[TellInsight]:
    """The themes and all else stand in the first."""
    parts: list[list[FigureTold]] = [[]]
    room = FIGURES
    for figure in told.figures:
        takes = _in_words(figure)
        if parts[-1] and takes > room:
            parts.append([])
            room = FIGURES
        parts[-1].append(figure)
        room -= takes
    first, *rest = parts
    yield replace(told, figures=tuple(first))
    for figures in rest:
        yield replace(told, figures=tuple(figures), themes=(), waits=False, continued=True)


def _letters(told: DigestLetter) -> Iterator[DigestLetter]:
    """The Teams that heard nothing, and where something waits, stand in the first."""
    letter = replace(told, told=())
    room = LETTER - sum(len(name) + AROUND_NAME for name in told.quiet)
    for one in told.told:
        takes = _in_short(one.insight)
        if takes > room and letter.told:
            yield letter
            letter, room = replace(letter, told=(), quiet=(), queues=(), continued=True), LETTER
        letter = replace(letter, told=(*letter.told, one))
        room -= takes
    yield letter


CUTS: Mapping[type[Message], Callable[[Any], Iterator[Message]]] = {
    DigestLetter: _letters,
    TellFriend: _texts,
    TellInsight: _figures,
    TellPicture: _picture,
    TellQuotes: _quotes,
}
"""How those are cut that may be too long. All others fit whatever they say; see their views."""
