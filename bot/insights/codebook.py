"""The codebook: which concepts an answer touches on, in any of a team's languages.

Concept ids are the same in every language; their labels and keywords are in `vocabulary/`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from bot.domain.base.languages import in_language
from bot.insights.vocabulary import VOCABULARIES, Vocabulary

COMPOUNDING = frozenset({"de", "et", "fi", "hu", "nl", "sv"})
"""Languages that write compounds as one word."""

_LONG_ENOUGH = 6
"""Letters. Shorter stems turn up inside words that have nothing to do with them."""

_FIRST_PART = 3
"""Letters. What a compound begins with must be long enough to be a word itself."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")

_NOTHING: frozenset[str] = frozenset()

_STEMMERS = {
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "pl": "polish",
    "sv": "swedish",
}


def concept_ids() -> Sequence[str]:
    """Every concept, in alphabetical order."""
    return sorted(_NOTHING.union(*(one.entries for one in VOCABULARIES.values())))


def label(concept_id: str, language: str) -> str:
    """What people read for a concept, in `language` or the closest language there is."""
    labels = {
        code: one.entries[concept_id].label
        for code, one in VOCABULARIES.items()
        if concept_id in one.entries
    }
    return in_language(labels, language)


class Codebook:
    """Reads answers in a team's languages; languages without a vocabulary are passed over.

    It remembers the words it has met, so keep one for a batch of answers and let it go afterwards.
    Not for several threads at once.
    """

    def __init__(self, languages: Iterable[str]) -> None:
        self._readers = [_Reader(one) for one in dict.fromkeys(languages) if one in VOCABULARIES]

    def touched(self, text: str) -> frozenset[str]:
        """The ids of the concepts that the words of `text` touch on.

        Only the language is asked that the small words point to, as the same letters may mean
        something else in another; all of them if that is not clear.
        """
        words = _WORD.findall(unicodedata.normalize("NFC", text).casefold().replace("’", "'"))
        points = [reader.points(words) for reader in self._readers]
        likely = (r for r, p in zip(self._readers, points, strict=True) if p == max(points))
        return _NOTHING.union(*(reader.touched(words) for reader in likely))


_Phrase = tuple[tuple[str, ...], str]
"""The forms of its words, and the concept."""


@dataclass(frozen=True, slots=True)
class _Met:
    """A word, in the forms a keyword may have: its stem, and "=" with all its letters."""

    forms: tuple[str, str]
    concepts: frozenset[str]
    phrases: Sequence[_Phrase]


class _Reader:
    """Finds the keywords of one language in a row of words."""

    def __init__(self, language: str) -> None:
        self._index = _index(language)
        self._stem = _stemmer(language)
        self._met: dict[str, _Met] = {}

    def points(self, words: Iterable[str]) -> int:
        """How many small words of this language there are."""
        return sum(word in self._index.common for word in words)

    def touched(self, words: Iterable[str]) -> set[str]:
        read = [self._met.get(word) or self._meet(word) for word in words]
        found: set[str] = set()
        for place, word in enumerate(read):
            found |= word.concepts
            for phrase, concept_id in word.phrases:
                here = read[place : place + len(phrase)]
                if len(here) == len(phrase) and all(map(_is_form, phrase, here)):
                    found.add(concept_id)
        return found

    def _meet(self, word: str) -> _Met:
        forms = (self._stem(word), f"={word}")
        concepts = _NOTHING.union(*filter(None, self._lookups(word, forms)))
        phrases = [one for form in forms for one in self._index.phrases.get(form, ())]
        return self._met.setdefault(word, _Met(forms, concepts, phrases))

    def _lookups(self, word: str, forms: tuple[str, str]) -> Iterator[set[str] | None]:
        for form in forms:
            yield self._index.words.get(form)
        for end in range(2, len(word)):
            yield self._index.beginnings.get(word[:end])
        for start in range(_FIRST_PART, len(forms[0])):
            yield self._index.endings.get(forms[0][start:])


def _is_form(part: str, word: _Met) -> bool:
    return part in word.forms


@dataclass(frozen=True, slots=True)
class _Index:
    """The keywords of one language: concept ids by what is looked for in a word."""

    common: frozenset[str]
    words: dict[str, set[str]] = field(default_factory=dict)
    beginnings: dict[str, set[str]] = field(default_factory=dict)
    endings: dict[str, set[str]] = field(default_factory=dict)
    phrases: dict[str, list[_Phrase]] = field(default_factory=dict)


@cache
def _index(language: str) -> _Index:
    vocabulary = VOCABULARIES[language]
    index = _Index(common=frozenset(vocabulary.common.split()))
    stem = _stemmer(language)
    for concept_id, keyword in _keywords(vocabulary):
        if " " in keyword:
            phrase = tuple(_form(word, stem) for word in _words(keyword))
            index.phrases.setdefault(phrase[0], []).append((phrase, concept_id))
        else:
            for shelf, letters in _shelves(index, keyword, stem, language in COMPOUNDING):
                shelf.setdefault(letters, set()).add(concept_id)
    return index


def _shelves(
    index: _Index, keyword: str, stem: Callable[[str], str], compounding: bool
) -> Iterator[tuple[dict[str, set[str]], str]]:
    """Where a keyword of one word is to be found, and under which letters."""
    if keyword.startswith("-"):
        yield index.endings, stem(keyword[1:])
    elif keyword.endswith("-"):
        yield index.beginnings, keyword[:-1]
    else:
        form = _form(keyword, stem)
        yield index.words, form
        if compounding and len(form) >= _LONG_ENOUGH and form[0] != "=":
            yield index.beginnings, form
            yield index.endings, form


def _form(word: str, stem: Callable[[str], str]) -> str:
    return word if word.startswith("=") else stem(word)


def _words(phrase: str) -> list[str]:
    """An equals sign before a phrase is one before each of its words."""
    words = phrase.split()
    return [words[0], *(f"={word}" for word in words[1:])] if phrase[0] == "=" else words


def _keywords(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for concept_id, entry in vocabulary.entries.items():
        for keyword in entry.keywords.split(","):
            yield concept_id, " ".join(keyword.split())


def _stemmer(language: str) -> Callable[[str], str]:
    # Where nobody has written yet, the stemmers of 39 languages would idle.
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer(_STEMMERS[language]).stemWord
    return stem
