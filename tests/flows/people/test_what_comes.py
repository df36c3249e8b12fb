"""Nobody is promised a question that nothing asks them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.chat.translator import translator
from bot.chat.views.people.joining import greeting as greet
from bot.chat.views.people.joining import welcome as show
from bot.domain.base.roles import Role
from bot.domain.messages.asking.notes import OfferReflections
from bot.domain.messages.people.joining import Greeting, Welcome
from bot.domain.people.teams import Team
from bot.flows.asking import notes
from bot.flows.people import joining, members
from bot.storage.asking import schedules
from tests.desk import NINE, Office

FRIDAY = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)


async def test_a_critical_friend_hears_what_comes_to_them_and_of_no_question(
    office: Office, team: Team
) -> None:
    await office.schedule(team)
    fritz = await office.member("Fritz", team, Role.CRITICAL_FRIEND)
    await fritz.does(joining.start, "")
    hello = fritz.last(Greeting)
    assert (hello.asked, hello.befriends) == (False, True)
    await fritz.does(joining.finish)
    assert fritz.last(Welcome).befriends


async def test_whoever_is_asked_hears_so_and_whoever_is_not_yet_hears_that(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team)
    await bob.does(joining.start, "")
    assert not bob.last(Greeting).asked
    await office.schedule(team)
    await bob.does(joining.start, "")
    assert bob.last(Greeting).asked


async def test_whoever_is_on_a_pause_hears_from_when_on_they_are_asked_again(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team, paused_until=SATURDAY)
    await office.schedule(team)
    await bob.does(joining.start, "")
    assert "I ask you again from Sat 7 Mar on" in hello(bob.last(Greeting))
    await office.at(datetime(2026, 3, 7, 8, 0, tzinfo=UTC))
    await bob.does(joining.start, "")
    assert "pause" not in hello(bob.last(Greeting))


async def test_whoever_is_in_no_team_is_offered_nothing_and_hears_why(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team)
    await bob.does(notes.offer_reflections)
    assert bob.last(OfferReflections).in_team
    await bob.does(members.leave, team.id)
    await bob.does(notes.offer_reflections)
    assert not bob.last(OfferReflections).in_team


async def test_whose_question_is_open_is_not_told_that_none_is_planned(
    office: Office, team: Team
) -> None:
    """Its Schedule has been paused since."""
    bob = await office.member("Bob", team)
    schedule = await office.schedule(team)
    await office.at(NINE)
    async with office.unit_of_work.store.step() as tx:
        await schedules.change(tx, schedule.id, paused=True)
    await bob.does(joining.start, "")
    greeting = bob.last(Greeting)
    assert (greeting.asked, greeting.waits) == (False, True)


SATURDAY = date(2026, 3, 7)
MONDAY_NINE = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("colleague_at", "first_at"),
    [(12 * 60, MONDAY_NINE), (9 * 60, None)],
    ids=["a colleague keeps it open", "it closes before Monday"],
)
async def test_the_first_question_is_promised_for_when_it_comes(
    office: Office, team: Team, colleague_at: int, first_at: datetime | None
) -> None:
    """Saturdays are asked about. Bob, who is new, works on weekdays."""
    await office.member("Cid", team, ask_at=colleague_at, days=(5,))
    bob = await office.member("Bob", team)
    await office.schedule(team, on=SATURDAY)
    office.clock.moment = NINE
    await bob.does(joining.finish)
    assert bob.last(Welcome).first_at == first_at
    bob.shown.clear()
    for hours in range(-60, 0, 6):
        await office.at(MONDAY_NINE + timedelta(hours=hours))
        assert bob.kinds() == [], "until then there is nothing to do"
    await office.at(MONDAY_NINE)
    assert bob.kinds() == (["AskQuestion"] if first_at else [])


async def test_whoever_comes_while_a_round_is_laid_out_is_promised_the_next(
    office: Office, team: Team
) -> None:
    await office.member("Cid", team)
    await office.schedule(team)
    await office.at(NINE - timedelta(hours=1))
    bob = await office.member("Bob", team)
    await bob.does(joining.finish)
    assert bob.last(Welcome).first_at == NINE + timedelta(weeks=1)


async def test_whoever_is_to_be_asked_already_is_told_of_that(office: Office, team: Team) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team)
    await office.at(NINE - timedelta(hours=1))
    await bob.does(joining.finish)
    assert bob.last(Welcome).first_at == NINE


async def test_a_manager_hears_on_joining_when_the_first_letter_may_come(
    office: Office, team: Team
) -> None:
    mia = await office.member("Mia", team, Role.MANAGER, next_digest_at=FRIDAY)
    await mia.does(joining.finish)
    welcome = mia.last(Welcome)
    assert welcome.letter_at == FRIDAY
    shown = told(welcome)
    assert "Your first weekly letter may come on Fri 6 Mar 13:00" in shown
    assert "/schedules" not in shown


async def test_whoever_is_to_lead_hears_on_joining_how_to_begin(office: Office, team: Team) -> None:
    frida = await office.member("Frida", team, Role.FACILITATOR)
    await frida.does(joining.finish)
    shown = told(frida.last(Welcome))
    assert "/schedules says what your team is asked and when, /invite lets people in" in shown
    assert "letter" not in shown


def hello(greeting: Greeting) -> str:
    return greet(translator("en"), greeting).text.striptags()


def told(welcome: Welcome) -> str:
    return show(translator("en"), welcome).text.striptags()
