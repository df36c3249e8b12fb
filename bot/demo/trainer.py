"""Whoever leads a room has the clock: what they can choose, and what the page tells them."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from bot.demo.clock import StageClock
from bot.demo.director import NextDue, Rest
from bot.demo.telling import ZONE
from bot.sandbox.page.guide import Choice, Panel, Told

TITLE = "Eftertanke: a room to try it in"

STEPS = (
    Told(
        title="1. Hand out the phones",
        text="Each code is one person’s phone. Whoever opens it presses Start and reads what "
        "they say yes to.",
    ),
    Told(
        title="2. Let a day go by",
        text="The team is asked on Tuesday at nine, and whoever has chosen another time, then. "
        "Press “A day on”. All answer, and choose each time who may read it.",
    ),
    Told(
        title="3. Close the round",
        text="When all have answered, press “To the end of the Round”. The team’s group hears "
        "what came up, if at least five took part: go back to all chats on any phone and look.",
    ),
)

Choices = Mapping[str, tuple[str, Callable[[], Awaitable[datetime | None]]]]


class Trainer:
    """The Guide of a room. The clock stands still until it is set on."""

    zone = ZONE.key

    def __init__(self, clock: StageClock, changed: Callable[[], None]) -> None:
        self._clock = clock
        self._changed = changed
        self._ready = False
        self._status = "The bot is starting."
        self._wish = asyncio.Event()
        self._wanted: datetime | None = None
        self._rest: Rest
        self._next_due: NextDue
        self._closes: NextDue

    def begin(self, rest: Rest, next_due: NextDue, closes: NextDue) -> None:
        """The team is in place."""
        self._rest, self._next_due, self._closes = rest, next_due, closes
        self._ready = True
        self._say("The clock stands still until you set it on.")

    def panel(self) -> Panel:
        free = self._ready and self._wanted is None
        choices = [
            Choice(name=name, label=label, possible=free)
            for name, (label, _) in self._choices().items()
        ]
        return Panel(title=TITLE, told=STEPS, choices=choices, status=self._status)

    async def choose(self, name: str) -> None:
        label, where = self._choices()[name]
        self._wanted = await where()
        if self._wanted is None:
            self._say(f"{label}: there is nothing of that kind now.")
            return
        self._say(f"On the way to {self._wanted.astimezone(ZONE):%a %d %b, %H:%M}.")
        self._wish.set()

    async def next_due(self) -> float | None:
        due = await self._next_due() if self._ready else None
        return None if due is None else due.timestamp()

    async def lead(self) -> None:
        """Let the bot live, and set the clock on as far as is wanted, from one thing that falls
        due to the next, until cancelled."""
        while True:
            while (wanted := self._wanted) and self._clock.now() < wanted:
                due = await self._next_due()
                self._clock.set(wanted if due is None else min(due, wanted))
                await self._rest(self._wish, 0)
            if self._wanted is not None:
                self._wanted = None
                self._say("All that was due is done.")
            self._wish.clear()
            await self._rest(self._wish, None)

    def _choices(self) -> Choices:
        return {
            "day": ("A day on", lambda: self._after(timedelta(days=1))),
            "round": ("To the end of the Round", lambda: self._closes()),
            "due": ("To what is due next", lambda: self._next_due()),
            "hour": ("An hour on", lambda: self._after(timedelta(hours=1))),
        }

    async def _after(self, span: timedelta) -> datetime:
        return self._clock.now() + span

    def _say(self, status: str) -> None:
        self._status = status
        self._changed()
