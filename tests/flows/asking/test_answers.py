"""Answers: tapped and typed, who may give them, and what is asked next.

Bob and Bea belong to North, Charlie is an outsider.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.asking.answers import AnswerState
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept, ChooseReaders, NotUnderstood
from bot.domain.messages.asking.prompts import AskQuestion, ClosingSummary
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import answers, levels, prompts
from tests.desk import NINE, Flow, Office, Phone

PRIVATE, FRIEND = Visibility.PRIVATE, Visibility.FRIEND
UNNAMED, NAMED = Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED


@pytest.mark.parametrize("typed", ["4", " 4 "])
async def test_a_typed_number_does_the_same_as_a_tap(
    office: Office, team: Team, bob: Phone, typed: str
) -> None:
    await office.begin(team)
    at, _ = bob.with_id(AskQuestion)
    await bob.writes(typed)
    kept = bob.shown[at]
    assert isinstance(kept, AnswerKept)
    assert kept.readers.visibility is UNNAMED
    assert bob.last(AskQuestion).position == 2
    given = (await bob.answers())[0]
    assert (given.state, given.options, given.visibility) == (AnswerState.GIVEN, ("4",), UNNAMED)


@pytest.mark.parametrize("typed", ["heavy", "Heavy", "HEA", "🪨", "h"])
async def test_a_mood_is_understood_by_its_name_its_beginning_and_its_picture(
    office: Office, team: Team, bob: Phone, typed: str
) -> None:
    await office.begin(team, "end-of-shift")
    await bob.writes(typed)
    assert (await bob.answers())[0].options == ("heavy",)


async def test_several_choices_are_ticked_one_by_one(
    office: Office, team: Team, bob: Phone
) -> None:
    asked = await at_choices(office, team, bob)
    for option in ("money", "rule", "habit", "rule"):
        await toggle(bob, option)
    assert bob.last(AskQuestion).chosen == ("money", "habit")
    at, _ = bob.with_id(AskQuestion)
    await bob.does(answers.done, asked.answer_id, UNNAMED, at=at)
    assert (await bob.answers())[-1].options == ("money", "habit")
    assert bob.kinds()[-1] == "ClosingSummary"


async def test_several_choices_may_be_typed_with_commas(
    office: Office, team: Team, bob: Phone
) -> None:
    await at_choices(office, team, bob)
    await bob.writes("Money, habit ,how we")
    assert (await bob.answers())[-1].options == ("money", "habit")


async def test_done_with_nothing_ticked_says_so(office: Office, team: Team, bob: Phone) -> None:
    asked = await at_choices(office, team, bob)
    with pytest.raises(Refusal, match="nothing_ticked"):
        await bob.does(answers.done, asked.answer_id, UNNAMED)


async def test_a_given_choice_cannot_be_emptied_by_unticking(
    office: Office, team: Team, bob: Phone
) -> None:
    asked = await at_choices(office, team, bob)
    await bob.writes("Money")
    with pytest.raises(Refusal, match="nothing_ticked"):
        await bob.does(answers.toggle, asked.answer_id, "money", UNNAMED)
    assert (await bob.answers())[-1].options == ("money",)


async def at_choices(office: Office, team: Team, bob: Phone) -> AskQuestion:
    """Bob stands at a question with several choices."""
    await office.begin(team, "four-views")
    for _ in range(3):
        at, asked = bob.with_id(AskQuestion)
        await bob.does(prompts.skip, asked.answer_id, at=at)
    return bob.last(AskQuestion)


async def toggle(bob: Phone, option: str) -> None:
    at, asked = bob.with_id(AskQuestion)
    await bob.does(answers.toggle, asked.answer_id, option, asked.visibility, at=at)


async def test_what_fits_no_button_is_answered_with_what_does(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.writes("rather much")
    assert bob.last(NotUnderstood).labels == ("1", "2", "3", "4", "5")
    assert (await bob.answers())[0].state is AnswerState.ASKED


async def test_the_last_tap_before_the_end_counts(office: Office, team: Team, bob: Phone) -> None:
    await office.begin(team)
    at, asked = bob.with_id(AskQuestion)
    await bob.taps("4")
    await bob.does(answers.tap, asked.answer_id, "2", UNNAMED, at=at)
    assert (await bob.answers())[0].options == ("2",)
    assert bob.kinds().count("AskQuestion") == 1


async def test_typing_after_keep_it_to_myself_keeps_it_to_oneself(
    office: Office, team: Team, bob: Phone
) -> None:
    """The screen says "only you"; a typed answer must not be shared by habit."""
    await office.begin(team)
    at, asked = bob.with_id(AskQuestion)
    await bob.does(prompts.show, asked.answer_id, PRIVATE, at=at)
    await bob.writes("4")
    assert (await bob.answers())[0].visibility is PRIVATE


@pytest.mark.parametrize("level", [NAMED, FRIEND])
async def test_a_forged_level_of_a_tap_is_never_more_than_counted(
    office: Office, team: Team, bob: Phone, level: Visibility
) -> None:
    await office.begin(team)
    await bob.does(answers.tap, bob.last(AskQuestion).answer_id, "4", level, at=1)
    assert (await bob.answers())[0].visibility in (PRIVATE, UNNAMED)


async def test_in_a_small_team_even_a_forged_button_keeps_a_tap_private(office: Office) -> None:
    small = await office.team("Small")
    bob, *_ = await office.people(small, "Bob", "Bea", "Cid", "Dora")
    await office.begin(small)
    await bob.does(answers.tap, bob.last(AskQuestion).answer_id, "4", UNNAMED, at=1)
    assert (await bob.answers())[0].visibility is PRIVATE


async def test_two_managers_of_a_large_team_have_no_crowd_to_hide_in(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    mia, max_ = crowd[:2]
    for one in (mia, max_):
        await office.joins(one, team, Role.STAFF, Role.MANAGER)
    await office.begin(team, "end-of-shift", roles=frozenset({Role.MANAGER}))
    await mia.does(answers.tap, mia.last(AskQuestion).answer_id, "calm", UNNAMED, at=1)
    await mia.writes("Nobody was in a hurry")
    offered = [one.visibility for one in mia.last(ChooseReaders).levels]
    assert UNNAMED not in offered
    assert Visibility.TEAM_NAMED in offered
    assert (await mia.answers())[0].visibility is PRIVATE


# Old, forged and foreign buttons

BUTTONS = [
    (answers.tap, ("4", UNNAMED)),
    (answers.toggle, ("4", UNNAMED)),
    (answers.done, (UNNAMED,)),
    (levels.choose, (UNNAMED, "", "")),
    (answers.words, ("4", 9)),
]
every_button = pytest.mark.parametrize(("flow", "more"), BUTTONS)


@every_button
async def test_bea_and_charlie_cannot_answer_for_bob(
    office: Office,
    team: Team,
    crowd: list[Phone],
    bob: Phone,
    flow: Flow,
    more: tuple[object],
) -> None:
    await office.begin(team)
    charlie = Phone(office, replace(bob.member, telegram_id=4711, name="Charlie"))
    before = await office.answers()
    for stranger in (crowd[1], charlie):
        with pytest.raises(Refusal, match="round_closed"):
            await stranger.does(flow, bob.last(AskQuestion).answer_id, *more)
    assert await office.answers() == before


@every_button
async def test_after_the_end_nothing_is_taken_any_more(
    office: Office, team: Team, bob: Phone, flow: Flow, more: tuple[object]
) -> None:
    await office.begin(team)
    answer_id = bob.last(AskQuestion).answer_id
    office.clock.moment = NINE + timedelta(hours=48)
    with pytest.raises(Refusal, match="round_closed"):
        await bob.does(flow, answer_id, *more)
    await office.later(hours=1)
    with pytest.raises(Refusal, match="round_closed"):
        await bob.does(flow, answer_id, *more)


@pytest.mark.parametrize(
    ("flow", "more", "why"),
    [
        (answers.tap, ("9", UNNAMED), "button_unknown"),
        (answers.toggle, ("4", UNNAMED), "button_unknown"),
        (answers.done, (UNNAMED,), "button_unknown"),
        (levels.choose, (UNNAMED, "", ""), "level_gone"),
    ],
)
async def test_a_forged_option_of_a_scale_does_nothing(
    office: Office, team: Team, bob: Phone, flow: Flow, more: tuple[object], why: str
) -> None:
    await office.begin(team)
    before = await office.answers()
    with pytest.raises(Refusal, match=why):
        await bob.does(flow, bob.last(AskQuestion).answer_id, *more)
    assert await office.answers() == before


async def test_a_level_for_an_answer_that_was_never_given_does_nothing(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    with pytest.raises(Refusal, match="answer_gone"):
        await bob.does(levels.choose, bob.last(AskQuestion).answer_id, UNNAMED, "", "")
    with pytest.raises(Refusal, match="button_unknown"):
        await bob.does(answers.tap, bob.last(AskQuestion).answer_id, "4", UNNAMED)


# From question to question


async def test_a_follow_up_is_asked_only_where_it_fits_and_is_counted(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await office.begin(team, "end-of-shift")
    bob, bea = crowd[:2]
    assert bob.last(AskQuestion).total == 3, "at most, as long as it may be so many"
    await bob.taps("calm")
    await bea.taps("heavy")
    assert (bob.last(AskQuestion).position, bob.last(AskQuestion).total) == (2, 2)
    assert (bea.last(AskQuestion).position, bea.last(AskQuestion).total) == (2, 3)
    await bob.writes("Nothing")
    await bob.picks(PRIVATE)
    await bea.writes("A lot")
    await bea.picks(PRIVATE)
    assert bob.kinds()[-1] == "ClosingSummary"
    assert bea.last(AskQuestion).position == 3


async def test_another_answer_afterwards_may_lead_to_a_follow_up(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team, "end-of-shift")
    at, asked = bob.with_id(AskQuestion)
    await bob.taps("calm")
    await bob.writes("Nothing")
    await bob.picks(PRIVATE)
    await bob.does(answers.tap, asked.answer_id, "heavy", UNNAMED, at=at)
    assert bob.last(AskQuestion).position == 3
    await bob.writes("The night")
    await bob.picks(PRIVATE)
    assert bob.kinds().count("ClosingSummary") == 1


async def test_the_summary_tells_what_is_kept_and_for_whom(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("one")
    await bob.writes("more")
    await bob.picks(UNNAMED)
    at, asked = bob.with_id(AskQuestion)
    await bob.does(prompts.skip, asked.answer_id, at=at)
    await bob.writes("three")
    await bob.picks(NAMED)
    told = bob.last(ClosingSummary)
    assert [one.readers.visibility for one in told.kept] == [UNNAMED, UNNAMED, NAMED]
    assert "more" not in repr(told), "who deletes an answer shall not find it there"
    assert told.skipped == 1


async def test_each_round_asks_in_other_words(office: Office, team: Team, bob: Phone) -> None:
    await office.begin(team)
    asked = [bob.last(AskQuestion).text]
    for _ in range(4):
        await office.later(days=7)
        asked.append(bob.last(AskQuestion).text)
    assert len(set(asked)) == 5
    await office.later(days=7)
    assert bob.last(AskQuestion).text == asked[0]
