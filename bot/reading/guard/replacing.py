"""What may stand in the place of what was found, in the author's language: a suggestion, which they
see before anything is sent.
"""

import re
from collections.abc import Iterable

from bot.domain.base.languages import closest, in_language
from bot.reading.guard.found import Identifier
from bot.reading.guard.lists.instead import COLLEAGUE, INSTEAD, INTRODUCES, NAME, SUPPORTED

_LAST_WORD = re.compile(r"[^\W\d_]+(?=\W*\Z)")
_POSSESSIVE = ("'s", "’s")


class Replacing:
    """Suggests what to write, for one answer: whoever is named twice gets the same both times."""

    def __init__(self, language: str, roster: Iterable[str]) -> None:
        self._language = language
        self._team = {part.casefold() for name in roster for part in (name, *name.split())}
        self._people: dict[str, str] = {}

    def instead(self, kind: Identifier, words: str, before: str = "") -> str:
        """`before`: the text that stands before these words."""
        if kind is not Identifier.NAME:
            return in_language(INSTEAD[kind], self._language)
        ending = next((one for one in _POSSESSIVE if words.casefold().endswith(one)), "")
        name = words[: len(words) - len(ending)]
        introduced = _LAST_WORD.search(before[-40:])
        known = introduced is not None and introduced[0].casefold() in INTRODUCES
        return self._person(name.casefold(), introduced=known) + ending

    def _person(self, name: str, *, introduced: bool) -> str:
        if introduced:
            return in_language(NAME, self._language)
        if name in self._team:
            return in_language(COLLEAGUE, self._language)
        return self._people.setdefault(name, self._supported(len(self._people)))

    def _supported(self, before: int) -> str:
        suggested = SUPPORTED[closest(self._language, SUPPORTED)]
        if before < len(suggested):
            return suggested[before]
        return f"{in_language(NAME, self._language)[:-1]} {before + 1}]"
