"""What the lists of phrases say of a text, and of what can be done about it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.base.dangers import Danger, PhraseList
from bot.domain.base.languages import in_language

if TYPE_CHECKING:
    from bot.reading.danger import DangerReader


@dataclass(frozen=True, slots=True)
class _Ready:
    reader: "DangerReader"
    lists: Sequence[PhraseList]


class Safety:
    """Of all languages that there are lists for. They are read when the first words come, beside
    the event loop: that takes half a second, and a dozen megabytes that a bot at rest need not
    hold."""

    def __init__(self, load: Callable[[], Sequence[PhraseList]]) -> None:
        self._load = load
        self._ready: _Ready | None = None

    async def read(self, text: str) -> Danger | None:
        """The gravest danger that a text tells of, in whatever languages it is."""
        return (await self._made_ready()).reader.read(text)

    async def advice(self, danger: Danger, language: str) -> str:
        """What somebody can do about it, with places for their organisation's numbers. Empty if no
        list says."""
        lists = (await self._made_ready()).lists
        texts = {one.language: one.cards[danger] for one in lists if danger in one.cards}
        return in_language(texts, language) if texts else ""

    async def _made_ready(self) -> _Ready:
        if self._ready is None:
            self._ready = await asyncio.to_thread(self._make_ready)
        return self._ready

    def _make_ready(self) -> _Ready:
        # See above.
        from bot.reading.danger import DangerReader

        lists = self._load()
        return _Ready(DangerReader(lists), lists)


@lru_cache(maxsize=4)
def safety_beside(prompts: Path) -> Safety:
    """That of the lists which belong to these question banks."""

    def load() -> Sequence[PhraseList]:
        # See above.
        from bot.banks.safety import load_safety, safety_folder

        return load_safety(safety_folder(prompts))

    return Safety(load)
