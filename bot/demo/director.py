"""Lets the play go on as far as somebody at the page wants it to, and tells it there."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.demo.clock import StageClock
from bot.demo.telling import ZONE
from bot.demo.tour import Stop
from bot.sandbox.page.guide import Choice, Panel, Told

TITLE = "Eftertanke: four weeks of a team’s life"

SPANS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}

Rest = Callable[[asyncio.Event, float | None], Awaitable[None]]
"""Let the bot live until the event happens, or for so many real seconds."""

NextDue = Callable[[], Awaitable[datetime | None]]


class Director:
    """The Guide of the page. Until `begin`, nothing can be chosen and nothing waits."""

    zone = ZONE.key

    def __init__(self, clock: StageClock, changed: Callable[[], None]) -> None:
        self._clock = clock
        self._changed = changed
        self._told: list[Told] = []
        self._ready = False
        self._began = False
        self._over = False
        self._playing = False
        self._free_until: datetime | None = None
        """As far as somebody wants to skip."""
        self._wish = asyncio.Event()
        self._rest: Rest
        self._next_due: NextDue

    def begin(self, rest: Rest, next_due: NextDue) -> None:
        """The team is in place, and the play can begin."""
        self._rest, self._next_due = rest, next_due
        self._ready = True
        self._changed()

    def panel(self) -> Panel:
        play = Choice(
            name="pause" if self._playing else "play",
            label=self._play_label(),
            possible=self._ready and not self._over,
        )
        skips = [Choice(name=name, label=f"Skip a {name}", possible=self._ready) for name in SPANS]
        return Panel(
            title=TITLE, told=tuple(self._told), choices=(play, *skips), status=self._status()
        )

    def play(self) -> None:
        """Begin, or go on."""
        self._choose("play")

    async def choose(self, name: str) -> None:
        self._choose(name)

    def _choose(self, name: str) -> None:
        self._began = True
        self._playing = name == "play"
        self._free_until = self._clock.now() + SPANS[name] if name in SPANS else None
        self._wish.set()
        self._changed()

    async def next_due(self) -> float | None:
        due = await self._next_due() if self._ready else None
        return None if due is None else due.timestamp()

    def tell(self, stop: Stop) -> None:
        at = self._clock.now().timestamp()
        self._told.append(Told(title=stop.title, text=stop.text, at=at))
        self._changed()

    async def until(self, moment: datetime, breath: float) -> None:
        """Return when the play may go on at this moment: after a breath in real seconds, at once
        while somebody skips, and not before somebody says so while it stands still."""
        while self._ready and not self._skips_to(moment):
            if self._free_until is not None:
                await self.arrive(self._free_until)
                self._free_until = None
                self._changed()
            elif await self._rested(breath if self._playing else None):
                return

    async def look_around(self) -> None:
        """The play is over. Skipping goes from one thing that falls due to the next."""
        self._over, self._playing = True, False
        self._changed()
        while True:
            while (wanted := self._free_until) and self._clock.now() < wanted:
                due = await self._next_due()
                await self.arrive(wanted if due is None else min(due, wanted))
            self._free_until = None
            self._changed()
            await self._rested(None)

    async def arrive(self, moment: datetime) -> None:
        """Move the clock, never back, and let the bot do what is due."""
        self._clock.set(max(moment, self._clock.now()))
        await self._rest(self._wish, 0)

    def _skips_to(self, moment: datetime) -> bool:
        return self._free_until is not None and moment <= self._free_until

    async def _rested(self, seconds: float | None) -> bool:
        """True after so much time without a new wish."""
        self._wish.clear()
        await self._rest(self._wish, seconds)
        return not self._wish.is_set()

    def _play_label(self) -> str:
        if self._playing:
            return "Pause"
        return "Play on" if self._began else "Play"

    def _status(self) -> str:
        if not self._ready:
            return "The team is coming together. In a few seconds you can press Play."
        if self._free_until is not None:
            return f"On the way to {self._free_until.astimezone(ZONE):%a %d %b, %H:%M}."
        if self._over:
            return "The story is told. Skip on, or pick up a phone."
        if self._playing:
            return "The story goes on by itself."
        return "It waits for you."
