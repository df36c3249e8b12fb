"""Answers that are under way: /mine leads to them, and no list that lies about says who reads them.

Bob has been asked.
"""

from datetime import timedelta

import pytest

from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept, ChooseReaders
from bot.domain.messages.asking.mine import ShowMine, ShowUnderway
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import mine, prompts, underway
from bot.flows.hearing import receipts
from bot.flows.people import members as going
from tests.answering import answer
from tests.desk import Office, Phone
from tests.flows.asking.test_mine import everything


async def test_answers_under_way_are_found_with_who_reads_them_and_their_buttons(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await answer(bob, ("for all", Visibility.TEAM_NAMED), tap="4")
    await bob.writes("half done")
    await bob.does(mine.show)
    assert bob.last(ShowMine).underway == 3
    await bob.does(mine.show_underway)
    (round_,) = bob.last(ShowUnderway).rounds
    tapped, named, begun = round_.answers
    before = bob.with_id(AnswerKept)[0]
    await bob.does(underway.see_answer, named.answer_id)
    at, kept = bob.with_id(AnswerKept)
    assert at > before
    assert kept.reply == "for all"
    assert kept.readers.visibility is Visibility.TEAM_NAMED
    assert bob.kinds().count("AnswerKept") == 2, "the one further up shows it no more"
    await bob.does(receipts.withdraw, kept.receipt, at=at)
    await bob.does(underway.see_answer, begun.answer_id)
    assert bob.kinds()[-1] == "ChooseReaders"
    assert bob.last(ChooseReaders).reply == "half done"
    await bob.does(underway.see_answer, tapped.answer_id)
    assert bob.last(AnswerKept).reply.endswith("4")


async def test_a_skipped_question_is_no_answer_under_way(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    (asked,) = await bob.answers()
    await bob.does(prompts.skip, asked.id)
    with pytest.raises(Refusal, match="nothing_underway"):
        await bob.does(mine.show_underway)
    with pytest.raises(Refusal, match="answer_gone"):
        await bob.does(underway.see_answer, asked.id)


async def test_nobody_sees_an_answer_of_somebody_else(
    office: Office, team: Team, bob: Phone, crowd: list[Phone]
) -> None:
    await office.begin(team)
    await bob.taps("4")
    (asked, *_) = await bob.answers()
    with pytest.raises(Refusal, match="round_closed"):
        await crowd[1].does(underway.see_answer, asked.id)


async def test_a_list_that_could_not_be_sent_before_the_round_closed_never_is(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    await bob.acts(lambda step: mine.show(step, bob.actor))
    await bob.acts(lambda step: mine.show_underway(step, bob.actor))
    await office.do_what_is_due()
    office.clock.moment += timedelta(days=3)
    await office.do_what_is_due()
    assert "ShowUnderway" not in await everything(office)
    assert "ShowMine" not in await everything(office)


async def test_whoever_has_left_the_team_still_finds_what_they_can_delete(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    (asked, *_) = await bob.answers()
    await bob.does(going.leave, team.id)
    await bob.does(mine.show_underway)
    await bob.does(underway.see_answer, asked.id)
    at, kept = bob.with_id(AnswerKept)
    await bob.does(receipts.withdraw, kept.receipt, at=at)
    with pytest.raises(Refusal, match="nothing_underway"):
        await bob.does(mine.show_underway)
