"""Prompts: asked at a good moment, not too often, and put off or skipped without ado.

Bob and Bea belong, Charlie is an outsider.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.banks import Banks
from bot.domain.asking.prompts import PromptState
from bot.domain.asking.questions import Kind, Risk
from bot.domain.asking.rounds import LAST_CHANCE
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.support import SupportField
from bot.domain.people.teams import Team
from bot.flows.asking import prompts, rounds
from bot.flows.base.step import Step
from bot.storage.asking import prompts as stored_prompts
from bot.storage.people import members, support
from tests.desk import BOT_ID, NINE, Flow, Office, Phone, open_office


@pytest.fixture
async def bob(office: Office, team: Team, crowd: list[Phone]) -> Phone:
    """Bob, with the first question in front of him."""
    await office.begin(team)
    return crowd[0]


def question(phone: Phone) -> int:
    return phone.last(AskQuestion).answer_id


async def press(phone: Phone, flow: Flow, *arguments: object) -> None:
    """Press something under the newest question, in whatever form it stands."""
    at = max(phone.shown)
    await phone.does(flow, *arguments, at=at)


# Sent


async def test_everybody_is_asked_at_their_own_hour(office: Office, team: Team) -> None:
    early = await office.member("Bob", team, ask_at=8 * 60)
    late = await office.member("Bea", team, zone="America/New_York")
    await office.schedule(team)
    await office.at(NINE - timedelta(hours=1, minutes=1))
    assert early.kinds() == []
    await office.later(minutes=1)
    assert early.kinds() == ["AskQuestion"]
    assert late.kinds() == []
    await office.at(datetime(2026, 3, 2, 14, 0, tzinfo=UTC))
    assert late.kinds() == ["AskQuestion"]


async def test_the_question_says_which_of_how_many_and_who_will_see_a_tap(bob: Phone) -> None:
    asked = bob.last(AskQuestion)
    assert (asked.position, asked.total, asked.kind) == (1, 4, Kind.SCALE)
    assert asked.visibility is Visibility.TEAM_UNNAMED
    assert asked.closes_at == NINE + timedelta(hours=48)


async def test_in_a_team_too_small_to_hide_in_a_tap_is_private(office: Office, team: Team) -> None:
    bob, *_ = await office.people(team, "Bob", "Bea", "Cid", "Dora")
    await office.schedule(team)
    await office.at(NINE)
    asked = bob.last(AskQuestion)
    assert (asked.visibility, asked.can_share) == (Visibility.PRIVATE, False)


async def test_who_wants_taps_for_themself_gets_them_private(office: Office, team: Team) -> None:
    bob, *_ = [await office.member(name, team, usual_taps=Visibility.PRIVATE) for name in "ABCDEF"]
    await office.schedule(team)
    await office.at(NINE)
    assert bob.last(AskQuestion).visibility is Visibility.PRIVATE


@pytest.mark.parametrize(
    "fields", [{"reachable": False}, {"paused_until": date(2026, 3, 3)}], ids=["gone", "on leave"]
)
async def test_who_has_left_since_the_round_was_laid_out_is_not_asked(
    office: Office, team: Team, fields: members.Fields
) -> None:
    bob, bea = await office.people(team, "Bob", "Bea")
    await office.schedule(team)
    await office.at(NINE - timedelta(hours=2))
    await office.change(bob, **fields)
    await office.at(NINE)
    assert bob.kinds() == []
    assert bea.kinds() == ["AskQuestion"]
    states = {one.member_id: one.state for one in await office.prompts()}
    assert states == {bob.member.id: PromptState.DROPPED, bea.member.id: PromptState.OPEN}


async def test_on_leave_nobody_is_even_planned_for(office: Office, team: Team) -> None:
    await office.member("Bob", team, paused_until=date(2026, 3, 9))
    await office.schedule(team)
    await office.at(NINE)
    assert await office.prompts() == []
    await office.at(NINE + timedelta(days=7))
    assert len(await office.prompts()) == 1


# Kindly


async def test_two_teams_on_one_day_ask_once(office: Office, team: Team) -> None:
    """Of the second Round, he is not among those who are asked from the start."""
    bob = await office.member("Bob", team)
    other = await office.team("South")
    async with office.unit_of_work.store.step() as tx:
        await members.set_roles(tx, bob.member.id, other.id, {Role.STAFF})
    await office.schedule(team)
    await office.schedule(other)
    await office.at(NINE)
    assert bob.kinds() == ["AskQuestion"]
    assert [one.state for one in await office.prompts()] == [PromptState.OPEN]
    assert [(one.team_id, one.asked) for one in await office.rounds()] == [
        (team.id, 1),
        (other.id, 0),
    ]


async def started_in_a_week(office: Office, team: Team, reminder: bool = False) -> int:
    bob = await office.member("Bob", team)
    await office.schedule(team, days=(0, 1, 2, 3, 4), open_hours=20, reminder=reminder)
    for day in range(5):
        await office.at(NINE + timedelta(days=day))
        await office.at(NINE + timedelta(days=day, hours=19))
    return sum(kind == "AskQuestion" for kind in bob.kinds())


async def test_the_bot_speaks_first_three_times_a_week_at_most(office: Office, team: Team) -> None:
    assert await started_in_a_week(office, team) == 3


async def test_reminders_count_and_are_counted_beforehand(office: Office, team: Team) -> None:
    """One Prompt with its reminder makes two, also if none is needed; another would make four."""
    assert await started_in_a_week(office, team, reminder=True) == 1


async def test_an_installation_may_ask_for_less(database: str) -> None:
    async with open_office(database, kindness={"started_per_week": 1}) as office:
        assert await started_in_a_week(office, await office.team()) == 1


async def test_after_a_night_without_the_bot_nobody_is_woken(office: Office, team: Team) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team)
    await office.at(NINE - timedelta(hours=1))
    await office.at(datetime(2026, 3, 2, 22, 0, tzinfo=UTC))
    assert bob.kinds() == []
    await office.at(datetime(2026, 3, 3, 5, 59, tzinfo=UTC))
    assert bob.kinds() == []
    await office.at(datetime(2026, 3, 3, 6, 0, tzinfo=UTC))
    assert bob.kinds() == ["AskQuestion"]


@pytest.mark.parametrize("late", [15, 16])
async def test_a_quarter_of_an_hour_late_counts_as_on_time(
    office: Office, team: Team, late: int
) -> None:
    """Bob's own time lies in his quiet hours."""
    bob = await office.member("Bob", team, ask_at=22 * 60)
    await office.schedule(team)
    await office.at(NINE)
    await office.at(NINE + timedelta(hours=13, minutes=late))
    assert bob.kinds() == (["AskQuestion"] if late == 15 else [])


async def test_a_little_late_nobody_is_asked_who_would_have_less_than_an_hour(
    office: Office, team: Team
) -> None:
    """Bob works on Tuesdays, and is to be asked seventy minutes before the end."""
    bob = await office.member("Bob", team, days=(1,))
    await office.member("Cid", team, ask_at=10 * 60 + 10)
    await office.schedule(team, open_hours=24)
    await office.at(NINE)
    await office.at(NINE + timedelta(hours=24, minutes=11))
    assert bob.kinds() == []
    states = {one.member_id: one.state for one in await office.prompts()}
    assert states[bob.member.id] is PromptState.DROPPED


async def test_a_few_minutes_late_nobody_is_asked_in_quiet_hours_that_have_begun(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team, ask_at=19 * 60 + 55)
    await office.schedule(team)
    await office.at(NINE)
    await office.at(datetime(2026, 3, 2, 19, 4, tzinfo=UTC))
    assert bob.kinds() == []
    await office.at(datetime(2026, 3, 3, 6, 0, tzinfo=UTC))
    assert bob.kinds() == ["AskQuestion"]


async def test_after_a_day_without_the_bot_nobody_is_asked_on_a_day_off(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team, ask_at=16 * 60)
    friday = date(2026, 3, 6)
    await office.schedule(team, on=friday, open_hours=168)
    await office.at(datetime(2026, 3, 6, 14, 0, tzinfo=UTC))
    await office.at(datetime(2026, 3, 7, 10, 0, tzinfo=UTC))
    assert bob.kinds() == []
    await office.at(datetime(2026, 3, 9, 14, 59, tzinfo=UTC))
    assert bob.kinds() == []
    await office.at(datetime(2026, 3, 9, 15, 0, tzinfo=UTC))
    assert bob.kinds() == ["AskQuestion"]


async def test_a_managers_letter_counts_before_it_comes(office: Office) -> None:
    """Mona is asked every day, and gets her Digest on Friday."""
    team = await office.team(chat_id=None)
    friday = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
    mona = await office.member("Mona", team, Role.STAFF, Role.MANAGER, next_digest_at=friday)
    await office.schedule(team, days=(0, 1, 2, 3, 4), open_hours=20)
    for day in range(5):
        for hours in (0, 5, 19):
            await office.at(NINE + timedelta(days=day, hours=hours))
    assert mona.kinds() == ["AskQuestion", "AskQuestion", "DigestLetter"]


async def test_quiet_hours_do_not_hold_up_who_chose_to_be_asked_in_them(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team, ask_at=22 * 60)
    await office.schedule(team)
    await office.at(datetime(2026, 3, 2, 21, 0, tzinfo=UTC))
    assert bob.kinds() == ["AskQuestion"]


async def test_prompts_that_could_not_go_out_are_dropped_and_not_piled_up(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team, days=(0, 1, 2, 3, 4), open_hours=24)
    await office.at(NINE - timedelta(hours=1))
    await office.at(NINE + timedelta(days=3, hours=2))
    assert bob.kinds() == ["AskQuestion"]
    await office.later(hours=2)
    assert bob.kinds() == ["AskQuestion"]


async def test_a_question_nobody_took_off_the_outbox_in_time_is_dropped_there(
    office: Office, team: Team
) -> None:
    await office.member("Bob", team)
    await office.schedule(team)
    office.clock.moment = NINE

    async def due(step: Step) -> None:
        await rounds.plan(step)
        await prompts.send_due(step)

    await office.do(due)
    (owed,) = await office.owed()
    assert owed.expires_at == NINE + timedelta(hours=48)


async def test_a_bank_that_is_gone_holds_up_nobody_else(office: Office, team: Team) -> None:
    bob, bea = await office.people(team, "Bob", "Bea")
    other = await office.team("South")
    cid = await office.member("Cid", other)
    await office.schedule(team, reminder=True)
    await office.schedule(other, "end-of-shift", reminder=True)
    await office.at(NINE - timedelta(hours=1))
    house = office.unit_of_work.house
    left = Banks(bank for name, bank in house.banks.items() if name != "weekly-check")
    office.unit_of_work = replace(office.unit_of_work, house=replace(house, banks=left))
    await office.at(NINE)
    assert (bob.kinds(), bea.kinds(), cid.kinds()) == ([], [], ["AskQuestion"])
    await office.later(hours=25)
    assert cid.kinds() == ["AskQuestion", "AskQuestion"]


@pytest.mark.parametrize(
    ("card", "contact"),
    [({}, "Staff support, 555 0100"), ({SupportField.STAFF_SUPPORT: "the doctor"}, "the doctor")],
)
async def test_a_question_that_may_stir_something_up_names_whom_to_turn_to(
    database: str, card: dict[str, str], contact: str
) -> None:
    """Of the card, or of the settings where that says nothing."""
    settings = {"support_contact": "Staff support, 555 0100"}
    async with open_office(database, privacy=settings) as office:
        team = await office.team()
        async with office.unit_of_work.store.step() as tx:
            await support.put(tx, BOT_ID, None, card)
        bob = await office.member("Bob", team)
        await office.begin(team, "end-of-shift")
        await bob.taps("heavy")
        for _ in range(2):
            await bob.writes("fog")
            await bob.picks(Visibility.PRIVATE)
        bank = office.unit_of_work.house.banks["end-of-shift"]
        asked = [one for _, one in sorted(bob.shown.items()) if isinstance(one, AskQuestion)]
        named = {one.text: one.support for one in asked}
        texts = {q.wording(0, "en"): q.risk for q in bank.questions}
    assert named == {text: contact if texts[text] is Risk.MEDIUM else "" for text in named}
    assert contact in named.values()


async def test_a_question_that_waits_for_the_morning_is_not_reminded_of_as_it_comes(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team, reminder=True)
    (asked,) = [one for one in await office.prompts() if one.member_id == bob.member.id]
    night = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    morning = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
    await office.do(
        lambda step: stored_prompts.change(
            step.tx,
            asked.id,
            state=PromptState.AGAIN,
            due_at=night - timedelta(hours=1),
            remind_at=morning,
        )
    )
    await office.at(night)
    (waits,) = [one for one in await office.prompts() if one.member_id == bob.member.id]
    assert waits.due_at == morning
    assert waits.remind_at is None or waits.remind_at >= morning + LAST_CHANCE
