"""The Seal: what a Round has heard is cut from its people, and told as far as it may be.

Bob and Bea belong to North; Fritz is its critical friend.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.banks import Banks
from bot.domain.asking.notes import Note
from bot.domain.asking.rounds import RoundState
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.insights import Band, Enough
from bot.domain.hearing.pool import Pooled
from bot.domain.messages.asking.answers import AnswerFate, ChooseReaders, Withdrawn
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.hearing.insights import (
    TellFriend,
    TellInsight,
    TellPicture,
    TellQuotes,
    insights_in,
)
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import answers, prompts, rounds
from bot.flows.hearing import receipts, seals
from bot.storage.base.rows import every
from bot.storage.base.schema import answer, delivery, metadata, note, part, pool, prompt, upkeep
from bot.storage.people import teams
from tests.answering import receipts as receipts_of
from tests.desk import NINE, Office, Phone

PRIVATE, FRIEND = Visibility.PRIVATE, Visibility.FRIEND
UNNAMED, NAMED = Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED
CHANNEL = -500


async def rows(office: Office, table: Any) -> list[dict[str, Any]]:
    async with office.unit_of_work.store.look() as tx:
        return [dict(row) for row in (await tx.execute(select(table))).mappings()]


async def pooled(office: Office) -> list[Pooled]:
    async with office.unit_of_work.store.look() as tx:
        return await every(tx, select(pool), Pooled)


@pytest.fixture
async def team(office: Office) -> Team:
    return await office.team(chat_id=CHANNEL, chat_title="North together")


async def seal(office: Office) -> None:
    await office.at(NINE + timedelta(hours=48))


async def test_nothing_is_left_that_ties_people_to_unnamed_answers(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await office.begin(team)
    for one in crowd:
        await one.answers_all("a", "b", "c", level=UNNAMED)
    await seal(office)
    for table in (prompt, answer, part, delivery):
        left = await rows(office, table)
        assert [row for row in left if row.get("round_id") or table is not delivery] == []
    ids = {str(one.member.id) for one in crowd} | {str(one.id) for one in crowd}
    for name in ("pool", "release", "note"):
        for row in await rows(office, metadata.tables[name]):
            assert not row.get("member_id")
            assert not ids & {str(value) for value in row.values() if isinstance(value, str)}
    assert await rows(office, upkeep), "and the file is to be rewritten"


async def test_each_answer_goes_where_its_author_said(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    fritz = await office.member("Fritz", team, Role.CRITICAL_FRIEND)
    await office.begin(team)
    bob = crowd[0]
    await bob.taps("4")
    for text, level in (("for me", PRIVATE), ("for friends", FRIEND), ("for all", NAMED)):
        await bob.writes(text)
        await bob.picks(level)
    await seal(office)
    shared = {one.visibility: one for one in await pooled(office)}
    assert {level: one.text for level, one in shared.items()} == {
        UNNAMED: "",
        FRIEND: "for friends",
        NAMED: "for all",
    }
    assert shared[NAMED].member_id == bob.member.id
    assert shared[FRIEND].member_id is None
    assert len({one.voice for one in shared.values()}) == 3, "levels cannot be laid side by side"
    async with office.unit_of_work.store.look() as tx:
        (kept,) = await every(tx, select(note), Note)
    assert (kept.member_id, kept.text) == (bob.member.id, "for me")
    assert fritz.last(TellFriend).texts == ("for friends",)
    assert fritz.kinds() == ["TellFriend"]


async def test_begun_and_not_finished_is_private(office: Office, team: Team, bob: Phone) -> None:
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("I had not chosen yet")
    await seal(office)
    assert [one.text for one in await pooled(office)] == [""], "only the tap"
    async with office.unit_of_work.store.look() as tx:
        (kept,) = await every(tx, select(note), Note)
    assert kept.text == "I had not chosen yet"


async def test_skipped_and_ticked_but_not_done_leave_nothing(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team, "four-views")
    for _ in range(3):
        at, asked = bob.with_id(AskQuestion)
        await bob.does(prompts.skip, asked.answer_id, at=at)
    at, asked = bob.with_id(AskQuestion)
    await bob.does(answers.toggle, asked.answer_id, "money", UNNAMED, at=at)
    await seal(office)
    assert await pooled(office) == []
    assert await rows(office, note) == []


async def test_only_counts_are_kept_of_who_was_asked_and_who_answered(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await office.member("Asleep", team, reachable=False)
    await office.begin(team)
    for one in crowd[:3]:
        await one.taps("4")
    await seal(office)
    (ended,) = await office.rounds()
    assert (ended.state, ended.asked, ended.took_part) == (RoundState.SEALED, 5, 3)


async def test_fewer_than_five_are_told_nothing_but_that(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await office.begin(team)
    for one in crowd[:4]:
        await one.answers_all("a", "b", "c", level=UNNAMED)
    await seal(office)
    (told,) = office.channel(CHANNEL)
    assert isinstance(told, TellInsight)
    assert (told.took_part, told.figures, told.themes) == (None, (), ())
    assert all(one.release_id is None for one in await pooled(office))


async def test_five_are_heard(office: Office, team: Team, crowd: list[Phone]) -> None:
    await office.begin(team)
    for one in crowd:
        await one.answers_all("a", "b", "c", level=UNNAMED)
    await seal(office)
    text, words = office.channel(CHANNEL)
    assert isinstance(text, TellInsight)
    assert text.took_part is Enough.ENOUGH, "all of those who were asked"
    assert isinstance(words, TellQuotes)
    assert [len(one.unnamed) for one in words.seen] == [2, 2, 2]
    assert [len(one.unnamed) for one in words.folded] == [3, 3, 3]
    assert all(one.release_id is not None for one in await pooled(office) if one.text)


async def test_of_ten_who_were_asked_it_is_told_that_five_or_more_took_part(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """Whether nine or ten did, too: "enough" for ten, and "5 to 9" for nine, would name all ten."""
    more = await office.people(team, "Fay", "Gus", "Hal", "Ida", "Joe")
    await office.begin(team)
    for one in (*crowd, *more):
        await one.answers_all("a", "b", "c", level=UNNAMED, tap="45"[one.id % 2])
    await seal(office)
    drawn, _ = office.channel(CHANNEL)
    assert isinstance(drawn, TellPicture)
    text = drawn.insight
    assert text.took_part == Band(low=5, high=None)
    assert [one.people for one in text.figures] == [Band(low=5, high=None)]


async def test_what_a_small_round_tapped_with_one_voice_is_gone_at_its_seal(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await office.begin(team)
    for one in crowd:
        await one.taps("4")
    await seal(office)
    left = await pooled(office)
    assert len(left) == 5
    assert {(one.options, one.question_id, one.round_id, one.text) for one in left} == {
        ((), "", 0, "")
    }
    assert len({one.voice for one in left}) == 5
    told = insights_in(office.channel(CHANNEL))
    assert [(one.figures, one.waits) for one in told] == [((), True)]


async def test_two_rounds_of_one_mind_lay_nobody_bare(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await office.begin(team)
    for tap in ("1", "5"):
        for one in crowd:
            await one.taps(tap)
        await office.later(days=7)
    await office.later(days=2)
    told = insights_in(office.channel(CHANNEL))
    assert {one.figures for one in told} == {()}


async def test_a_receipt_does_not_tell_that_all_said_the_same(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """Four who differ wait; five of one mind are gone; whoever asks is told the same of either."""
    await office.begin(team)
    for one, tap in zip(crowd, "1234", strict=False):
        await one.taps(tap)
    waiting = await fate_of_tap(office, crowd[0])
    await office.at(NINE + timedelta(days=7))
    for one in crowd:
        await one.taps("4")
    gone = await fate_of_tap(office, crowd[0])
    week = timedelta(days=7)
    assert waiting.on is not None
    assert (gone.kind, gone.reply, gone.team, gone.on) == (
        waiting.kind,
        waiting.reply,
        waiting.team,
        waiting.on + week,
    )
    receipt = receipts_of(crowd[0])[-1]
    await crowd[0].does(receipts.withdraw, receipt)
    assert crowd[0].last(Withdrawn) == Withdrawn(shown=False)


async def fate_of_tap(office: Office, phone: Phone) -> AnswerFate:
    """What the button under their last answer says after the Seal."""
    receipt = receipts_of(phone)[-1]
    await office.later(hours=50)
    await phone.does(receipts.follow, receipt)
    return phone.last(AnswerFate)


async def test_without_a_channel_nothing_is_shared_with_the_team(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """Nobody could read it there, and nobody knows who will once there is one."""
    async with office.unit_of_work.store.step() as tx:
        await teams.change(tx, team.id, chat_id=None)
    await office.begin(team)
    bob = crowd[0]
    assert (bob.last(AskQuestion).no_chat, bob.last(AskQuestion).can_share) == (True, False)
    await bob.does(answers.tap, bob.last(AskQuestion).answer_id, "4", UNNAMED)
    await bob.writes("for all")
    assert bob.last(ChooseReaders).no_chat
    assert [one.visibility for one in bob.last(ChooseReaders).levels] == [PRIVATE]
    with pytest.raises(Refusal, match="level_gone"):
        await bob.picks(UNNAMED)
    await seal(office)
    assert await pooled(office) == []
    assert len(await rows(office, note)) == 2


async def test_a_round_whose_bank_is_gone_is_sealed_all_the_same(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await office.begin(team)
    for one in crowd:
        await one.answers_all("a", "b", "c", level=PRIVATE)
    house = office.unit_of_work.house
    office.unit_of_work = replace(office.unit_of_work, house=replace(house, banks=Banks([])))
    await seal(office)
    assert [one.state for one in await office.rounds()] == [RoundState.SEALED]
    assert len(await rows(office, note)) == 15
    assert len(await pooled(office)) == 5


async def test_a_round_is_sealed_once_and_not_before_its_time(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await office.at(NINE + timedelta(hours=47, minutes=59))
    assert not await office.do(seals.close)
    office.clock.moment = NINE + timedelta(hours=48)
    assert await office.do(seals.close)
    assert not await office.do(seals.close)


async def test_own_reflections_of_too_few_are_not_mentioned(
    office: Office, team: Team, bob: Phone
) -> None:
    office.clock.moment = NINE
    await bob.does(rounds.start_reflection, team.id, "end-of-shift")
    await bob.taps("calm")
    await office.later(days=8)
    assert office.channel(CHANNEL) == []
