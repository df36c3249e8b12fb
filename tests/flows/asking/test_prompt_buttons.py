"""The buttons under a question: put off, skip, an example; and old, forged and foreign ones.

Bob and Bea belong, Charlie is an outsider.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.asking.answers import AnswerState
from bot.domain.asking.prompts import Snooze
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept
from bot.domain.messages.asking.prompts import (
    AskQuestion,
    OfferLater,
    ShowExample,
    Skipped,
    Snoozed,
)
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Subject
from bot.errors import Refusal
from bot.flows.asking import prompts
from bot.flows.hearing import receipts
from bot.storage.transport import deliveries
from tests.desk import NINE, Flow, Office, Phone


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


async def test_only_moments_before_the_end_of_the_round_are_offered(
    office: Office, bob: Phone
) -> None:
    """Bob's question is open for two days."""
    await press(bob, prompts.offer_later, question(bob))
    assert bob.last(OfferLater).wishes == tuple(Snooze)
    await office.later(hours=46)
    await press(bob, prompts.take_up, bob.last(OfferLater).answer_id)
    await press(bob, prompts.offer_later, question(bob))
    assert bob.last(OfferLater).wishes == (Snooze.HOUR,)
    await press(bob, prompts.take_up, bob.last(OfferLater).answer_id)
    await office.later(hours=1, minutes=30)
    with pytest.raises(Refusal, match="no_time_for_later"):
        await press(bob, prompts.offer_later, question(bob))


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


async def test_a_question_taken_up_again_further_up_keeps_back_no_other(
    office: Office, bob: Phone
) -> None:
    """Of what is open still when all have been asked, the first is asked once more, at the end."""
    first = question(bob)
    await press(bob, prompts.skip, first)
    at, _ = bob.with_id(Skipped)
    await bob.does(prompts.take_up, first, at=at)
    for position in (2, 3, 4):
        assert bob.last(AskQuestion).position == position
        await bob.writes(f"Words {position}", reply_to=bob.with_id(AskQuestion)[0])
        await bob.picks(Visibility.PRIVATE)
    assert isinstance(bob.shown[max(bob.shown)], AskQuestion)
    assert bob.last(AskQuestion).position == 1
    words, kept = bob.with_id(AnswerKept)
    standing = len(bob.shown)
    await bob.does(receipts.follow, kept.receipt, at=words)
    await bob.picks(Visibility.PRIVATE)
    assert len(bob.shown) == standing, "it stands at the end already"
    await bob.taps("4")
    assert bob.kinds()[-1] == "ClosingSummary"


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
every_button = pytest.mark.parametrize(("flow", "more"), BUTTONS)


async def everything(office: Office) -> object:
    return await office.answers(), await office.prompts(), await office.owed()


@every_button
async def test_bea_and_charlie_cannot_press_bobs_buttons(
    office: Office, team: Team, crowd: list[Phone], bob: Phone, flow: Flow, more: tuple[object]
) -> None:
    charlie = Phone(office, bob.member)
    charlie.member = replace(charlie.member, telegram_id=4711, name="Charlie")
    before = await everything(office)
    for stranger in (crowd[1], charlie):
        with pytest.raises(Refusal, match="round_closed"):
            await stranger.does(flow, question(bob), *more, at=1)
    assert await everything(office) == before


@every_button
async def test_a_button_of_a_closed_round_does_nothing(
    office: Office, bob: Phone, flow: Flow, more: tuple[object]
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
    office: Office, bob: Phone, flow: Flow, more: tuple[object]
) -> None:
    before = await everything(office)
    with pytest.raises(Refusal, match="round_closed"):
        await press(bob, flow, 999, *more)
    assert await everything(office) == before


@pytest.mark.parametrize(
    ("flow", "more"), [(prompts.skip, ()), (prompts.offer_later, ()), (prompts.snooze, ("hour",))]
)
async def test_an_old_copy_of_an_answered_question_does_not_undo_the_answer(
    office: Office, bob: Phone, flow: Flow, more: tuple[object]
) -> None:
    answer_id = question(bob)
    await bob.taps("4")
    before = await everything(office)
    with pytest.raises(Refusal, match="answered_already"):
        await bob.does(flow, answer_id, *more, at=1)
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
    async with office.unit_of_work.store.look() as tx:
        (sent,) = await deliveries.about(tx, Subject.QUESTION, asked.answer_id)
    assert (sent.message_id, sent.body) == (at, None)


async def test_offering_later_and_back_changes_nothing(office: Office, bob: Phone) -> None:
    answer_id, before = question(bob), await office.answers()
    await press(bob, prompts.offer_later, answer_id)
    assert bob.last(OfferLater).answer_id == answer_id
    await press(bob, prompts.take_up, answer_id)
    assert bob.kinds() == ["AskQuestion"]
    assert await office.answers() == before
