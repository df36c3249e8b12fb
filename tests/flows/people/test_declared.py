"""Teams that the settings declare: each `declared` is a start of the bot with such a file."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.chat.rendered import Rendered
from bot.chat.translator import translator
from bot.chat.views.asking.schedules import show_schedule
from bot.chat.views.people.teams import show_team
from bot.domain.asking.schedules import Schedule
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.builder import AskField
from bot.domain.messages.asking.schedules import ShowSchedule
from bot.domain.messages.people.teams import ShowTeam
from bot.domain.people.teams import Team
from bot.errors import OperatorError, Refusal
from bot.flows.asking import builder, schedules
from bot.flows.people import declared, teams
from bot.storage.base.rows import every
from bot.storage.base.schema import schedule as schedule_table
from bot.storage.base.schema import team as team_table
from bot.storage.people import teams as stored_teams
from tests.answering import answer
from tests.desk import NINE, Office, Phone, open_office

WEEKLY = {"bank": "weekly-check", "days": ["mon"], "roles": ["staff"]}
NORTH = {"id": "north", "name": "North", "zone": "Europe/Stockholm", "schedules": [WEEKLY]}


async def start(office: Office) -> None:
    async with office.unit_of_work.step() as step:
        await declared.settle(step)


async def declare(database: str, *wanted: dict[str, Any]) -> tuple[list[Team], list[Schedule]]:
    """What there is after a start with such settings."""
    async with open_office(database, teams=wanted) as office:
        await start(office)
        return await there(office)


async def there(office: Office) -> tuple[list[Team], list[Schedule]]:
    async with office.unit_of_work.look() as step:
        found = await every(step.tx, select(team_table).order_by(team_table.c.id), Team)
        query = select(schedule_table).order_by(schedule_table.c.id)
        return found, await every(step.tx, query, Schedule)


async def change_of(office: Office, **fields: Any) -> None:
    async with office.unit_of_work.step() as step:
        await step.tx.execute(schedule_table.update().values(**fields))


async def refused(phone: Phone, flow: Any, *arguments: object) -> str:
    with pytest.raises(Refusal) as told:
        await phone.does(flow, *arguments)
    return told.value.key


async def test_the_first_start_makes_what_stands_in_the_file(database: str) -> None:
    fortnightly = {
        "bank": "what-works",
        "days": ["thu", "tue"],
        "every_weeks": 2,
        "open_hours": 72,
        "reminder": False,
    }
    wanted = {**NORTH, "languages": ["sv", "en"], "floor": 6, "schedules": [WEEKLY, fortnightly]}
    (north,), (weekly, other) = await declare(database, wanted)
    assert (north.name, north.languages, north.floor) == ("North", ("sv", "en"), 6)
    assert (weekly.bank_id, weekly.days, weekly.roles) == (
        "weekly-check",
        (0,),
        frozenset({Role.STAFF}),
    )
    assert (weekly.open_hours, weekly.reminder, weekly.next_on) == (48, True, date(2026, 3, 2))
    assert (other.days, other.every_weeks, other.open_hours) == ((1, 3), 2, 72)
    assert Role.PEER_MENTOR in other.roles, "those the bank is meant for"
    assert not other.reminder


async def test_what_is_left_out_is_as_elsewhere_in_the_settings(database: str) -> None:
    async with open_office(
        database, languages=["sv"], privacy={"floor": 7}, teams=[NORTH]
    ) as office:
        await start(office)
        ((north,), _) = await there(office)
    assert (north.languages, north.floor) == (("sv",), 7)


async def test_another_start_changes_nothing(database: str) -> None:
    before = await declare(database, NORTH)
    assert await declare(database, NORTH) == before


async def test_a_change_in_the_file_changes_the_same_team(database: str) -> None:
    (before,), (weekly,) = await declare(database, NORTH)
    moved = {**WEEKLY, "days": ["wed"]}
    renamed = {**NORTH, "name": "Upper North", "zone": "Europe/Helsinki", "schedules": [moved]}
    (after,), (changed,) = await declare(database, renamed)
    assert (after.id, after.name, after.zone) == (before.id, "Upper North", "Europe/Helsinki")
    assert (changed.id, changed.days, changed.next_on) == (weekly.id, (2,), date(2026, 3, 4))


async def test_a_schedule_that_is_paused_in_the_chat_stays_so(database: str) -> None:
    await declare(database, NORTH)
    async with open_office(database) as office:
        await change_of(office, paused=True)
    _, (weekly,) = await declare(database, {**NORTH, "schedules": [{**WEEKLY, "days": ["fri"]}]})
    assert (weekly.paused, weekly.days) == (True, (4,))


async def test_a_schedule_goes_with_its_lines_and_those_of_the_chat_stay(database: str) -> None:
    (north,), _ = await declare(database, NORTH)
    async with open_office(database) as office:
        await office.schedule(north, "what-works")
    _, left = await declare(database, {**NORTH, "schedules": []})
    assert [one.bank_id for one in left] == ["what-works"]


async def test_a_team_that_is_taken_out_of_the_file_becomes_the_chats_own(database: str) -> None:
    (before,), (weekly,) = await declare(database, NORTH)
    (north,), (left,) = await declare(database)
    assert (north.id, north.declared) == (before.id, None)
    assert (left.id, left.declared) == (weekly.id, None)


async def test_a_team_of_the_chat_is_taken_over_by_its_name(database: str) -> None:
    async with open_office(database) as office:
        made = await office.team("north", chat_id=-100, chat_title="North together")
        await office.team("South")
    (north, south), _ = await declare(database, NORTH)
    assert (north.id, north.declared, north.chat_id) == (made.id, "north", -100)
    assert south.declared is None


async def test_of_two_teams_with_one_name_neither_is_taken_over(database: str) -> None:
    async with open_office(database) as office:
        for _ in range(2):
            await office.team("North")
    found, _ = await declare(database, NORTH)
    assert [one.declared for one in found] == [None, None, "north"]


async def test_the_floor_is_not_lowered_under_what_was_shared(database: str) -> None:
    """Five have written, trusting that it takes seven."""
    await declare(database, {**NORTH, "floor": 7})
    lower = {**NORTH, "floor": 5}
    async with open_office(database, teams=[lower]) as office:
        (north,), _ = await there(office)
        async with office.unit_of_work.store.step() as tx:
            await stored_teams.change(tx, north.id, chat_id=-900, chat_title="North together")
        people = await office.people(north, *("Alice", "Bob", "Cid", "Dora", "Eve", "Fay", "Gus"))
        await office.at(NINE)
        await answer(people[0], *[("words", Visibility.TEAM_UNNAMED)] * 3, tap="4")
        await start(office)
        assert (await there(office))[0][0].floor == 7
        await office.at(NINE + timedelta(days=40))
        await change_of(office, paused=True)
        await office.later(days=7)
        await start(office)
        assert (await there(office))[0][0].floor == 5


async def test_a_bank_that_is_not_there_stops_the_start_before_anything_is_done(
    database: str,
) -> None:
    async with open_office(
        database, teams=[NORTH, {**NORTH, "id": "s", "name": "S", "schedules": [lacking()]}]
    ) as office:
        with pytest.raises(OperatorError, match=r'"weekly-chek" is no .*mean "weekly-check"'):
            await start(office)
        assert await there(office) == ([], [])


def lacking() -> dict[str, Any]:
    return {**WEEKLY, "bank": "weekly-chek"}


CHANGES: Sequence[tuple[Any, tuple[object, ...]]] = (
    (teams.ask_name, (1,)),
    (teams.offer_floors, (1,)),
    (teams.set_floor, (1, 10)),
    (teams.ask_end, (1,)),
)


async def test_alice_who_leads_is_told_what_the_file_owns(database: str) -> None:
    async with open_office(database, teams=[NORTH]) as office:
        await start(office)
        (north,), (weekly,) = await there(office)
        alice = await office.member("Alice", north, Role.FACILITATOR)
        for flow, arguments in CHANGES:
            assert await refused(alice, flow, *arguments) == "team_declared"
        for flow in (builder.change, schedules.ask_end, schedules.end):
            assert await refused(alice, flow, weekly.id) == "schedule_declared"
        await alice.does(schedules.pause, weekly.id)
        (_, (paused,)) = await there(office)
        assert paused.paused


async def test_what_alice_had_begun_to_change_is_not_saved_over_the_file(office: Office) -> None:
    """She had the screens open when the bot was started anew, with her Team in the file."""
    north = await office.team("North")
    weekly = await office.schedule(north)
    alice = await office.member("Alice", north, Role.FACILITATOR)
    await alice.does(teams.ask_name, north.id)
    await declared_since(office)
    assert await refused(alice, teams.rename, "Mine") == "team_declared"
    await change_of(office, declared=None)
    await alice.does(builder.change, weekly.id)
    key = alice.last(AskField).key
    await declared_since(office)
    assert await refused(alice, builder.save, key) == "schedule_declared"


async def declared_since(office: Office) -> None:
    await change_of(office, declared="weekly-check")
    async with office.unit_of_work.step() as step:
        await step.tx.execute(team_table.update().values(declared="north"))


async def test_alice_is_offered_no_button_that_would_be_refused(database: str) -> None:
    async with open_office(database, teams=[NORTH]) as office:
        await start(office)
        (north,), (weekly,) = await there(office)
        alice = await office.member("Alice", north, Role.FACILITATOR)
        await alice.does(teams.show, north.id)
        shown = show_team(translator("en"), alice.last(ShowTeam))
        assert "kept in the settings file" in shown.text
        assert labels(shown) == ["Schedules", "Who did what", "‹ Back"]
        await alice.does(schedules.show, weekly.id)
        shown = show_schedule(translator("en"), alice.last(ShowSchedule))
        assert "kept in the settings file" in shown.text
        assert labels(shown) == ["⏸ Pause", "Send now", "‹ Back"]


def labels(shown: Rendered) -> list[str]:
    return [button.text for row in shown.buttons for button in row]


async def test_no_team_asks_for_less_than_the_installation_does_now(database: str) -> None:
    async with open_office(database) as office:
        for floor in (5, 12):
            await office.team(f"Floor {floor}", floor=floor)
        await office.team("North", floor=5)
    async with open_office(
        database, privacy={"floor": 8}, teams=[{**NORTH, "floor": 10}]
    ) as office:
        await start(office)
        found, _ = await there(office)
    assert [one.floor for one in found] == [8, 12, 10]
