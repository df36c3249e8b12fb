"""Answers in words: who may see them, in whatever order they arrive, and edited.

Bob and Bea belong to North, Charlie is an outsider.
"""

from datetime import timedelta
from functools import partial

import pytest

from bot.domain.asking.answers import AnswerState
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept, AskWhich, ChooseReaders, EditUnknown
from bot.domain.messages.asking.notes import NothingOpen
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import answers, notes, prompts
from bot.flows.base.outbox import SAME_ANSWERS
from bot.flows.people import help as helping
from tests.desk import NINE, Flow, Office, Phone

PRIVATE, FRIEND = Visibility.PRIVATE, Visibility.FRIEND
BEGUN = AnswerState.BEGUN
UNNAMED, NAMED = Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED


async def test_words_are_private_until_their_author_says_otherwise(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("Too short a handover")
    begun = (await bob.answers())[1]
    assert (begun.state, begun.visibility) == (AnswerState.BEGUN, PRIVATE)
    offered = bob.last(ChooseReaders)
    assert [one.visibility for one in offered.levels] == [PRIVATE, UNNAMED, NAMED]
    assert offered.usual is PRIVATE
    await bob.picks(UNNAMED)
    given = (await bob.answers())[1]
    assert (given.state, given.visibility) == (AnswerState.GIVEN, UNNAMED)
    read = bob.last(AnswerKept).readers
    assert (read.chat, read.chat_people) == ("North together", 9)


async def test_critical_friends_are_offered_where_there_are_any_and_by_name(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.member("Fritz", team, Role.CRITICAL_FRIEND)
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("Too short a handover")
    levels = {one.visibility: one for one in bob.last(ChooseReaders).levels}
    assert levels[FRIEND].names == ("Fritz",)


async def test_in_a_small_team_nobody_is_offered_to_hide_in_it(office: Office) -> None:
    small = await office.team("Small")
    bob, _ = await office.people(small, "Bob", "Bea")
    await office.begin(small)
    await bob.taps("4")
    await bob.writes("Too short a handover")
    assert [one.visibility for one in bob.last(ChooseReaders).levels] == [PRIVATE, NAMED]
    for forged in (UNNAMED, FRIEND):
        with pytest.raises(Refusal, match="level_gone"):
            await bob.picks(forged)
    assert (await bob.answers())[1].state is AnswerState.BEGUN


async def test_the_name_of_a_level_may_be_typed(office: Office, team: Team, bob: Phone) -> None:
    await office.begin(team)
    await bob.taps("4")
    for typed, level in (("the team, no name", UNNAMED), ("🔒", PRIVATE)):
        await bob.writes("Something")
        at, _ = bob.with_id(ChooseReaders)
        await bob.writes(typed)
        assert isinstance(bob.shown[at], AnswerKept), "confirmed where it was asked"
        assert [one for one in await bob.answers() if one.replied][-1].visibility is level


async def test_a_long_text_in_several_messages_is_one_answer(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    numbers = [office.next_message() for _ in range(3)]
    asked = bob.last(AskQuestion).answer_id
    for number, text in zip(numbers, ("one", "two", "three"), strict=True):
        said = partial(
            answers.words, actor=bob.actor, answer_id=asked, text=text, written_as=number
        )
        await bob.acts(said)
    await office.deliver()
    assert bob.kinds().count("ChooseReaders") == 1, "asked once, however fast they came"
    assert bob.last(ChooseReaders).reply == "one\ntwo\nthree"
    await bob.picks(UNNAMED)
    assert await bob.words((await bob.answers())[1]) == "one|two|three"


@pytest.mark.parametrize("before_the_copy", [True, False])
async def test_a_second_part_that_the_choice_of_readers_overtook_asks_where_it_belongs(
    office: Office, team: Team, bob: Phone, before_the_copy: bool
) -> None:
    """Written before the next question was visible: it has the smaller message id."""
    await office.begin(team)
    await bob.taps("4")
    first, second = office.next_message(), office.next_message()
    await bob.writes("one", at=first)
    second = second if before_the_copy else office.next_message()
    await bob.picks(UNNAMED)
    await bob.writes("two", at=second)
    given, next_one = (await bob.answers())[1:3]
    assert await bob.words(given) == "one"
    assert (given.state, given.visibility) == (AnswerState.GIVEN, UNNAMED)
    which = [(one.answer_id, one.given) for one in bob.last(AskWhich).answers]
    assert which == [(next_one.id, False), (given.id, True)]
    await bob.says_which(given.id)
    added = (await bob.answers())[1]
    assert await bob.words(added) == "one|two"
    assert (added.state, added.visibility) == (BEGUN, PRIVATE)
    await bob.picks(NAMED)
    assert (await bob.answers())[1].visibility is NAMED
    assert bob.last(AnswerKept).reply == "one\ntwo"


async def test_words_written_before_the_next_question_was_seen_ask_where_they_belong(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    early = office.next_message()
    await bob.taps("4")
    await bob.writes("2", at=early)
    scale, words = await bob.answers()
    assert (scale.options, words.state) == (("4",), AnswerState.ASKED)
    await bob.says_which(scale.id)
    scale, words = await bob.answers()
    assert (scale.options, scale.visibility) == (("2",), PRIVATE)
    assert words.state is AnswerState.ASKED


async def test_a_text_overtaken_by_a_skip_asks_where_it_belongs(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    at, asked = bob.with_id(AskQuestion)
    early = office.next_message()
    await bob.does(prompts.skip, asked.answer_id, at=at)
    await bob.writes("Wait, there was something", at=early)
    assert [one.given for one in bob.last(AskWhich).answers] == [False, False]
    await bob.says_which(asked.answer_id)
    kept = (await bob.answers())[1]
    assert kept.state is BEGUN
    assert await bob.words(kept) == "Wait, there was something"


@pytest.mark.parametrize(("flow", "more"), [(prompts.offer_later, ()), (prompts.snooze, ("hour",))])
async def test_a_text_overtaken_by_later_is_kept(
    office: Office, team: Team, bob: Phone, flow: Flow, more: tuple[object]
) -> None:
    await office.begin(team)
    await bob.taps("4")
    at, asked = bob.with_id(AskQuestion)
    written = office.next_message()
    await bob.does(flow, asked.answer_id, *more, at=at)
    await bob.writes("Wait, there was something", at=written)
    kept = (await bob.answers())[1]
    assert kept.state is AnswerState.BEGUN
    assert await bob.words(kept) == "Wait, there was something"
    await bob.picks(UNNAMED)
    assert (await bob.answers())[1].visibility is UNNAMED


async def test_words_after_all_ask_anew_who_may_see_them_below_them(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    at, asked = bob.with_id(AskQuestion)
    await bob.writes("Never mind")
    await bob.does(prompts.skip, asked.answer_id, at=at)
    await bob.does(prompts.take_up, asked.answer_id, at=at)
    written = await bob.writes("Well then", reply_to=at)
    readers, choose = bob.with_id(ChooseReaders)
    assert readers > written
    assert choose.reply == "Well then"


async def test_an_old_question_is_answered_by_replying_to_it(
    office: Office, team: Team, bob: Phone
) -> None:
    other = await office.team("South")
    await office.joins(bob, other)
    await office.schedule(team)
    await office.schedule(other, "end-of-shift", days=(1,), on=NINE.date() + timedelta(days=1))
    await office.at(NINE)
    north, of_north = bob.with_id(AskQuestion)
    await office.later(days=1)
    _, of_south = bob.with_id(AskQuestion)
    assert of_south.answer_id != of_north.answer_id
    await bob.writes("4", reply_to=north)
    replies = {one.id: one.options for one in await bob.answers() if one.replied}
    assert replies == {of_north.answer_id: ("4",)}


async def test_two_teams_may_have_a_question_open_at_once(
    office: Office, team: Team, bob: Phone
) -> None:
    other = await office.team("South")
    await office.joins(bob, other)
    await office.schedule(team)
    await office.schedule(other, "end-of-shift", days=(1,), on=NINE.date() + timedelta(days=1))
    await office.at(NINE)
    north, of_north = bob.with_id(AskQuestion)
    await office.later(days=1)
    south, of_south = bob.with_id(AskQuestion)
    await bob.does(answers.tap, of_north.answer_id, "2", UNNAMED, at=north)
    await bob.does(answers.tap, of_south.answer_id, "calm", PRIVATE, at=south)
    replies = {one.id: one.options for one in await bob.answers() if one.replied}
    assert replies == {of_north.answer_id: ("2",), of_south.answer_id: ("calm",)}
    assert bob.kinds().count("AskQuestion") == 2, "each goes on by itself"


async def test_words_without_a_question_are_offered_to_be_kept(
    office: Office, team: Team, bob: Phone
) -> None:
    await bob.writes("Good morning")
    assert isinstance(bob.last(NothingOpen), NothingOpen)
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=PRIVATE)
    before = await bob.answers()
    await bob.writes("By the way")
    assert bob.kinds()[-1] == "NothingOpen"
    assert await bob.answers() == before


@pytest.mark.parametrize("written", ["", "\x00", "\u202e \u2069"])
async def test_a_message_nobody_can_read_is_not_an_answer(
    office: Office, team: Team, bob: Phone, written: str
) -> None:
    await office.begin(team)
    await bob.taps("4")
    with pytest.raises(Refusal, match="nothing_readable"):
        await bob.writes(written)


async def test_an_edit_changes_the_answer_as_long_as_the_round_is_open(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    typed = await bob.writes("4")
    first = await bob.writes("Too short")
    await bob.edits(first, "Far too short")
    assert bob.last(ChooseReaders).reply == "Far too short"
    await bob.picks(UNNAMED)
    await bob.edits(first, "Rather short")
    await bob.edits(typed, "2")
    scale, words = (await bob.answers())[:2]
    assert scale.options == ("2",)
    assert await bob.words(words) == "Rather short"
    assert (words.state, words.visibility) == (BEGUN, PRIVATE), "its readers are asked again"
    again = bob.last(ChooseReaders)
    assert (again.reply, again.current) == ("Rather short", UNNAMED)
    kept = [one.reply for one in bob.shown.values() if isinstance(one, AnswerKept)]
    assert kept == ["2"], "changed where they stand"


async def test_an_edit_of_one_part_leaves_the_others(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    first = await bob.writes("one")
    await bob.writes("two")
    await bob.edits(first, "ONE")
    assert await bob.words((await bob.answers())[1]) == "ONE|two"


async def test_an_edit_of_a_message_the_bot_never_saw_is_answered(
    office: Office, team: Team, bob: Phone, crowd: list[Phone]
) -> None:
    await office.begin(team)
    unseen = office.next_message()
    await bob.edits(unseen, "something")
    assert isinstance(bob.last(EditUnknown), EditUnknown)
    await bob.taps("4")
    written = await bob.writes("mine")
    await crowd[1].edits(written, "somebody else's message id")
    assert isinstance(crowd[1].last(EditUnknown), EditUnknown)
    assert await bob.words((await bob.answers())[1]) == "mine"


async def test_an_edit_after_the_end_is_told_that_it_is_too_late(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    written = await bob.writes("mine")
    office.clock.moment = NINE + timedelta(hours=48)
    with pytest.raises(Refusal, match="round_closed"):
        await bob.edits(written, "too late")
    await office.later(hours=1)
    await bob.edits(written, "far too late")
    assert isinstance(bob.last(EditUnknown), EditUnknown)


async def test_whoever_writes_faster_than_can_be_answered_hears_the_same_a_few_times_only(
    office: Office, bob: Phone
) -> None:
    """What they do next must not wait behind a thousand replies."""
    for _ in range(3 * SAME_ANSWERS):
        await bob.acts(lambda step: notes.offer(step, bob.actor))
    await bob.does(helping.show)
    assert bob.kinds() == ["NothingOpen"] * SAME_ANSWERS + ["ShowHelp"]
    await bob.writes("slowly now")
    assert bob.kinds()[-1] == "NothingOpen"
