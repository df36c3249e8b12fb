"""What Fia, who leads North, hears where nothing could be shown for weeks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.banks import Banks
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.hearing.unshown import NothingShown
from bot.domain.people.teams import Team
from tests.desk import NINE, Office, Phone

WEEK = timedelta(days=7)


@pytest.fixture
async def fia(office: Office, team: Team, crowd: list[Phone]) -> Phone:
    """She leads the team, and is not asked."""
    assert len(crowd) == 5
    await office.schedule(team)
    return await office.member("Fia", team, Role.FACILITATOR)


async def weeks(office: Office, count: int, answering: list[Phone], *, words: bool) -> None:
    """So many Rounds, in which these people let their taps count, and perhaps share words."""
    for _ in range(count):
        for one in answering:
            if words:
                await one.answers_all("a", "b", "c", level=Visibility.TEAM_UNNAMED)
            else:
                await one.taps("4" if one.member.name == "Bob" else "3")
        await office.at(office.clock.moment + WEEK)


def hints(fia: Phone) -> list[NothingShown]:
    return [one for one in fia.shown.values() if isinstance(one, NothingShown)]


async def test_after_two_weeks_with_nothing_she_is_told_once_why_that_may_be(
    office: Office, team: Team, crowd: list[Phone], fia: Phone
) -> None:
    await office.at(NINE)
    await weeks(office, 3, crowd[:3], words=True)
    (told,) = hints(fia)
    assert (told.team, told.since, told.floor) == ("North", NINE.date(), 5)
    assert told.questions == ()
    assert not any(isinstance(one, NothingShown) for phone in crowd for one in phone.shown.values())


async def test_questions_of_which_nothing_is_shown_for_four_weeks_are_named(
    office: Office, team: Team, crowd: list[Phone], fia: Phone
) -> None:
    """All tap, and nobody shares a word."""
    await office.at(NINE)
    await weeks(office, 3, crowd, words=False)
    assert hints(fia) == []
    await weeks(office, 1, crowd, words=False)
    await office.later(days=3)
    (told,) = hints(fia)
    bank = office.unit_of_work.house.banks["weekly-check"]
    asked = [one.wording(3, "en") for one in bank.questions if not one.kind.tapped]
    assert [*told.questions] == asked
    assert told.since == NINE.date()


async def test_a_question_that_is_new_in_the_bank_was_not_without_answers_before(
    office: Office, team: Team, crowd: list[Phone], fia: Phone
) -> None:
    house = office.unit_of_work.house
    whole = house.banks["weekly-check"]
    taps = replace(whole, questions=tuple(one for one in whole.questions if one.kind.tapped))
    before = replace(house, banks=Banks([taps]))
    office.unit_of_work = replace(office.unit_of_work, house=before)
    await office.at(NINE)
    await weeks(office, 3, crowd, words=False)
    office.unit_of_work = replace(office.unit_of_work, house=house)
    await weeks(office, 1, crowd, words=False)
    await office.later(days=3)
    assert hints(fia) == []


async def test_where_something_is_shown_each_week_she_hears_nothing(
    office: Office, team: Team, crowd: list[Phone], fia: Phone
) -> None:
    await office.at(NINE)
    for tap in "43434":
        for number, one in enumerate(crowd):
            level = Visibility.TEAM_UNNAMED
            await one.answers_all("a", "b", "c", level=level, tap=tap if number else "2")
        await office.at(office.clock.moment + WEEK)
    assert hints(fia) == []


async def test_nobody_is_told_of_it_at_night_or_on_leave_but_with_the_next_round(
    office: Office, team: Team, crowd: list[Phone], fia: Phone
) -> None:
    """What is due is done on Mondays at nine, which is evening in Tokyo."""
    await office.change(fia, zone="Asia/Tokyo", quiet_from=17 * 60)
    eva = await office.member("Eva", team, Role.FACILITATOR, paused_until=date(2026, 3, 18))
    await office.at(NINE)
    await weeks(office, 2, crowd[:3], words=True)
    assert hints(fia) == hints(eva) == []
    await weeks(office, 1, crowd[:3], words=True)
    assert hints(fia) == [], "it is night there each time"
    assert [(one.since, one.questions) for one in hints(eva)] == [(NINE.date(), ())]
