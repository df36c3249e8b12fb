"""A representative sees how a Team is set up, and nothing else of it: whatever they type or press,
and whatever they forge, they read no answer and no figure, and change nothing."""

import itertools
import re

from bot.chat.buttons import BUTTONS
from bot.chat.buttons.people.members import LeaveTeam
from bot.chat.commands import COMMANDS
from bot.domain.base.roles import Role
from bot.domain.people.teams import Team
from tests.acceptance.test_forged import forge, forgeries, not_handled, of_the_team
from tests.factories import mark
from tests.stage import Person, Stage, visible

NAMES = ("Ada", "Bea", "Cid", "Dan", "Eve", "Fay")
SECRET = "zebra"
"""Stands in every answer."""

FIGURES = r"took part|people took|var med\b|half of you|enough people|how much|hur mycket"
"""What stands in what the channel and a manager are told, and in what was asked."""

HERSELF = {LeaveTeam}
"""Whoever forges this leaves the Team, as by its own button."""


async def lived_in(stage: Stage) -> tuple[Person, Team]:
    """Six people of North have shared one Round, which was told to the channel and to Mia, and are
    in the middle of the next. Rita stands for them."""
    north = await stage.team("North")
    people = [await stage.member(name, north) for name in NAMES]
    alice = await stage.member("Alice", north, Role.FACILITATOR)
    await stage.member("Mia", north, Role.MANAGER)
    await stage.member("Finn", north, Role.CRITICAL_FRIEND)
    rita = await stage.member("Rita", north, Role.REPRESENTATIVE)
    channel = await stage.channel(north, *people)
    await stage.schedule(north)
    await alice.says("/invite")
    for week in range(2):
        await stage.at(stage.clock.moment.replace(hour=8))
        for person in people:
            await person.taps("4")
            await person.says(f"{SECRET} {mark(person.name)} {week}")
            await person.chooses("👥 The team, no name" if week == 0 else "🔒 Only me")
        if week == 0:
            await stage.later(days=7)
    told = "\n".join(await stage.said_in(channel, people[0]))
    assert re.search(FIGURES, told)
    assert SECRET in told
    return rita, north


async def read_by(stage: Stage, who: Person, before: int) -> str:
    """All that they have read in their chat, and over buttons since so many calls."""
    chat = [visible(message) for message in await who.chat()]
    calls = [one["parameters"] for one in (await stage.control.calls())[before:]]
    toasts = [str(one.get("text", "")) for one in calls if "callback_query_id" in one]
    return "\n".join([*chat, *toasts])


async def test_whatever_a_representative_types_or_presses_they_read_no_answer_and_no_figure(
    stage: Stage,
) -> None:
    rita, north = await lived_in(stage)
    calls = len(await stage.control.calls())
    before = await of_the_team(stage, north.id)
    for command in COMMANDS:
        await rita.says(f"/{command.name}")
    await rita.says("what have they said?")
    numbers = itertools.count(900_000_000)
    for kind in BUTTONS.values():
        if kind not in HERSELF:
            for data in forgeries(kind):
                await forge(stage, rita, data, next(numbers))
            assert await of_the_team(stage, north.id) == before, kind.__name__
    assert await not_handled(stage) == []
    read = await read_by(stage, rita, calls)
    assert SECRET not in read
    assert not re.search(FIGURES, read, re.IGNORECASE)


async def test_what_is_hers_works_by_its_buttons(stage: Stage) -> None:
    rita, _ = await lived_in(stage)
    await rita.says("/teams")
    await rita.taps("How North is set up")
    assert "How North is set up" in await rita.sees()
    await rita.taps("⏸ Pause new questions…")
    await rita.says("We have no agreement yet")
    assert "Paused by the representative" in await rita.sees()
    await rita.taps("Who did what")
    assert "because: “We have no agreement yet”" in await rita.sees()
    await rita.says("/teams")
    await rita.taps("How North is set up")
    await rita.taps("▶ End the pause")
    assert "Paused by the representative" not in await rita.sees()
