"""What was shared with a critical friend, when they read nothing any more: it is told at once to
whoever had shown it to nobody else, and to nobody else."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.domain.asking.answers import AnswerState
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import (
    AnswerFate,
    AnswerKept,
    ChooseAnew,
    ChooseReaders,
    FateKind,
    Since,
)
from bot.domain.messages.asking.prompts import ClosingSummary
from bot.domain.messages.hearing.insights import TellFriend
from bot.domain.people.teams import Team
from bot.flows.hearing import receipts, seals
from bot.flows.people import members
from bot.flows.rights import forgetting
from bot.storage.base.schema import note
from tests.desk import Office, Phone
from tests.flows.hearing.test_seals import rows, seal

PRIVATE, FRIEND = Visibility.PRIVATE, Visibility.FRIEND
UNNAMED = Visibility.TEAM_UNNAMED


async def shares_with_three(
    office: Office, team: Team, author: Phone
) -> tuple[list[Phone], int, AnswerKept]:
    """Have two friends join the one who is there, and the author answer to all three: the two, and
    where the last answer stands confirmed, and how."""
    others = [await office.member(name, team, Role.CRITICAL_FRIEND) for name in ("Grete", "Hans")]
    await office.begin(team)
    await author.answers_all("a", "b", "c", level=FRIEND)
    at, kept = author.with_id(AnswerKept)
    return others, at, kept


async def leaves(office: Office, fritz: Phone, team: Team) -> None:
    await fritz.does(members.leave, team.id)


async def blocks(office: Office, fritz: Phone, team: Team) -> None:
    await fritz.does(members.blocked)


async def is_forgotten(office: Office, fritz: Phone, team: Team) -> None:
    await office.do(lambda step: forgetting.forget_for(step, fritz.member))
    await office.deliver()


Going = Callable[[Office, Phone, Team], Awaitable[None]]


@pytest.fixture
async def fritz(office: Office, team: Team) -> Phone:
    return await office.member("Fritz", team, Role.CRITICAL_FRIEND)


@pytest.mark.parametrize("goes", [leaves, blocks, is_forgotten])
async def test_the_authors_are_told_at_once_and_may_choose_anew(
    office: Office, team: Team, crowd: list[Phone], fritz: Phone, goes: Going
) -> None:
    bob, bea, *_ = crowd
    await office.begin(team)
    await bob.answers_all("between us", "this as well", "and this", level=FRIEND)
    await bea.answers_all("a", "b", "c", level=UNNAMED)
    await goes(office, fritz, team)
    told = ChooseAnew(team="North", since=Since.FRIEND, friend="Fritz")
    assert bob.last(ChooseAnew) == told
    assert bob.kinds().count("ChooseAnew") == 1
    assert "ChooseAnew" not in bea.kinds()
    assert [one.state for one in (await bob.answers())[1:]] == [AnswerState.BEGUN] * 3
    assert {one.readers.visibility for one in bob.last(ClosingSummary).kept} == {PRIVATE, UNNAMED}
    assert FRIEND not in {one.visibility for one in bob.last(ChooseReaders).levels}
    await seal(office)
    assert "CameBack" not in (*bob.kinds(), *bea.kinds())
    assert "TellFriend" not in fritz.kinds()


async def test_who_has_shown_it_to_another_as_well_is_only_told_who_still_reads_it(
    office: Office, team: Team, crowd: list[Phone], fritz: Phone
) -> None:
    bob = crowd[0]
    grete = await office.member("Grete", team, Role.CRITICAL_FRIEND)
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=FRIEND)
    await leaves(office, fritz, team)
    kept = [one for one in bob.shown.values() if isinstance(one, AnswerKept)]
    assert [one.readers.names for one in kept[1:]] == [("Grete",)] * 3
    assert "ChooseAnew" not in bob.kinds()
    await seal(office)
    told = [one for one in grete.shown.values() if isinstance(one, TellFriend)]
    assert {text for one in told for text in one.texts} == {"a", "b", "c"}


async def test_a_friend_who_comes_back_reads_nothing_of_what_they_gave_up(
    office: Office, team: Team, crowd: list[Phone], fritz: Phone
) -> None:
    bob = crowd[0]
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=FRIEND)
    await blocks(office, fritz, team)
    await fritz.does(members.unblocked)
    await seal(office)
    assert "TellFriend" not in fritz.kinds()
    assert {one["text"] for one in await rows(office, note)} == {"a", "b", "c"}


async def test_whoever_has_left_gets_it_back_with_a_word(
    office: Office, team: Team, crowd: list[Phone], fritz: Phone
) -> None:
    bob = crowd[0]
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=FRIEND)
    await bob.does(members.leave, team.id)
    await leaves(office, fritz, team)
    assert bob.last(ChooseAnew).may_choose is False
    kept = [one for one in bob.shown.values() if isinstance(one, AnswerKept)]
    assert [one.readers.visibility for one in kept[1:]] == [PRIVATE] * 3


async def test_who_was_away_meanwhile_is_told_when_they_are_back(
    office: Office, team: Team, crowd: list[Phone], fritz: Phone
) -> None:
    bob = crowd[0]
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=FRIEND)
    await bob.does(members.blocked)
    await leaves(office, fritz, team)
    assert "ChooseAnew" not in bob.kinds()
    await bob.does(members.unblocked)
    assert bob.last(ChooseAnew).since is Since.AWAY
    asked = [one for one in bob.shown.values() if isinstance(one, ChooseReaders)]
    assert len(asked) >= 3
    assert all(FRIEND not in {level.visibility for level in one.levels} for one in asked)
    await bob.does(members.blocked)
    await bob.does(members.unblocked)
    assert bob.kinds().count("ChooseAnew") == 1, "once is enough"


async def test_whatever_happens_while_somebody_is_away_their_buttons_find_their_answers(
    office: Office, team: Team, crowd: list[Phone], fritz: Phone
) -> None:
    """Two friends go, and the Round closes; the third has read the words."""
    bob = crowd[0]
    others, at, kept = await shares_with_three(office, team, bob)
    await bob.does(members.blocked)
    await leaves(office, fritz, team)
    await leaves(office, others[0], team)
    await seal(office)
    assert "TellFriend" in others[1].kinds()
    await bob.does(members.unblocked)
    await bob.does(receipts.follow, kept.receipt, at=at)
    fate = bob.shown[at]
    assert isinstance(fate, AnswerFate)
    assert fate.kind is FateKind.WITH_FRIENDS


async def test_a_button_whose_next_never_arrived_still_finds_the_answer(
    office: Office, team: Team, crowd: list[Phone], fritz: Phone
) -> None:
    """Twice a confirmation is owed and does not arrive, and the third friend reads the words."""
    bob = crowd[0]
    others, at, kept = await shares_with_three(office, team, bob)
    await fritz.acts(lambda step: members.leave(step, fritz.actor, team.id))
    await bob.acts(lambda step: members.blocked(step, bob.actor))
    await bob.acts(lambda step: members.unblocked(step, bob.actor))
    await others[0].acts(lambda step: members.leave(step, others[0].actor, team.id))
    office.clock.moment += timedelta(days=3)
    while await office.do(seals.close):
        pass
    await bob.does(receipts.follow, kept.receipt, at=at)
    assert isinstance(bob.shown[at], AnswerFate)


async def test_who_looks_at_an_answer_sees_who_reads_it_and_who_would(
    office: Office, team: Team, crowd: list[Phone], fritz: Phone
) -> None:
    """Grete came after Bob had chosen."""
    bob = crowd[0]
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=FRIEND)
    await office.member("Grete", team, Role.CRITICAL_FRIEND)
    at, kept = bob.with_id(AnswerKept)
    await bob.does(receipts.follow, kept.receipt, at=at)
    asked = bob.shown[at]
    assert isinstance(asked, ChooseReaders)
    assert asked.now is not None
    assert asked.now.names == ("Fritz",)
    assert asked.levels[1].names == ("Fritz", "Grete")
    assert asked.current is None, "nobody has chosen that"


async def test_an_open_screen_shows_at_once_who_would_read_it_now(
    office: Office, team: Team, crowd: list[Phone], fritz: Phone
) -> None:
    bob = crowd[0]
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("a")
    assert FRIEND in {one.visibility for one in bob.last(ChooseReaders).levels}
    await leaves(office, fritz, team)
    assert FRIEND not in {one.visibility for one in bob.last(ChooseReaders).levels}
