"""Prompts: asked at a good moment, not too often, and put off or skipped without ado.

Alice leads, Bob and Bea belong, Charlie is an outsider.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.answers import AnswerState
from bot.domain.deliveries import Subject
from bot.domain.messages.prompts import (
    AskQuestion,
    OfferLater,
    ShowExample,
    Skipped,
    Snoozed,
)
from bot.domain.prompts import PromptState, Snooze
from bot.domain.questions import Kind
from bot.domain.roles import Role
from bot.domain.teams import Team
from bot.domain.visibility import Visibility
from bot.errors import Refusal
from bot.flows import prompts, rounds
from bot.flows.base.step import Step
from bot.storage import deliveries, members
from tests.desk import Office, Phone, open_office

NINE = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""Nine in the morning in Stockholm, on the Monday of every play."""


@pytest.fixture
async def team(office: Office) -> Team:
    return await office.team()


@pytest.fixture
async def crowd(office: Office, team: Team) -> list[Phone]:
    """Five people: enough for taps to be counted."""
    return await office.people(team, "Alice", "Bob", "Bea", "Cid", "Dora")


@pytest.fixture
async def bob(office: Office, team: Team, crowd: list[Phone]) -> Phone:
    """Bob, with the first question in front of him."""
    await office.schedule(team)
    await office.at(NINE)
    return crowd[1]


def question(phone: Phone) -> int:
    return phone.last(AskQuestion).answer_id


async def press(phone: Phone, flow: object, *arguments: object) -> None:
    """Press something under the newest question, in whatever form it stands."""
    at = max(phone.shown)
    await phone.does(flow, *arguments, at=at)  # type: ignore[arg-type]


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
    office: Office, team: Team, fields: dict[str, object]
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
    """Both fall due in the same minute, and are looked at together."""
    bob = await office.member("Bob", team)
    other = await office.team("South")
    async with office.desk.store.step() as tx:
        await members.set_roles(tx, bob.member.id, other.id, {Role.STAFF})
    await office.schedule(team)
    await office.schedule(other)
    await office.at(NINE)
    assert bob.kinds() == ["AskQuestion"]
    assert sorted(one.state for one in await office.prompts()) == ["dropped", "open"]


async def started_in_a_week(office: Office, team: Team, **fields: object) -> int:
    bob = await office.member("Bob", team)
    await office.schedule(team, days=(0, 1, 2, 3, 4), open_hours=20, **fields)
    for day in range(5):
        await office.at(NINE + timedelta(days=day))
        await office.at(NINE + timedelta(days=day, hours=19))
    return sum(kind == "AskQuestion" for kind in bob.kinds())


async def test_the_bot_speaks_first_three_times_a_week_at_most(office: Office, team: Team) -> None:
    assert await started_in_a_week(office, team) == 3


async def test_reminders_count_and_are_counted_beforehand(office: Office, team: Team) -> None:
    """One Prompt with its reminder makes two, also if none is needed; another would make four."""
    assert await started_in_a_week(office, team, reminder=True) == 1


async def test_an_installation_may_ask_for_less(tmp_path: Path) -> None:
    async with open_office(tmp_path, kindness={"started_per_week": 1}) as office:
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
    house = office.desk.house
    left = {name: bank for name, bank in house.banks.items() if name != "weekly-check"}
    office.desk = replace(office.desk, house=replace(house, banks=left))
    await office.at(NINE)
    assert (bob.kinds(), bea.kinds(), cid.kinds()) == ([], [], ["AskQuestion"])
    await office.later(hours=25)
    assert cid.kinds() == ["AskQuestion", "AskQuestion"]


# Reminded


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
    assert [one.reminder for one in bob.shown.values()] == [False, True]  # type: ignore[attr-defined]
    assert bea.kinds() == answered


async def test_no_reminder_for_who_only_has_to_choose_who_may_see_it(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team, reminder=True)
    await office.at(NINE)
    await bob.taps("4")
    await bob.writes("Hurry, mostly")
    before = bob.kinds()
    await office.later(hours=25)
    assert bob.kinds() == before


async def test_a_reminder_that_is_late_waits_for_the_morning(office: Office, team: Team) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team, reminder=True)
    await office.at(NINE)
    await office.at(datetime(2026, 3, 3, 21, 0, tzinfo=UTC))
    assert len(bob.shown) == 1
    await office.at(datetime(2026, 3, 4, 6, 0, tzinfo=UTC))
    assert len(bob.shown) == 2


@pytest.mark.parametrize("fields", [{"reachable": False}, {"paused_until": date(2026, 4, 1)}])
async def test_no_reminder_for_who_has_left_meanwhile(
    office: Office, team: Team, fields: dict[str, object]
) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team, reminder=True)
    await office.at(NINE)
    await office.change(bob, **fields)
    await office.later(hours=25)
    assert len(bob.shown) == 1


# Put off


async def test_later_means_later_in_the_same_place(office: Office, bob: Phone) -> None:
    answer_id = question(bob)
    await press(bob, prompts.offer_later, answer_id)
    assert bob.kinds() == ["OfferLater"]
    await press(bob, prompts.snooze, answer_id, Snooze.HOUR)
    assert bob.last(Snoozed).until == NINE + timedelta(hours=1)
    await office.later(minutes=59)
    assert bob.kinds() == ["Snoozed"]
    await office.later(minutes=1)
    assert bob.kinds() == ["Snoozed", "AskQuestion"]


@pytest.mark.parametrize(
    ("wish", "until"),
    [
        (Snooze.EVENING, datetime(2026, 3, 2, 18, 0, tzinfo=UTC)),
        (Snooze.TOMORROW, datetime(2026, 3, 3, 8, 0, tzinfo=UTC)),
    ],
)
async def test_evening_and_tomorrow_are_bobs_own(bob: Phone, wish: Snooze, until: datetime) -> None:
    await press(bob, prompts.snooze, question(bob), wish)
    assert bob.last(Snoozed).until == until


async def test_in_the_evening_this_evening_is_an_hour_from_now(office: Office, bob: Phone) -> None:
    late = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
    await office.at(late)
    await press(bob, prompts.snooze, question(bob), Snooze.EVENING)
    assert bob.last(Snoozed).until == late + timedelta(hours=1)


async def test_nothing_is_put_off_beyond_the_end_of_the_round(office: Office, bob: Phone) -> None:
    await office.later(hours=47, minutes=30)
    with pytest.raises(Refusal, match="snooze_too_late"):
        await press(bob, prompts.snooze, question(bob), Snooze.HOUR)


async def test_who_put_off_the_question_is_not_reminded_as_well(office: Office, team: Team) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team, reminder=True)
    await office.at(NINE)
    await press(bob, prompts.snooze, question(bob), Snooze.TOMORROW)
    await office.later(hours=23)
    assert bob.kinds() == ["Snoozed"]
    await office.later(hours=24)
    assert bob.kinds() == ["Snoozed", "AskQuestion"]


async def test_a_question_put_off_can_be_answered_at_once(office: Office, bob: Phone) -> None:
    answer_id = question(bob)
    await press(bob, prompts.snooze, answer_id, Snooze.TOMORROW)
    await press(bob, prompts.take_up, answer_id)
    assert bob.kinds() == ["AskQuestion"]
    await bob.taps("4")
    await office.later(hours=24)
    assert bob.kinds() == ["AnswerKept", "AskQuestion"]


# Skipped


async def test_skipping_goes_on_to_the_next_question(office: Office, bob: Phone) -> None:
    await press(bob, prompts.skip, question(bob))
    assert bob.kinds() == ["Skipped", "AskQuestion"]
    assert bob.last(AskQuestion).position == 2


async def test_a_skipped_question_can_be_taken_up_again(office: Office, bob: Phone) -> None:
    answer_id = question(bob)
    await press(bob, prompts.skip, answer_id)
    at, _ = bob.with_id(Skipped)
    await bob.does(prompts.take_up, answer_id, at=at)
    asked = bob.shown[at]
    assert isinstance(asked, AskQuestion)
    assert asked.visibility is Visibility.TEAM_UNNAMED


async def test_who_skips_everything_is_thanked_and_nothing_is_kept(
    office: Office, bob: Phone
) -> None:
    for _ in range(4):
        await press(bob, prompts.skip, question(bob))
    assert bob.kinds()[-1] == "ClosingSummary"
    await office.later(days=3)
    assert [one.took_part for one in await office.rounds()] == [0]
    assert await office.answers() == []


# An example


async def test_an_example_can_be_seen_where_there_is_one(office: Office, bob: Phone) -> None:
    with pytest.raises(Refusal, match="button_unknown"):
        await press(bob, prompts.example, question(bob))
    await bob.taps("4")
    await press(bob, prompts.example, question(bob))
    assert "shirt" in bob.last(ShowExample).text


# Old, forged and foreign buttons

BUTTONS = [
    (prompts.skip, ()),
    (prompts.offer_later, ()),
    (prompts.snooze, (Snooze.HOUR,)),
    (prompts.take_up, ()),
    (prompts.example, ()),
    (prompts.show, (Visibility.TEAM_UNNAMED,)),
]
every_button = pytest.mark.parametrize(
    ("flow", "more"), BUTTONS, ids=lambda b: getattr(b, "__name__", "")
)


async def everything(office: Office) -> object:
    return await office.answers(), await office.prompts(), await office.owed()


@every_button
async def test_bea_and_charlie_cannot_press_bobs_buttons(
    office: Office, team: Team, crowd: list[Phone], bob: Phone, flow: object, more: tuple[object]
) -> None:
    charlie = Phone(office, crowd[0].member)
    charlie.member = replace(charlie.member, telegram_id=4711, name="Charlie")
    before = await everything(office)
    for stranger in (crowd[2], charlie):
        with pytest.raises(Refusal, match="round_closed"):
            await stranger.does(flow, question(bob), *more, at=1)  # type: ignore[arg-type]
    assert await everything(office) == before


@every_button
async def test_a_button_of_a_closed_round_does_nothing(
    office: Office, bob: Phone, flow: object, more: tuple[object]
) -> None:
    answer_id = question(bob)
    office.clock.moment = NINE + timedelta(hours=48)
    with pytest.raises(Refusal, match="round_closed"):
        await press(bob, flow, answer_id, *more)
    await office.later(hours=1)
    with pytest.raises(Refusal, match="round_closed"):
        await press(bob, flow, answer_id, *more)


@every_button
async def test_a_forged_number_does_nothing(
    office: Office, bob: Phone, flow: object, more: tuple[object]
) -> None:
    before = await everything(office)
    with pytest.raises(Refusal, match="round_closed"):
        await press(bob, flow, 999, *more)
    assert await everything(office) == before


@pytest.mark.parametrize(
    ("flow", "more"), [(prompts.skip, ()), (prompts.offer_later, ()), (prompts.snooze, ("hour",))]
)
async def test_an_old_copy_of_an_answered_question_does_not_undo_the_answer(
    office: Office, bob: Phone, flow: object, more: tuple[object]
) -> None:
    answer_id = question(bob)
    await bob.taps("4")
    before = await everything(office)
    with pytest.raises(Refusal, match="answered_already"):
        await bob.does(flow, answer_id, *more, at=1)  # type: ignore[arg-type]
    assert await everything(office) == before


async def test_an_answered_question_offers_neither_skip_nor_later(bob: Phone) -> None:
    at, asked = bob.with_id(AskQuestion)
    await bob.taps("4")
    await bob.does(prompts.show, asked.answer_id, Visibility.PRIVATE, at=at)
    redrawn = bob.shown[at]
    assert isinstance(redrawn, AskQuestion)
    assert redrawn.answered


async def test_a_switch_to_private_counts_at_once_whatever_comes_after(
    office: Office, bob: Phone
) -> None:
    """Bob answers, comes back, says "keep it to myself" and presses nothing more."""
    at, asked = bob.with_id(AskQuestion)
    await bob.taps("4")
    await bob.does(prompts.show, asked.answer_id, Visibility.PRIVATE, at=at)
    (given,) = [one for one in await office.answers() if one.id == asked.answer_id]
    assert (given.state, given.visibility) == (AnswerState.GIVEN, Visibility.PRIVATE)


async def test_a_forged_level_is_never_more_open_than_the_team_can_count(
    office: Office, bob: Phone
) -> None:
    await press(bob, prompts.show, question(bob), Visibility.TEAM_NAMED)
    assert bob.last(AskQuestion).visibility is Visibility.TEAM_UNNAMED
    await press(bob, prompts.show, question(bob), Visibility.FRIEND)
    assert bob.last(AskQuestion).visibility is Visibility.PRIVATE


async def test_words_have_no_switch(office: Office, bob: Phone) -> None:
    await bob.taps("4")
    with pytest.raises(Refusal, match="button_unknown"):
        await press(bob, prompts.show, question(bob), Visibility.TEAM_UNNAMED)


async def test_what_was_asked_is_found_by_its_message(office: Office, bob: Phone) -> None:
    at, asked = bob.with_id(AskQuestion)
    async with office.desk.store.look() as tx:
        (sent,) = await deliveries.about(tx, Subject.QUESTION, asked.answer_id)
    assert (sent.message_id, sent.body) == (at, None)


async def test_offering_later_and_back_changes_nothing(office: Office, bob: Phone) -> None:
    answer_id, before = question(bob), await office.answers()
    await press(bob, prompts.offer_later, answer_id)
    assert bob.last(OfferLater).answer_id == answer_id
    await press(bob, prompts.take_up, answer_id)
    assert bob.kinds() == ["AskQuestion"]
    assert await office.answers() == before
