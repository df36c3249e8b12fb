"""Reminders: one, half way, and only where it is kind.

Bob and Bea belong.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.prompts import Again, AskQuestion
from bot.domain.people.teams import Team
from bot.storage.people import members
from tests.desk import NINE, Office, Phone


async def test_one_reminder_to_who_has_not_answered(office: Office, team: Team) -> None:
    bob, bea = await office.people(team, "Bob", "Bea")
    await office.schedule(team, "end-of-shift", reminder=True)
    await office.at(NINE)
    await bea.taps("calm")
    await bea.writes("Nothing much")
    await bea.picks(Visibility.PRIVATE)
    answered = bea.kinds()
    for _ in range(4):
        await office.later(hours=11)
    assert bob.kinds() == ["AskQuestion", "AskQuestion"]
    asked = [one for one in bob.shown.values() if isinstance(one, AskQuestion)]
    assert [one.again for one in asked] == [None, Again.REMINDER]
    assert bea.kinds() == answered


async def test_whoever_has_not_chosen_who_may_see_it_is_asked_that_once_more(
    office: Office, team: Team
) -> None:
    """Else it would stay theirs alone without a word."""
    bob = await office.member("Bob", team)
    await office.schedule(team, reminder=True)
    await office.at(NINE)
    await bob.taps("4")
    await bob.writes("Hurry, mostly")
    for _ in range(3):
        await office.later(hours=15)
    assert bob.kinds() == ["AnswerKept", "AskQuestion", "AnswerElsewhere", "ChooseReaders"]


async def test_a_reminder_that_missed_its_day_is_dropped(office: Office, team: Team) -> None:
    """It was counted on that day; on another it could be one message too many in a week."""
    bob = await office.member("Bob", team)
    await office.schedule(team, reminder=True)
    await office.at(NINE)
    await office.at(datetime(2026, 3, 3, 21, 0, tzinfo=UTC))
    await office.at(datetime(2026, 3, 4, 6, 0, tzinfo=UTC))
    assert len(bob.shown) == 1


async def test_a_reminder_waits_for_the_end_of_the_night(office: Office, team: Team) -> None:
    bob = await office.member("Bob", team, ask_at=5 * 60, quiet_to=10 * 60)
    await office.schedule(team, reminder=True)
    await office.at(NINE - timedelta(hours=4))
    await office.at(NINE + timedelta(hours=20))
    assert len(bob.shown) == 1
    await office.at(NINE + timedelta(hours=25))
    assert len(bob.shown) == 2


async def test_nobody_is_reminded_on_a_day_off(office: Office, team: Team) -> None:
    """Half way lies on Saturday; Bob works on weekdays, and Bea every second day."""
    bob = await office.member("Bob", team)
    bea = await office.member("Bea", team, days=(4, 6))
    await office.schedule(team, on=date(2026, 3, 6), open_hours=72, reminder=True)
    friday = NINE + timedelta(days=4)
    for hours in range(0, 72, 3):
        await office.at(friday + timedelta(hours=hours))
    assert bob.kinds() == ["AskQuestion"]
    assert bea.kinds() == ["AskQuestion", "AskQuestion"]


async def test_a_question_that_goes_out_late_is_not_reminded_of_at_once(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team, open_hours=72, reminder=True)
    await office.at(NINE - timedelta(hours=1))
    late = NINE + timedelta(hours=48)
    await office.at(late)
    assert bob.kinds() == ["AskQuestion"]
    await office.at(late + timedelta(hours=11, minutes=59))
    assert bob.kinds() == ["AskQuestion"]


async def asked_two_hours_before_the_end(
    office: Office, team: Team, *, closes: int, late: timedelta
) -> Phone:
    """Bob works on Tuesdays, and is asked at nine, so much late, of a Round that closes so many
    minutes past eleven."""
    bob = await office.member("Bob", team, days=(1,))
    await office.member("Cid", team, ask_at=11 * 60 + closes)
    await office.schedule(team, open_hours=24, reminder=True)
    tuesday = NINE + timedelta(days=1)
    await office.at(tuesday - timedelta(minutes=1))
    await office.at(tuesday + late)
    assert bob.kinds() == ["AskQuestion"]
    return bob


async def test_after_a_question_that_is_a_little_late_an_hour_goes_by_all_the_same(
    office: Office, team: Team
) -> None:
    late = timedelta(minutes=10)
    bob = await asked_two_hours_before_the_end(office, team, closes=10, late=late)
    await office.at(NINE + timedelta(days=1, hours=1, minutes=9))
    assert bob.kinds() == ["AskQuestion"]
    await office.later(minutes=1)
    assert bob.kinds() == ["AskQuestion"] * 2


async def test_if_that_is_too_near_to_the_end_there_is_no_reminder(
    office: Office, team: Team
) -> None:
    late = timedelta(minutes=10)
    bob = await asked_two_hours_before_the_end(office, team, closes=0, late=late)
    for _ in range(12):
        await office.later(minutes=9)
    assert bob.kinds() == ["AskQuestion"]


async def test_back_within_the_last_hour_the_bot_reminds_nobody(office: Office, team: Team) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team, open_hours=24, reminder=True)
    await office.at(NINE)
    await office.at(NINE + timedelta(hours=23, minutes=1))
    assert bob.kinds() == ["AskQuestion"]


@pytest.mark.parametrize("fields", [{"reachable": False}, {"paused_until": date(2026, 4, 1)}])
async def test_no_reminder_for_who_has_left_meanwhile(
    office: Office, team: Team, fields: members.Fields
) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team, reminder=True)
    await office.at(NINE)
    await office.change(bob, **fields)
    await office.later(hours=25)
    assert len(bob.shown) == 1
