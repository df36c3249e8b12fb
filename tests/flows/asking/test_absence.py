"""The bot was away, and taps were lost: what is open is offered afresh, once, where it is kind.

Bob, Bea and Ben belong.
"""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.chat import incoming
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import ChooseReaders
from bot.domain.messages.asking.prompts import Again, AskQuestion
from bot.domain.people.teams import Team
from bot.flows.asking import absence, prompts, rounds
from bot.flows.transport import inbox
from bot.storage.asking import schedules
from bot.storage.base.schema import planned, upkeep
from bot.storage.people import members
from tests.desk import NINE, Office, Phone

SHORT, LONG = timedelta(seconds=149), timedelta(seconds=151)


async def heard(office: Office, silent: timedelta | None) -> None:
    await office.do(lambda step: absence.heard(step, silent))


async def away(office: Office, span: timedelta, *, silent: timedelta | None = None) -> None:
    """Telegram is not heard for so long; then the bot is back, and has caught up."""
    await heard(office, timedelta(0))
    office.clock.moment += span
    await heard(office, silent)
    await offer(office, office.clock.moment + absence.CATCHING_UP)


async def offer(office: Office, at: datetime) -> None:
    office.clock.moment = at
    await absence.offer_afresh(office.unit_of_work)
    await office.deliver()


def missed(phone: Phone) -> list[bool]:
    """Of all that stands in the chat: whether it says that a tap may have got lost."""
    return [_missed(one) for _, one in sorted(phone.shown.items())]


def _missed(one: object) -> bool:
    if isinstance(one, ChooseReaders):
        return one.missed
    return isinstance(one, AskQuestion) and one.again is Again.TAP_LOST


async def rests(office: Office) -> bool:
    """Whether nothing is left to be offered."""
    async with office.unit_of_work.store.look() as tx:
        return (await tx.execute(select(func.count()).select_from(upkeep))).scalar_one() == 2


async def test_an_open_question_is_offered_afresh_once(office: Office, team: Team) -> None:
    people = await office.people(team, *(f"Person {n}" for n in range(2 * absence.BATCH)))
    await office.begin(team)
    await away(office, LONG)
    assert all(missed(one) == [False, True] for one in people)
    await offer(office, office.clock.moment + timedelta(hours=1))
    assert all(len(one.shown) == 2 for one in people)
    assert await rests(office)


async def test_whose_question_went_out_after_the_bot_was_back_is_not_asked_again(
    office: Office, team: Team
) -> None:
    """It had been owed before."""
    bob = await office.member("Bob", team)
    await office.schedule(team)
    office.clock.moment = NINE
    await office.do(rounds.plan)
    await office.do(prompts.send_due)
    await away(office, LONG)
    assert missed(bob) == [False]


async def test_a_question_that_was_changed_since_the_bot_was_back_has_been_asked_since(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team)
    await office.begin(team)
    await away(office, LONG)
    at, asked = bob.with_id(AskQuestion)
    await bob.does(prompts.offer_later, asked.answer_id, at=at)
    await offer(office, office.clock.moment + timedelta(hours=1))
    assert len(bob.shown) == 2


async def test_each_absence_counts(office: Office, team: Team) -> None:
    bob = await office.member("Bob", team)
    await office.begin(team)
    await away(office, LONG)
    await away(office, LONG, silent=LONG)
    assert missed(bob) == [False, True, True]


@pytest.mark.parametrize(
    ("span", "silent"),
    [(SHORT, None), (timedelta(days=1), SHORT), (timedelta(hours=-1), timedelta(seconds=1))],
)
async def test_nobody_is_asked_again_after_a_moment_or_because_a_clock_was_set(
    office: Office, team: Team, span: timedelta, silent: timedelta | None
) -> None:
    bob = await office.member("Bob", team)
    await office.begin(team)
    await away(office, span, silent=silent)
    assert missed(bob) == [False]


async def test_a_bot_that_begins_its_life_has_not_been_away(office: Office, team: Team) -> None:
    bob = await office.member("Bob", team)
    await office.begin(team)
    await heard(office, None)
    await offer(office, office.clock.moment + absence.CATCHING_UP)
    assert missed(bob) == [False]


async def test_who_has_answered_or_been_asked_since_is_left_alone(
    office: Office, team: Team
) -> None:
    bob, bea, ben = await office.people(team, "Bob", "Bea", "Ben")
    await office.begin(team)
    await bea.answers_all("One", "Two", "Three", level=Visibility.PRIVATE)
    before = bea.kinds()
    await heard(office, timedelta(0))
    office.clock.moment += LONG
    await heard(office, None)
    await bob.writes("4")
    at, asked = ben.with_id(AskQuestion)
    await ben.does(prompts.show, asked.answer_id, Visibility.PRIVATE, at=at)
    await offer(office, office.clock.moment + absence.CATCHING_UP)
    assert not any(missed(bob))
    assert not any(missed(ben))
    assert bea.kinds() == before


async def test_who_has_written_what_is_not_handled_yet_is_asked_only_if_it_was_no_answer(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team)
    await office.begin(team)
    update = {"update_id": 9, "message": {"from": {"id": bob.id}, "chat": {"type": "private"}}}
    await office.do(lambda step: inbox.store(step, [incoming.read(update)]))
    await away(office, LONG)
    assert missed(bob) == [False]
    await office.do(lambda step: inbox.handled(step, 9))
    await offer(office, office.clock.moment + absence.CATCHING_UP)
    assert missed(bob) == [False, True]


async def test_who_only_had_to_choose_their_readers_is_asked_for_them(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team)
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("We were in a hurry")
    await away(office, LONG)
    assert bob.last(ChooseReaders).missed
    await bob.picks(Visibility.PRIVATE)
    assert bob.last(AskQuestion).position == 3


async def test_at_night_it_waits_for_the_morning(office: Office, team: Team) -> None:
    bob = await office.member("Bob", team)
    await office.begin(team)
    office.clock.moment = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
    await away(office, LONG)
    assert missed(bob) == [False]
    await offer(office, datetime(2026, 3, 3, 5, 59, tzinfo=UTC))
    assert missed(bob) == [False]
    await offer(office, datetime(2026, 3, 3, 6, 0, tzinfo=UTC))
    assert missed(bob) == [False, True]
    assert await rests(office)


async def test_each_is_offered_it_by_their_own_settings(office: Office, team: Team) -> None:
    """Bob's night ends at seven, Bea's an hour later."""
    bob = await office.member("Bob", team)
    bea = await office.member("Bea", team, quiet_to=8 * 60)
    await office.begin(team)
    office.clock.moment = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
    await away(office, LONG)
    await offer(office, datetime(2026, 3, 3, 6, 0, tzinfo=UTC))
    assert (missed(bob), missed(bea)) == ([False, True], [False])
    await offer(office, datetime(2026, 3, 3, 7, 0, tzinfo=UTC))
    assert (missed(bob), missed(bea)) == ([False, True], [False, True])


async def test_it_is_offered_also_if_the_schedule_has_been_paused(
    office: Office, team: Team
) -> None:
    """An answer may have been lost."""
    bob = await office.member("Bob", team)
    schedule = await office.schedule(team)
    await office.at(NINE)
    async with office.unit_of_work.store.step() as tx:
        await schedules.change(tx, schedule.id, paused=True)
    await away(office, LONG)
    assert missed(bob) == [False, True]


async def test_within_the_last_hour_nothing_is_offered_afresh(office: Office, team: Team) -> None:
    bob = await office.member("Bob", team)
    await office.begin(team)
    office.clock.moment = NINE + timedelta(hours=47, minutes=1)
    await away(office, LONG)
    assert missed(bob) == [False]
    assert await rests(office)


async def test_who_is_asked_in_their_quiet_hours_is_asked_again_in_them(
    office: Office, team: Team
) -> None:
    """As somebody on nights may wish."""
    bob = await office.member("Bob", team, ask_at=22 * 60)
    await office.schedule(team)
    await office.at(NINE + timedelta(hours=13))
    await away(office, LONG)
    assert missed(bob) == [False, True]


async def test_whoever_has_two_questions_open_gets_one_message(office: Office, team: Team) -> None:
    bob = await office.member("Bob", team)
    await office.begin(team)
    await bob.does(rounds.start_reflection, team.id, "end-of-shift")
    assert len(bob.shown) == 2
    await away(office, LONG)
    await offer(office, office.clock.moment + timedelta(hours=1))
    assert missed(bob) == [False, False, True]


async def test_it_is_no_message_of_its_own(office: Office, team: Team) -> None:
    await office.member("Bob", team)
    await office.begin(team)
    await away(office, LONG)
    async with office.unit_of_work.store.look() as tx:
        assert (await tx.execute(select(func.sum(planned.c.messages)))).scalar_one() == 1


@pytest.mark.parametrize(
    "fields", [{"reachable": False}, {"paused_until": datetime(2026, 3, 9, tzinfo=UTC).date()}]
)
async def test_who_cannot_or_will_not_be_asked_is_not(
    office: Office, team: Team, fields: members.Fields
) -> None:
    bob = await office.member("Bob", team)
    await office.begin(team)
    await office.change(bob, **fields)
    await away(office, LONG)
    assert missed(bob) == [False]
    assert await rests(office)
