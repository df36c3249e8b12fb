"""Digests: what Max, who manages North, gets once a week."""

import asyncio
import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Unpack

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.buttons.hearing.receipts import WithdrawAnswer
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.hearing.digests import DigestEnd, DigestHeading, LanguageGap
from bot.domain.messages.hearing.insights import TellInsight
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import DeliveryState, Priority
from bot.flows.base.step import Step
from bot.flows.hearing import digests
from bot.sandbox.shapes import Message
from bot.storage.asking import planned
from bot.storage.people import invites, members
from bot.storage.transport import deliveries
from tests.databases import Databases
from tests.desk import BOT_ID, NINE, Office, Phone, open_office
from tests.factories import add_round
from tests.stage import MONDAY, Stage, visible
from tests.telling import tell

FRIDAY = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
"""One o'clock in Stockholm, when Max gets his Digest."""
WEEK = timedelta(days=7)
CHANNEL = -100


async def test_max_gets_word_for_word_what_the_channel_got(stage: Stage) -> None:
    """AT-29, and a withdrawal that reaches both."""
    team = await stage.team(languages=("sv", "en"))
    eve = await stage.member("Eve", team)
    max_ = await stage.member("Max", team, Role.MANAGER, next_digest_at=FRIDAY)
    channel = await stage.channel(team, eve)
    async with stage.app.unit_of_work.step() as step:
        await tell(step, team.id)
    await stage.settle()
    before = len(await max_.chat())
    await stage.at(FRIDAY)

    there = await stage.control.messages(eve.id, chat=channel)
    heading, *told = (await max_.chat())[before:]
    there = there[-len(told) :]
    assert "Your week with North" in visible(heading)
    assert len(told) >= 3
    assert [content(m) for m in told] == [content(m) for m in there]
    assert [("photo" in m) for m in told] == [("photo" in m) for m in there]
    assert any("Said by 3" in visible(m) for m in told)

    await stage.forged(eve, WithdrawAnswer("receipt-3"))
    there = (await stage.control.messages(eve.id, chat=channel))[-len(told) :]
    again = (await max_.chat())[before + 1 : before + 1 + len(told)]
    assert [content(m) for m in again] == [content(m) for m in there]
    assert not any("Said by 3" in visible(m) for m in again)


async def test_the_digest_is_framed_in_maxs_own_language(office: Office) -> None:
    team, max_ = await north(office, language="sv")
    for number in range(5):
        await office.member(f"P{number}", team, reachable=False)
    await office.do(lambda step: tell(step, team.id))
    await office.deliver()
    office.clock.moment = FRIDAY
    await office.do(digests.send_due)
    async with office.unit_of_work.store.look() as tx:
        owed = await deliveries.of_chat(tx, BOT_ID, max_.id)
    languages = {one.kind: one.language for one in owed}
    assert (languages["DigestHeading"], languages["DigestEnd"]) == ("sv", "sv")
    assert (languages["TellPicture"], languages["TellWords"]) == ("en", "en")
    assert {one.priority for one in owed} == {Priority.DIGEST}


async def test_in_a_week_with_nothing_max_gets_one_friendly_line(office: Office) -> None:
    _, max_ = await north(office)
    await office.at(FRIDAY)
    assert max_.kinds() == ["DigestEnd"]
    assert max_.last(DigestEnd) == DigestEnd(quiet=("North",), queues=())


async def test_the_week_after_tells_only_what_is_new(office: Office) -> None:
    team, max_ = await north(office)
    await office.do(lambda step: tell(step, team.id))
    await office.deliver()
    await office.at(FRIDAY)
    assert max_.kinds().count("TellInsight") == 1
    max_.shown.clear()
    await office.later(days=2)
    await office.do(lambda step: tell(step, team.id))
    await office.deliver()
    await office.at(FRIDAY + WEEK)
    assert max_.last(TellInsight).on == date(2026, 3, 8)
    assert max_.last(DigestHeading) == DigestHeading(
        first=date(2026, 3, 6), last=date(2026, 3, 13), teams=("North",)
    )
    assert max_.kinds().count("TellInsight") == 1


async def test_max_never_hears_it_before_the_channel(office: Office) -> None:
    """The channel's messages are still owed when his hour comes; he gets them the week after."""
    team, max_ = await north(office)
    office.clock.moment = FRIDAY
    await office.do(lambda step: tell(step, team.id))
    await office.do(digests.send_due)
    await office.deliver()
    assert max_.kinds() == ["DigestEnd"]
    await office.at(FRIDAY + WEEK)
    assert max_.kinds().count("TellInsight") == 1


async def test_what_the_channel_got_only_in_part_is_not_told(office: Office) -> None:
    team, max_ = await north(office)
    await office.do(lambda step: tell(step, team.id))
    async with office.unit_of_work.store.step() as tx:
        first, *_ = await deliveries.of_chat(tx, BOT_ID, CHANNEL)
        await deliveries.change(tx, first.id, state=DeliveryState.PARKED)
    await office.deliver()
    await office.at(FRIDAY)
    assert max_.kinds() == ["DigestEnd"]


async def test_a_new_managers_letters_begin_with_rounds_opened_after_they_came(
    office: Office,
) -> None:
    """Mia was nobody's reader when these people chose who would read them."""
    team, max_ = await north(office)
    crowd = [await office.member(f"Eve {n}", team) for n in range(5)]
    await office.begin(team)
    for one in crowd[:4]:
        await one.answers_all("a", "b", "c", level=Visibility.TEAM_UNNAMED)
    mia = await office.member("Mia", team, Role.STAFF, next_digest_at=FRIDAY)
    await office.joins(mia, team, Role.MANAGER)
    await office.at(NINE + timedelta(hours=48))
    await office.at(FRIDAY)
    assert max_.kinds().count("TellInsight") == 1
    assert "TellInsight" not in mia.kinds()

    await office.at(NINE + WEEK)
    for one in crowd:
        await one.answers_all("d", "e", "f", level=Visibility.TEAM_UNNAMED)
    await office.joins(mia, team, Role.MANAGER, Role.STEWARD)
    await office.at(NINE + WEEK + timedelta(hours=48))
    await office.at(FRIDAY + WEEK)
    assert max_.kinds().count("TellWords") > 0
    assert "TellInsight" not in mia.kinds(), "it tells what had waited since before she came"

    await office.at(NINE + 2 * WEEK)
    for one in crowd:
        await one.answers_all("g", "h", "i", level=Visibility.TEAM_UNNAMED)
    await office.at(NINE + 2 * WEEK + timedelta(hours=48))
    await office.at(FRIDAY + 2 * WEEK)
    assert mia.kinds().count("TellInsight") == 1


async def test_whoever_becomes_a_manager_again_begins_anew(office: Office) -> None:
    team, max_ = await north(office)
    await office.do(lambda step: tell(step, team.id))
    await office.deliver()
    office.clock.moment += timedelta(minutes=1)
    await office.joins(max_, team, Role.STAFF)
    await office.joins(max_, team, Role.MANAGER)
    await office.at(FRIDAY)
    assert "TellInsight" not in max_.kinds()


async def test_two_teams_come_in_one_letter(office: Office) -> None:
    _, max_ = await north(office)
    south = await office.team("South", chat_id=CHANNEL - 1)
    west = await office.team("West", chat_id=CHANNEL - 2)
    async with office.unit_of_work.store.step() as tx:
        held = {Role.MANAGER, Role.STAFF}
        await members.set_roles(tx, max_.member.id, south.id, held, since=date.min)
        await members.set_roles(tx, max_.member.id, west.id, {Role.FACILITATOR})
    await office.do(lambda step: tell(step, south.id))
    await office.deliver()
    await office.at(FRIDAY)
    assert max_.kinds()[0] == "DigestHeading"
    assert max_.last(DigestHeading).teams == ("South",)
    assert max_.last(DigestEnd).quiet == ("North",)


async def test_the_queue_names_what_waits_and_nobody(office: Office) -> None:
    team, max_ = await north(office, chat_id=None)
    await office.member("Bob", team, reachable=False)
    await office.member("Eeva", team, language="fi")
    schedule = await office.schedule(team, on=date(2026, 3, 9))
    async with office.unit_of_work.store.step() as tx:
        for uses, days in ((0, 3), (1, 3), (0, -1)):
            await invites.add(tx, **invite(team, uses, FRIDAY + timedelta(days=days)))
        await add_round(tx, team.id, MONDAY, schedule_id=schedule.id, took_part=2)
    await office.at(FRIDAY)
    (queue,) = max_.last(DigestEnd).queues
    assert (queue.invites, queue.unreachable, queue.no_channel) == (1, 0, True)
    assert queue.too_few == ("Three small questions and a tap",)
    assert queue.gaps == (LanguageGap(bank="Three small questions and a tap", languages=("fi",)),)


async def test_who_cannot_be_reached_is_counted_only_from_five_people(office: Office) -> None:
    team, max_ = await north(office)
    for number in range(4):
        await office.member(f"P{number}", team, reachable=False)
    await office.at(FRIDAY)
    assert max_.last(DigestEnd).queues == ()
    await office.member("P4", team, reachable=False)
    await office.at(FRIDAY + WEEK)
    assert [one.unreachable for one in max_.last(DigestEnd).queues] == [5]


async def test_a_digest_counts_as_a_message_that_the_bot_began(office: Office) -> None:
    _, max_ = await north(office)
    await office.at(FRIDAY)
    async with office.unit_of_work.store.look() as tx:
        counted = await planned.since(tx, FRIDAY.date(), [max_.member.id])
    assert [(one.prompts, one.messages) for one in counted[max_.member.id]] == [(0, 1)]


async def test_who_manages_nothing_any_more_gets_no_digest(office: Office) -> None:
    team, max_ = await north(office)
    async with office.unit_of_work.store.step() as tx:
        await members.set_roles(tx, max_.member.id, team.id, {Role.STAFF, Role.FACILITATOR})
    await office.at(FRIDAY)
    assert max_.kinds() == []
    assert (await reread(office, max_)).next_digest_at is None


async def test_becoming_a_manager_sets_the_next_digest_and_ceasing_unsets_it(
    office: Office,
) -> None:
    team = await office.team()
    bob = await office.member("Bob", team)
    async with office.unit_of_work.store.step() as tx:
        await members.set_roles(tx, bob.member.id, team.id, {Role.MANAGER}, since=date.min)
    await office.do(lambda step: digests.settle(step, bob.member.id))
    assert (await reread(office, bob)).next_digest_at == FRIDAY
    async with office.unit_of_work.store.step() as tx:
        await members.set_roles(tx, bob.member.id, team.id, {Role.STAFF})
    await office.do(lambda step: digests.settle(step, bob.member.id))
    assert (await reread(office, bob)).next_digest_at is None


async def test_on_leave_max_gets_it_when_he_is_back(office: Office) -> None:
    team, max_ = await north(office, paused_until=date(2026, 3, 10))
    await office.do(lambda step: tell(step, team.id))
    await office.deliver()
    await office.at(FRIDAY)
    assert max_.kinds() == []
    await office.at(FRIDAY + WEEK)
    assert max_.kinds().count("TellInsight") == 1


async def test_when_the_bot_was_down_the_digest_comes_after_quiet_hours(office: Office) -> None:
    _, max_ = await north(office)
    await office.at(FRIDAY + timedelta(hours=9))
    assert max_.kinds() == []
    await office.at(FRIDAY + timedelta(hours=18))
    assert max_.kinds() == ["DigestEnd"]
    assert (await reread(office, max_)).next_digest_at == FRIDAY + WEEK


async def test_when_the_bot_was_down_for_days_the_next_digest_tells_of_both_weeks(
    office: Office,
) -> None:
    team, max_ = await north(office)
    await office.do(lambda step: tell(step, team.id))
    await office.deliver()
    await office.at(FRIDAY + timedelta(days=2))
    assert max_.kinds() == []
    await office.at(FRIDAY + WEEK)
    assert max_.kinds().count("TellInsight") == 1


async def test_a_second_letter_bridges_a_week_that_was_missed(office: Office) -> None:
    team, max_ = await north(office)
    await office.at(FRIDAY)
    max_.shown.clear()
    await office.later(hours=1)
    await office.do(lambda step: tell(step, team.id))
    await office.deliver()
    await office.at(FRIDAY + WEEK + timedelta(days=3))
    assert max_.kinds() == []
    await office.at(FRIDAY + 2 * WEEK)
    assert max_.kinds().count("TellInsight") == 1
    assert max_.last(DigestHeading).first == date(2026, 3, 6)


async def test_at_one_o_clock_it_stays_when_summer_time_begins(office: Office) -> None:
    _, max_ = await north(office)
    due = []
    for _ in range(5):
        found = (await reread(office, max_)).next_digest_at
        assert found is not None
        due.append(found)
        await office.at(found)
    assert [moment.hour for moment in due] == [12, 12, 12, 12, 11]
    assert len(max_.kinds()) == 5


async def test_after_a_move_to_another_zone_nothing_is_told_twice_or_lost(office: Office) -> None:
    team, max_ = await north(office)
    await office.at(FRIDAY)
    max_.shown.clear()
    await office.later(days=1)
    await office.do(lambda step: tell(step, team.id))
    await office.deliver()
    await office.change(max_, zone="Pacific/Auckland")
    await office.do(lambda step: digests.settle(step, max_.member.id))
    found = (await reread(office, max_)).next_digest_at
    assert found == datetime(2026, 3, 13, 0, 0, tzinfo=UTC)
    await office.at(found)
    assert max_.kinds().count("TellInsight") == 1


async def test_who_has_closed_the_chat_is_not_told_later_what_they_missed(office: Office) -> None:
    team, max_ = await north(office, reachable=False)
    await office.do(lambda step: tell(step, team.id))
    await office.deliver()
    await office.at(FRIDAY)
    await office.change(max_, reachable=True)
    await office.at(FRIDAY + WEEK)
    assert max_.kinds() == ["DigestEnd"]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(st.integers(0, 28 * 24), min_size=1, max_size=6),
    ticks=st.lists(st.integers(0, 35 * 24), max_size=12),
)
def test_whatever_happens_each_release_is_told_once(
    databases: Databases, told: list[int], ticks: list[int]
) -> None:
    """The bot is up only at some hours; from the fifth week on it is up all the time."""

    async def play() -> None:
        async with open_office(await databases.new()) as office:
            team, max_ = await north(office)
            await office.do(lambda step: started_now(step, max_))
            up = sorted({*ticks, *range(28 * 24, 42 * 24, 6)})
            for hour in sorted({*up, *told}):
                office.clock.moment = MONDAY + timedelta(hours=hour)
                for _ in range(told.count(hour)):
                    await office.do(lambda step: tell(step, team.id))
                await office.deliver()
                if hour in up:
                    while await office.do(digests.send_due):
                        pass
                    await office.deliver()
            assert max_.kinds().count("TellInsight") == len(told)
            assert max_.kinds().count("TellPicture") == len(told)

    asyncio.run(play())


async def north(
    office: Office, *, chat_id: int | None = CHANNEL, **fields: Unpack[members.Fields]
) -> tuple[Team, Phone]:
    """A team with a channel, and its manager."""
    team = await office.team(chat_id=chat_id)
    manager: members.Fields = {"next_digest_at": FRIDAY}
    return team, await office.member("Max", team, Role.MANAGER, **(manager | fields))


async def started_now(step: Step, phone: Phone) -> None:
    """The first Digest tells from now on."""
    await members.change(step.tx, phone.member.id, digested_until=step.now)


def invite(team: Team, uses: int, expires_at: datetime) -> invites.Fields:
    return {
        "bot_id": BOT_ID,
        "token": secrets.token_hex(8),
        "team_id": team.id,
        "role": Role.STAFF,
        "made_by": None,
        "expires_at": expires_at,
        "max_uses": 5,
        "uses": uses,
        "withdrawn": False,
    }


def content(message: Message) -> str:
    """What stands in a message, with all its signs."""
    return str(message.get("text") or message.get("caption"))


async def reread(office: Office, phone: Phone) -> Member:
    async with office.unit_of_work.store.look() as tx:
        found = await members.by_id(tx, phone.member.id)
    assert found is not None
    return found
