"""Screens that stand while the Team's chat changes, or that could not be changed: nobody chooses by
them what they did not show."""

import pytest

from bot.domain.messages.asking.answers import (
    AnswerKept,
    ChooseAnew,
    ChooseReaders,
    Since,
    Withdrawn,
)
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.channels import Sight
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import answers, prompts
from bot.flows.hearing import receipts
from bot.flows.people import channels
from bot.flows.people import members as going
from bot.flows.transport.deliveries import Failure, FailureKind
from bot.storage.people import teams
from tests.desk import Office, Phone
from tests.flows.asking.test_promises import (
    CHANNEL,
    ELSEWHERE,
    NAMED,
    OTHER,
    PRIVATE,
    UNNAMED,
    alice,
    link,
    team,
)

__all__ = ["alice", "team"]


async def looks_at_a_private_tap(phone: Phone) -> tuple[int, AskQuestion]:
    """Keep a tap to oneself, and look at it again: where it stands in the chat, and how."""
    at, asked = phone.with_id(AskQuestion)
    await phone.does(prompts.show, asked.answer_id, PRIVATE, at=at)
    await phone.does(answers.tap, asked.answer_id, "4", PRIVATE, at=at)
    await phone.does(receipts.follow, phone.last(AnswerKept).receipt, at=at)
    private = phone.shown[at]
    assert isinstance(private, AskQuestion)
    return at, private


async def test_a_tap_on_a_screen_that_named_the_old_chat_stays_private(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    await office.begin(team)
    bob = crowd[0]
    at, stale = bob.with_id(AskQuestion)
    assert stale.visibility is UNNAMED
    await link(office, alice, team, warned="p")
    await bob.does(answers.tap, stale.answer_id, "4", stale.visibility, at=at)
    assert (await bob.answers())[0].visibility is PRIVATE
    assert bob.last(AnswerKept).readers.visibility is PRIVATE


async def test_a_choice_on_a_screen_that_named_the_old_chat_is_asked_once_more(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    await office.begin(team)
    bob = crowd[0]
    await bob.taps("4")
    await bob.writes("a")
    at, stale = bob.with_id(ChooseReaders)
    await link(office, alice, team, warned="p")
    await bob.chooses(NAMED, at, stale)
    assert (await bob.answers())[1].visibility is PRIVATE
    assert bob.last(ChooseReaders).levels[-1].chat == "Elsewhere"


async def test_whoever_was_away_is_told_when_they_are_back(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    bob = crowd[0]
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=PRIVATE, tap="4")
    await bob.does(going.blocked)
    await link(office, alice, team, warned="p")
    first = next(iter(bob.shown.values()))
    assert isinstance(first, AnswerKept)
    assert first.readers.visibility is UNNAMED
    await bob.does(going.unblocked)
    assert bob.last(ChooseAnew).since is Since.AWAY
    kept = [one for one in bob.shown.values() if isinstance(one, AnswerKept)]
    assert {one.readers.visibility for one in kept} == {PRIVATE}


async def test_a_tap_is_not_counted_in_a_chat_that_was_not_named_beside_it(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    """Bob keeps his tap to himself, looks at it again, and meanwhile the chat is another."""
    bob = crowd[0]
    await office.begin(team)
    at, private = await looks_at_a_private_tap(bob)
    assert private.counted is not None
    assert private.counted.chat == "North together"
    await link(office, alice, team, warned="p")
    with pytest.raises(Refusal, match="button_unknown"):
        await bob.does(prompts.show, private.answer_id, UNNAMED, at=at)
    await bob.does(prompts.count, private.answer_id, private.offer, at=at)
    assert (await bob.answers())[0].visibility is PRIVATE
    afresh = bob.shown[at]
    assert isinstance(afresh, AskQuestion)
    assert afresh.counted is not None
    assert afresh.counted.chat == "Elsewhere"
    await bob.does(prompts.count, afresh.answer_id, afresh.offer, at=at)
    assert (await bob.answers())[0].visibility is UNNAMED


@pytest.mark.parametrize("how", ["refused", "away"])
async def test_a_level_typed_under_a_screen_that_could_not_be_changed_chooses_nothing(
    office: Office, team: Team, crowd: list[Phone], how: str
) -> None:
    bob = crowd[0]
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("a")
    if how == "away":
        await office.change(bob, reachable=False)
    async with office.unit_of_work.step() as step:
        north = await teams.by_id(step.tx, team.id)
        assert north is not None
        await channels.attach(step, north, OTHER, None, ELSEWHERE)
    refused = Failure(kind=FailureKind.REFUSED, reason="Bad Request")
    while mine := [one for one in await office.owed() if one.chat_id == bob.id]:
        for one in mine:
            await office.fail(one, refused)
    assert bob.last(ChooseReaders).levels[-1].chat == "North together"
    await bob.writes("The team, with my name")
    assert {one.visibility for one in await bob.answers()} == {PRIVATE}


async def test_a_screen_that_named_a_private_chat_chooses_none_that_has_become_public(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    """Bob has kept his answers to himself, and looks at them once more."""
    bob = crowd[0]
    await office.begin(team)
    at, tap = await looks_at_a_private_tap(bob)
    await bob.writes("a")
    await bob.picks(PRIVATE)
    place, kept = bob.with_id(AnswerKept)
    await bob.does(receipts.follow, kept.receipt, at=place)
    stale = bob.shown[place]
    assert isinstance(stale, ChooseReaders)
    public = Sight(title="North together", people=900, public=True)
    await office.do(lambda step: channels.seen(step, CHANNEL, public))
    await link(office, alice, team, public, chat_id=CHANNEL, warned="u")
    await bob.chooses(NAMED, place, stale)
    await bob.does(prompts.count, tap.answer_id, tap.offer, at=at)
    assert {one.visibility for one in await bob.answers()} == {PRIVATE}


async def test_a_level_typed_before_the_screen_was_changed_is_asked_once_more(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    """Bob's words were under way meanwhile."""
    bob = crowd[0]
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("a")
    typed = office.next_message()
    await link(office, alice, team, warned="p")
    await bob.writes("The team, with my name", at=typed)
    assert {one.visibility for one in await bob.answers()} == {PRIVATE}
    at, asked = bob.with_id(ChooseReaders)
    assert (at > typed, asked.levels[-1].chat) == (True, "Elsewhere")
    await bob.writes("The team, with my name")
    assert NAMED in {one.visibility for one in await bob.answers()}


async def test_a_tap_that_is_being_looked_at_says_that_it_is_private_now(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    bob = crowd[0]
    await office.begin(team)
    await bob.taps("4")
    at, kept = bob.with_id(AnswerKept)
    await bob.does(receipts.follow, kept.receipt, at=at)
    await link(office, alice, team, warned="p")
    confirmed = bob.shown[at]
    assert isinstance(confirmed, AnswerKept)
    assert confirmed.readers.visibility is PRIVATE


@pytest.mark.parametrize("answered", [True, False])
async def test_whoever_turns_away_before_they_are_told_is_told_when_they_are_back(
    office: Office, team: Team, crowd: list[Phone], answered: bool
) -> None:
    bob = crowd[0]
    await office.begin(team)
    if answered:
        await bob.taps("4")
    await office.do(lambda step: channels.lose(step, CHANNEL))
    await office.do(lambda step: going.blocked(step, bob.actor))
    await bob.does(going.unblocked)
    assert bob.kinds().count("ChooseAnew") == (1 if answered else 0)
    told = [one for one in bob.shown.values() if isinstance(one, AnswerKept | AskQuestion)]
    levels = {
        one.readers.visibility if isinstance(one, AnswerKept) else one.visibility for one in told
    }
    assert levels == {PRIVATE}


async def test_whoever_has_left_can_still_take_an_answer_back_and_is_told_the_rest(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob = crowd[0]
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=NAMED)
    at, kept = bob.with_id(AnswerKept)
    await bob.does(going.leave, team.id)
    await bob.does(receipts.ask_withdrawal, kept.receipt, at=at)
    await bob.does(receipts.follow, kept.receipt, at=at)
    again = bob.shown[at]
    assert isinstance(again, AnswerKept), "no, keep it"
    await bob.does(receipts.withdraw, again.receipt, at=at)
    assert isinstance(bob.shown[at], Withdrawn)


async def test_who_is_just_being_asked_is_offered_the_chat_that_has_come(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    bob = crowd[0]
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("a")
    await office.do(lambda step: channels.lose(step, CHANNEL))
    await office.deliver()
    assert bob.last(ChooseReaders).no_chat
    await link(office, alice, team)
    assert bob.last(ChooseReaders).levels[-1].chat == "Elsewhere"
    assert bob.kinds().count("ChooseAnew") == 1, "when his tap came back, and not again"


async def test_a_level_typed_while_the_readers_are_changing_chooses_nothing(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    """Bob's phone still shows the chat before."""
    await office.begin(team)
    bob = crowd[0]
    await bob.taps("4")
    await bob.writes("a")
    number = office.next_message()
    async with office.unit_of_work.step() as step:
        north = await teams.by_id(step.tx, team.id)
        assert north is not None
        sight = Sight(title="Elsewhere", people=3, public=False)
        await channels.attach(step, north, OTHER, None, sight)
    await bob.writes("The team, with my name", at=number)
    assert {one.visibility for one in await bob.answers()} == {PRIVATE}
