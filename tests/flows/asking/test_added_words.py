"""Words that are added to an answer, and words that are deleted: who reads them, and what still
stands in the chat.

Bob belongs to North with four others.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.asking.answers import AnswerState
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import (
    AnswerElsewhere,
    AnswerKept,
    AskWhich,
    ChooseReaders,
    Elsewhere,
    Withdrawn,
)
from bot.domain.messages.asking.notes import NoteKept
from bot.domain.messages.asking.prompts import AskQuestion, ClosingSummary, Skipped
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import answers, dialogue, levels, notes, prompts, questions, rounds
from bot.flows.base.step import Step
from bot.flows.hearing import receipts
from bot.flows.transport import deliveries
from bot.flows.transport.deliveries import Failure, FailureKind
from bot.storage.asking import answers as stored_answers
from bot.storage.asking import prompts as stored_prompts
from bot.storage.base.schema import pool
from tests.desk import Office, Phone

BEGUN, GIVEN, PRIVATE = AnswerState.BEGUN, AnswerState.GIVEN, Visibility.PRIVATE
UNNAMED, NAMED = Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED


async def shares(office: Office, team: Team, bob: Phone, level: Visibility = NAMED) -> int:
    """Bob has tapped, and shared his words. Where they are confirmed."""
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("Too short")
    await bob.picks(level)
    return bob.with_id(AnswerKept)[0]


async def test_who_adds_to_a_shared_answer_is_asked_again_and_alone_reads_it_meanwhile(
    office: Office, team: Team, bob: Phone
) -> None:
    confirmed = await shares(office, team, bob)
    written = await bob.writes("by ten minutes", reply_to=confirmed)
    begun = (await bob.answers())[1]
    assert (begun.state, begun.visibility) == (BEGUN, PRIVATE)
    at, asked = bob.with_id(ChooseReaders)
    assert at > written
    assert asked.below, "the next question stands open, so more words are to point at this"
    assert (asked.reply, asked.current, asked.now) == ("Too short\nby ten minutes", NAMED, None)
    stale = bob.shown[confirmed]
    assert isinstance(stale, AnswerElsewhere)
    assert stale.why is Elsewhere.ADDED
    await office.later(days=3)
    async with office.unit_of_work.look() as step:
        assert list((await step.tx.execute(select(pool.c.text))).scalars()) == [""]


async def writes_one(office: Office, team: Team, bob: Phone) -> None:
    """The first question is tapped, and the second has its first words."""
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("one")


async def all_words(phone: Phone) -> str:
    return "".join([await phone.words(one) for one in await phone.answers()])


async def test_a_level_pressed_under_older_words_is_asked_for_once_more(
    office: Office, team: Team, bob: Phone
) -> None:
    await writes_one(office, team, bob)
    at, before = bob.with_id(ChooseReaders)
    await bob.writes("two")
    await bob.chooses(NAMED, at, before)
    assert (await bob.answers())[1].state is BEGUN
    assert bob.last(ChooseReaders).reply == "one\ntwo"
    await bob.does(levels.choose_of_old, before.answer_id, NAMED, at, at=at)
    assert (await bob.answers())[1].state is BEGUN, "nor by a button of old"
    await bob.picks(NAMED)
    assert (await bob.answers())[1].visibility is NAMED


async def test_a_button_of_old_keeps_the_only_words_above_it_private_and_asks_for_all_else(
    office: Office, team: Team, bob: Phone
) -> None:
    """Nobody knows any more which readers stood above it."""
    await writes_one(office, team, bob)
    at, asked = bob.with_id(ChooseReaders)
    await bob.does(levels.choose_of_old, asked.answer_id, NAMED, at, at=at)
    assert (await bob.answers())[1].state is BEGUN
    await bob.does(levels.choose_of_old, asked.answer_id, PRIVATE, at, at=at)
    given = (await bob.answers())[1]
    assert (given.state, given.visibility) == (GIVEN, PRIVATE)


async def test_a_level_typed_after_an_edit_is_asked_for_once_more(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    written = await bob.writes("one")
    early = office.next_message()
    await bob.edits(written, "another")
    await bob.writes("the team, with my name", at=early)
    assert (await bob.answers())[1].state is BEGUN
    assert bob.last(ChooseReaders).reply == "another"


async def test_words_beside_the_levels_of_a_shared_answer_ask_where_they_belong(
    office: Office, team: Team, bob: Phone
) -> None:
    """Its readers are as they were until that is said."""
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=NAMED)
    at, kept = bob.with_id(AnswerKept)
    await bob.does(receipts.follow, kept.receipt, at=at)
    assert bob.last(ChooseReaders).now is not None
    await bob.writes("Something else")
    assert (await bob.answers())[3].visibility is NAMED


async def test_a_tapped_question_says_everywhere_who_counts_it(
    office: Office, team: Team, bob: Phone
) -> None:
    """Whoever types in reply to any copy gets what stands in it."""
    await office.begin(team)
    first, asked = bob.with_id(AskQuestion)
    await office.do(lambda step: asked_again(step, bob))
    await office.deliver()
    second, _ = bob.with_id(AskQuestion)
    assert second != first
    await bob.does(prompts.show, asked.answer_id, PRIVATE, at=second)
    shown = [one for one in bob.shown.values() if isinstance(one, AskQuestion)]
    assert [one.visibility for one in shown] == [PRIVATE, PRIVATE]
    await bob.writes("2", reply_to=first)
    assert (await bob.answers())[0].visibility is PRIVATE


async def asked_again(step: Step, bob: Phone) -> None:
    """As when a reminder comes."""
    (prompt,) = await stored_prompts.of_member(step.tx, bob.member.id)
    talk = await dialogue.of_prompt(step, prompt.id)
    asked = await stored_answers.of_prompt(step.tx, prompt.id)
    again = questions.ask_again(talk, asked)
    assert again
    await step.tell(bob.member, again)


# Where only the author knows


async def test_words_that_may_belong_to_several_wait_until_their_author_says_so(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.does(rounds.start_reflection, team.id, "end-of-shift")
    await bob.taps("calm")
    early = office.next_message()
    await bob.does(prompts.skip, bob.last(AskQuestion).answer_id, at=bob.with_id(AskQuestion)[0])
    await bob.writes("The fog", at=early)
    asked = bob.last(AskWhich)
    assert len(asked.answers) <= 3
    assert await all_words(bob) == ""
    at, _ = bob.with_id(AskWhich)
    await bob.does(notes.keep, "The fog", at=at)
    assert isinstance(bob.last(NoteKept), NoteKept)
    assert await all_words(bob) == ""


async def test_nobody_puts_the_same_words_into_two_answers(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    early = office.next_message()
    skipped, asked = bob.with_id(AskQuestion)
    await bob.does(prompts.skip, asked.answer_id, at=skipped)
    await bob.writes("The fog", at=early)
    at, which = bob.with_id(AskWhich)
    first, second = which.answers
    await bob.does(answers.belong, first.answer_id, "The fog", early, at=at)
    with pytest.raises(Refusal, match="kept_already"):
        await bob.does(answers.belong, second.answer_id, "The fog", early, at=at)


async def test_a_confirmation_that_came_again_below_the_summary_takes_no_words(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.answers_all("a", "b", level=NAMED)
    await bob.writes("c")
    at, asked = bob.with_id(ChooseReaders)
    chosen = (bob.actor, asked.answer_id, NAMED, asked.wording, asked.offer)
    await bob.acts(lambda step: levels.choose(step, *chosen), at)
    gone = Failure(kind=FailureKind.LOST, reason="not there")
    for _ in range(2):
        (one,) = await office.owed()
        if one.edits is not None:
            await office.fail(one, gone)
            await office.deliver()
        else:
            await office.deliver_one(one)
    assert bob.kinds()[-1] == "AnswerKept"
    await bob.writes("Buy milk")
    assert isinstance(bob.last(AskWhich), AskWhich)
    last = (await bob.answers())[3]
    assert (last.state, await bob.words(last)) == (AnswerState.GIVEN, "c")


# What still stands there


async def test_after_a_deletion_no_message_of_the_bots_shows_the_words(
    office: Office, team: Team, bob: Phone
) -> None:
    confirmed = await shares(office, team, bob)
    await bob.writes("by ten minutes", reply_to=confirmed)
    await bob.picks(NAMED)
    at, kept = bob.with_id(AnswerKept)
    await bob.does(receipts.withdraw, kept.receipt, at=at)
    assert "Too short" not in repr(bob.shown)
    assert "ten minutes" not in repr(bob.shown)
    assert bob.last(Withdrawn).words, "how to delete one's own message"


async def test_a_tap_that_is_deleted_leaves_nothing_to_delete(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    at, kept = bob.with_id(AnswerKept)
    await bob.does(receipts.withdraw, kept.receipt, at=at)
    assert bob.last(Withdrawn) == Withdrawn(shown=False)


async def test_who_skips_what_they_had_written_hears_what_stays_in_the_chat(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    at, asked = bob.with_id(AskQuestion)
    await bob.writes("Too short")
    await bob.does(prompts.skip, asked.answer_id, at=at)
    assert bob.last(Skipped).words
    assert "Too short" not in repr(bob.shown)
    at, asked = bob.with_id(AskQuestion)
    await bob.does(prompts.skip, asked.answer_id, at=at)
    assert not bob.last(Skipped).words


async def test_the_summary_stays_true(office: Office, team: Team, bob: Phone) -> None:
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=NAMED)
    number, summary = bob.with_id(ClosingSummary)
    levels = [one.readers.visibility for one in summary.kept]
    assert levels == [UNNAMED, NAMED, NAMED, NAMED]
    at, kept = next((n, k) for n, k in bob.shown.items() if getattr(k, "reply", "") == "b")
    assert isinstance(kept, AnswerKept)
    await bob.does(receipts.follow, kept.receipt, at=at)
    await bob.picks(PRIVATE)
    now = bob.shown[number]
    assert isinstance(now, ClosingSummary)
    assert [one.readers.visibility for one in now.kept] == [UNNAMED, NAMED, PRIVATE, NAMED]
    again = bob.shown[at]
    assert isinstance(again, AnswerKept)
    await bob.does(receipts.withdraw, again.receipt, at=at)
    now = bob.shown[number]
    assert isinstance(now, ClosingSummary)
    assert (len(now.kept), now.skipped) == (3, 1)
    assert bob.kinds().count("ClosingSummary") == 1


async def test_a_summary_that_its_reader_has_deleted_does_not_come_again(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=NAMED)
    at, kept = bob.with_id(AnswerKept)
    await bob.acts(lambda step: receipts.withdraw(step, bob.actor, kept.receipt), at)
    gone = Failure(kind=FailureKind.LOST, reason="not there")
    owed = [one for one in await office.owed() if one.kind == "ClosingSummary"]
    while not owed:
        (one,) = await office.owed()
        await office.deliver_one(one)
        owed = [one for one in await office.owed() if one.kind == "ClosingSummary"]
    office.clock.moment += timedelta(seconds=1)
    await office.do(lambda step: deliveries.failed(step, owed[0], gone))
    assert await office.owed() == []
