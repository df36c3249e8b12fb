"""Nobody is offered a crowd that is not there: whom a Round asks is settled when it is laid out.

Four people are staff and peer mentors, Mira is only a mentor and is asked an hour earlier.
"""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.domain.asking.notes import Note
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.pool import Pooled
from bot.domain.messages.asking.answers import AnswerFate, CameBack, ChooseReaders, FateKind
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.hearing.insights import TellInsight, TellQuotes
from bot.domain.people.settings import Walk
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import prompts, rounds
from bot.flows.hearing import receipts, seals
from bot.flows.people import settings
from bot.flows.transport.deliveries import Failure, FailureKind
from bot.storage.base.rows import every
from bot.storage.base.schema import delivery, note, pool
from tests.answering import receipts as receipts_of
from tests.desk import NINE, Office, Phone

UNNAMED = Visibility.TEAM_UNNAMED
CHANNEL = -500


@pytest.fixture
async def team(office: Office) -> Team:
    return await office.team(chat_id=CHANNEL, chat_title="North together")


async def pooled(office: Office) -> list[Pooled]:
    async with office.unit_of_work.store.look() as tx:
        return await every(tx, select(pool), Pooled)


async def notes(office: Office) -> list[Note]:
    async with office.unit_of_work.store.look() as tx:
        return await every(tx, select(note), Note)


async def two_schedules(office: Office, team: Team, *, mentors_first: bool) -> Phone:
    """Both ask on Monday. Returns Mira."""
    for name in ("Bob", "Bea", "Cid", "Dora"):
        await office.member(name, team, Role.STAFF, Role.PEER_MENTOR)
    mira = await office.member("Mira", team, Role.PEER_MENTOR, ask_at=8 * 60)
    both = [Role.PEER_MENTOR, Role.STAFF]
    for role in both if mentors_first else reversed(both):
        await office.schedule(team, roles=frozenset({role}))
    return mira


async def test_whoever_is_asked_alone_is_not_offered_a_crowd(office: Office, team: Team) -> None:
    mira = await two_schedules(office, team, mentors_first=False)
    await office.at(NINE - timedelta(hours=1))
    asked = mira.last(AskQuestion)
    assert (asked.can_share, asked.visibility) == (False, Visibility.PRIVATE)
    await mira.taps("4")
    await mira.writes("I am alone here")
    assert UNNAMED not in {one.visibility for one in mira.last(ChooseReaders).levels}
    with pytest.raises(Refusal, match="level_gone"):
        await mira.picks(UNNAMED)


async def test_whoever_is_offered_a_crowd_is_asked_with_it(office: Office, team: Team) -> None:
    mira = await two_schedules(office, team, mentors_first=True)
    await office.at(NINE - timedelta(hours=1))
    assert mira.last(AskQuestion).can_share
    await mira.answers_all("a", "b", "c", level=UNNAMED)
    await office.at(NINE)
    assert all(one.kinds() == ["AskQuestion"] for one in office.phones.values() if one != mira)
    await office.at(NINE + timedelta(hours=49))
    mentors, staff = await office.rounds()
    assert (mentors.asked, mentors.took_part, staff.asked) == (5, 1, 0)


async def everybody_shares(crowd: list[Phone]) -> None:
    for one in crowd:
        await one.answers_all("a", "b", "c", level=UNNAMED, tap=str(1 + crowd.index(one)))


async def test_if_too_few_were_really_asked_unnamed_answers_go_back_to_their_authors(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """Bob and Bea chose the crowd when five were to be asked; then one of those blocked the bot."""
    bob, bea, cid, dora, eve = crowd
    for one in (cid, dora, eve):
        await office.change(one, ask_at=12 * 60)
    await office.begin(team)
    await everybody_shares([bob])
    await bea.taps("2")
    await bea.writes("With my name")
    await bea.picks(Visibility.TEAM_NAMED)
    await office.change(eve, reachable=False)
    await office.at(NINE + timedelta(hours=3))
    await office.at(NINE + timedelta(hours=52))
    assert sorted((one.member_id, one.text) for one in await notes(office)) == [
        (bob.member.id, "1"),
        (bob.member.id, "a"),
        (bob.member.id, "b"),
        (bob.member.id, "c"),
        (bea.member.id, "2"),
    ]
    assert [(one.text, one.member_id) for one in await pooled(office)] == [
        ("With my name", bea.member.id)
    ]
    told, words = office.channel(CHANNEL)
    assert isinstance(told, TellInsight)
    assert isinstance(words, TellQuotes)
    assert [(one.text, one.name) for one in words.quotes] == [("With my name", "Bea")]
    assert (told.took_part, told.too_few_asked, told.came_back) == (None, True, True)
    (ended,) = await office.rounds()
    assert (ended.asked, ended.took_part) == (4, 2)


async def test_accounts_that_nobody_has_any_more_are_no_crowd(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """Nothing tells the bot before it asks them, after Bob has chosen."""
    bob, *others = crowd
    for one in others:
        await office.change(one, ask_at=12 * 60)
    await office.begin(team)
    await everybody_shares([bob])
    office.clock.moment = NINE + timedelta(hours=3)
    while await office.do(prompts.send_due):
        pass
    gone = Failure(kind=FailureKind.GONE, reason="Forbidden: user is deactivated")
    for owed in await office.owed():
        await office.fail(owed, gone)
    await office.at(NINE + timedelta(hours=52))
    assert await pooled(office) == []
    assert {one.text for one in await notes(office)} == {"1", "a", "b", "c"}
    assert "CameBack" in bob.kinds()
    (ended,) = await office.rounds()
    assert (ended.asked, ended.took_part) == (1, 1)


async def test_everybody_who_was_asked_gets_the_same_word_whether_or_not_they_shared(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob, bea, cid, dora, eve = crowd
    await office.change(eve, ask_at=12 * 60)
    await office.begin(team)
    await everybody_shares([bob])
    await office.change(eve, reachable=False)
    office.clock.moment = NINE + timedelta(hours=52)
    assert await office.do(seals.close)
    async with office.unit_of_work.store.look() as tx:
        rows = (await tx.execute(select(delivery).where(delivery.c.kind == "CameBack"))).all()
    assert sorted(row.chat_id for row in rows) == sorted(one.id for one in (bob, bea, cid, dora))
    assert len({(row.body, row.expires_at, row.not_before) for row in rows}) == 1
    assert {(row.round_id, row.subject) for row in rows} == {(None, None)}
    await office.deliver()
    told = bea.last(CameBack)
    assert told.team == "North"
    async with office.unit_of_work.store.look() as tx:
        assert (await tx.execute(select(delivery).where(delivery.c.kind == "CameBack"))).all() == []


async def test_the_word_comes_also_where_nobody_had_shared(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """Else it would tell that somebody had."""
    await office.change(crowd[4], ask_at=12 * 60)
    await office.begin(team)
    await office.change(crowd[4], reachable=False)
    await office.at(NINE + timedelta(hours=52))
    assert all("CameBack" in one.kinds() for one in crowd[:4])


async def test_in_a_team_that_was_never_offered_a_crowd_nobody_gets_a_word(
    office: Office, team: Team
) -> None:
    bob, bea = await office.people(team, "Bob", "Bea")
    await office.begin(team)
    await bob.taps("4")
    await office.at(NINE + timedelta(hours=52))
    assert "CameBack" not in (*bob.kinds(), *bea.kinds())


async def test_what_came_back_is_found_by_its_button_as_a_private_note(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await office.change(crowd[4], ask_at=12 * 60)
    await office.begin(team)
    await crowd[0].answers_all("a", "b", "c", level=UNNAMED)
    await office.change(crowd[4], reachable=False)
    await office.at(NINE + timedelta(hours=52))
    for receipt in receipts_of(crowd[0]):
        await crowd[0].does(receipts.follow, receipt, at=1)
        assert crowd[0].last(AnswerFate).kind is FateKind.PRIVATE


async def test_who_takes_a_pause_before_being_asked_is_no_crowd(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """Whoever has been asked before can still answer."""
    await office.change(crowd[4], ask_at=12 * 60)
    await office.begin(team)
    assert crowd[0].last(AskQuestion).can_share
    await crowd[1].does(settings.pause_for, 1)
    await crowd[0].answers_all("a", level=UNNAMED)
    await crowd[4].does(settings.pause_for, 1)
    await crowd[0].writes("b")
    assert UNNAMED not in {one.visibility for one in crowd[0].last(ChooseReaders).levels}


async def test_nobody_is_asked_late_because_they_were_laid_out_on_another_day(
    office: Office, team: Team
) -> None:
    """A Prompt that the bot could not send on its day comes on the next that is free."""
    bob = await office.member("Bob", team)
    south = await office.team("South")
    await office.joins(bob, south)
    await office.schedule(team, open_hours=168)
    await office.schedule(south, "end-of-shift", on=date(2026, 3, 3), open_hours=24)
    await office.at(NINE - timedelta(hours=1))
    await office.at(NINE + timedelta(hours=24))
    assert bob.kinds() == ["AskQuestion"]
    assert bob.last(AskQuestion).team == "South"
    await office.at(NINE + timedelta(hours=48))
    assert bob.last(AskQuestion).team == "North"


async def test_who_moves_their_days_onto_one_that_is_full_is_asked_as_planned(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team, ask_at=16 * 60)
    south = await office.team("South")
    await office.joins(bob, south)
    await office.schedule(team, open_hours=168)
    await office.schedule(south, "end-of-shift", on=date(2026, 3, 3), open_hours=24)
    await office.at(NINE + timedelta(hours=3))
    before = [one.due_at for one in await office.prompts()]
    assert len(before) == 2
    await bob.does(settings.toggle_day, 0, Walk.FREE)
    assert [one.due_at for one in await office.prompts()] == before
    await bob.does(settings.toggle_day, 1, Walk.FREE)
    moved = [one.due_at.date() for one in await office.prompts()]
    assert moved[0] == date(2026, 3, 4)


# By oneself


async def test_own_reflections_have_the_crowd_of_those_who_could_begin(
    office: Office, team: Team
) -> None:
    """Four staff, a mentor and three managers, whom these questions are not for."""
    four = await office.people(team, "Bob", "Bea", "Cid", "Dora")
    mira = await office.member("Mira", team, Role.PEER_MENTOR)
    for name in ("Max", "Mona", "Moa"):
        await office.member(name, team, Role.MANAGER)
    office.clock.moment = NINE
    await four[0].does(rounds.start_reflection, team.id, "end-of-shift")
    assert four[0].last(AskQuestion).can_share
    await office.change(mira, reachable=False)
    await four[1].does(rounds.start_reflection, team.id, "end-of-shift")
    assert not four[1].last(AskQuestion).can_share
    with pytest.raises(Refusal, match="question_gone"):
        await office.phones[1005].does(rounds.start_reflection, team.id, "end-of-shift")


async def reflects(office: Office, phone: Phone, team: Team) -> None:
    """Somebody begins by themself on a Monday, and shares what they write without a name."""
    office.clock.moment = NINE
    await phone.does(rounds.start_reflection, team.id, "end-of-shift")
    await phone.taps("calm")
    await phone.writes("Quiet")
    await phone.picks(UNNAMED)


async def test_own_reflections_wait_as_long_as_enough_could_have_begun(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await reflects(office, crowd[0], team)
    await office.later(days=8)
    assert [one.text for one in await pooled(office) if one.text] == ["Quiet"]
    assert await notes(office) == []
    (ended,) = await office.rounds()
    assert ended.asked == 5


async def test_own_reflections_go_back_if_too_few_could_have_begun(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await reflects(office, crowd[0], team)
    await office.change(crowd[4], reachable=False)
    await office.later(days=8)
    assert await pooled(office) == []
    assert len(await notes(office)) == 2
    assert not any("CameBack" in one.kinds() for one in crowd), "it would tell that somebody began"
    assert office.channel(CHANNEL) == []
