"""Wake-up signal between whoever makes work and whoever does it. It keeps no count: who wakes up
looks for all there is."""

import asyncio
from collections.abc import Iterable


class Wakeup:
    """Remembers one ring until it is heard, so that none is lost between looking and waiting."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._lanes: set[int | None] = set()

    def ring(self, lanes: Iterable[int | None] = ()) -> None:
        """`lanes`: in which there is something new, where that matters."""
        self._lanes.update(lanes)
        self._rung.set()

    def lanes(self) -> set[int | None]:
        """In which there may be something new since this was asked last."""
        rung, self._lanes = self._lanes, set()
        return rung

    async def heard(self, seconds: float) -> bool:
        """True at the next ring, or if it rang since last time; False after so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return False
        self._rung.clear()
        return True
