"""A bell that says "there may be work": rung by whoever makes some, heard by whoever does it."""

import asyncio


class Bell:
    """Remembers one ring until it is heard, so that none is lost between looking and waiting."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def heard(self, seconds: float) -> bool:
        """True at the next ring, or if it rang since last time; False after so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return False
        self._rung.clear()
        return True
