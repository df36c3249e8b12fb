"""A performance: a script is acted in a town, while something breaks."""

import asyncio
import random
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from bot.domain.people.teams import Team
from tests.faults import acting
from tests.faults.books import Books
from tests.faults.people import Person
from tests.faults.script import Part, Script
from tests.faults.town import ASKED_AT, Town, add_members

Breakage = Callable[[Town, random.Random], Coroutine[Any, Any, None]]
"""Breaks things again and again, until it is cancelled or has nothing left to break."""

Act = Callable[[Person, Part], Coroutine[Any, Any, None]]

AN_HOUR = timedelta(hours=1)


class Performance:
    """A Script in a Town."""

    def __init__(self, town: Town, script: Script) -> None:
        self.town = town
        self.script = script
        self.books = Books(town, script)
        town.arrives(*(part.name for part in script.parts))

    async def act(self) -> None:
        """Everybody joins, is asked, answers, and thinks again; all at the same time."""
        await self.joins()
        self.town.at(ASKED_AT)
        await self.answers()

    async def joins(self) -> None:
        """Everybody follows the link, and becomes part of the team."""
        self.books.came_by_link = len(self.script.parts)
        await self._all(lambda person, _: acting.join(person))

    async def belongs(self, team: Team) -> None:
        """Everybody is part of the team already, and on good terms with the bot."""
        for person in self.town.people:
            await person.says("/start")
        await add_members(self.town, team, self.town.people)

    async def answers(self, but: Person | None = None) -> None:
        """They are being asked just now; everybody answers, but perhaps one."""
        await self.puts_off(but)
        await self.replies(but)
        await self.thinks_again(but)

    async def puts_off(self, but: Person | None = None) -> None:
        """Some want to be asked again in an hour, and it goes by."""
        await self._all(acting.put_off, but)
        self.town.later(AN_HOUR)

    async def replies(self, but: Person | None = None) -> None:
        await self._all(acting.reply_to_all, but)

    async def thinks_again(self, but: Person | None = None) -> None:
        await self._all(acting.think_again, but)

    async def close(self) -> None:
        """The Round closes, and is sealed."""
        self.town.later(timedelta(days=3))
        await self.town.sealed()

    async def _all(self, act: Act, but: Person | None = None) -> None:
        async with asyncio.TaskGroup() as together:
            for person, part in zip(self.town.people, self.script.parts, strict=True):
                if person is not but:
                    together.create_task(act(person, part))


async def under(
    breakage: Breakage, town: Town, rng: random.Random, life: Coroutine[Any, Any, None]
) -> None:
    """Let people live while things break, to the end of both."""
    async with asyncio.TaskGroup() as both:
        both.create_task(breakage(town, rng))
        both.create_task(life)
