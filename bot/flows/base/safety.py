"""What the lists of phrases say of a text, and of what can be done about it."""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from bot.banks.safety import load_safety, safety_folder
from bot.domain.base.dangers import Danger, PhraseList
from bot.domain.base.languages import in_language
from bot.reading.danger import DangerReader


class Safety:
    """Of all languages that there are lists for. Made ready when the first text is read."""

    def __init__(self, lists: Sequence[PhraseList]) -> None:
        self._lists = lists

    @cached_property
    def _reader(self) -> DangerReader:
        return DangerReader(self._lists)

    @cached_property
    def _cards(self) -> Mapping[Danger, Mapping[str, str]]:
        return {
            danger: {one.language: one.cards[danger] for one in self._lists if danger in one.cards}
            for danger in Danger
        }

    def read(self, text: str) -> Danger | None:
        """The gravest danger that a text tells of, in whatever languages it is."""
        return self._reader.read(text)

    def advice(self, danger: Danger, language: str) -> str:
        """What somebody can do about it, with places for their organisation's numbers. Empty if no
        list says."""
        texts = self._cards[danger]
        return in_language(texts, language) if texts else ""


@lru_cache(maxsize=4)
def safety_beside(prompts: Path) -> Safety:
    """That of the lists which belong to these question banks."""
    return Safety(load_safety(safety_folder(prompts)))
