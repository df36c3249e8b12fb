"""At the Seal nobody reads what was not promised to them when its author chose."""

import pytest

from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept, ChooseReaders
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.hearing.insights import TellFriend
from bot.domain.people.teams import Team
from bot.flows.asking import levels
from bot.storage.base.schema import note
from bot.storage.people import members, teams
from tests.desk import Office, Phone
from tests.flows.hearing.test_seals import pooled, rows, seal

PRIVATE, FRIEND = Visibility.PRIVATE, Visibility.FRIEND
UNNAMED, NAMED = Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED
CHANNEL = -500


@pytest.fixture
async def team(office: Office) -> Team:
    return await office.team(chat_id=CHANNEL, chat_title="North together")


async def test_friends_are_bound_by_person_when_the_author_chooses(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """Grete and Hans come after Bob has chosen; Hans before Bea does. Fritz leaves."""
    bob, bea, *_ = crowd
    fritz = await office.member("Fritz", team, Role.CRITICAL_FRIEND)
    grete = await office.member("Grete", team, Role.CRITICAL_FRIEND)
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("for two")
    await bob.picks(FRIEND)
    assert bob.last(AnswerKept).readers.names == ("Fritz", "Grete")
    hans = await office.member("Hans", team, Role.CRITICAL_FRIEND)
    await bea.taps("4")
    await bea.writes("for three")
    await bea.picks(FRIEND)
    await office.joins(fritz, team, Role.STAFF)
    await seal(office)
    assert "TellFriend" not in fritz.kinds()
    assert {*grete.last(TellFriend).texts} == {"for two", "for three"}
    assert hans.last(TellFriend).texts == ("for three",)
    assert hans.last(TellFriend).answers == 1
    assert "CameBack" not in bob.kinds()


async def test_whoever_takes_the_friends_place_reads_nothing_that_was_meant_for_them(
    office: Office, team: Team, bob: Phone
) -> None:
    """The manager takes a critical friend's link once they know that something is on its way."""
    fritz = await office.member("Fritz", team, Role.CRITICAL_FRIEND)
    mia = await office.member("Mia", team, Role.MANAGER)
    await office.begin(team)
    await bob.taps("4")
    for words in ("between us", "this as well"):
        await bob.writes(words)
        await bob.picks(FRIEND)
    async with office.unit_of_work.store.step() as tx:
        await members.set_roles(tx, fritz.member.id, team.id, ())
        await members.set_roles(tx, mia.member.id, team.id, {Role.CRITICAL_FRIEND})
    await seal(office)
    assert "TellFriend" not in (*fritz.kinds(), *mia.kinds())
    assert [one.visibility for one in await pooled(office)] == [UNNAMED]
    assert {one["text"] for one in await rows(office, note)} == {"between us", "this as well"}
    assert "CameBack" not in bob.kinds(), "it would tell the others what he had chosen"


@pytest.mark.parametrize("typed", [False, True])
async def test_a_friend_who_comes_between_screen_and_tap_is_shown_first(
    office: Office, team: Team, bob: Phone, typed: bool
) -> None:
    await office.member("Fritz", team, Role.CRITICAL_FRIEND)
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("between us")
    at, stale = bob.with_id(ChooseReaders)
    await office.member("Grete", team, Role.CRITICAL_FRIEND)
    if typed:
        await bob.does(levels.name, stale.answer_id, FRIEND, at)
    else:
        await bob.chooses(FRIEND, at, stale)
    assert (await bob.answers())[1].visibility is PRIVATE
    at, afresh = bob.with_id(ChooseReaders)
    assert afresh.levels[1].names == ("Fritz", "Grete")
    if typed:
        await bob.does(levels.name, afresh.answer_id, FRIEND, at)
    else:
        await bob.chooses(FRIEND, at, afresh)
    assert (await bob.answers())[1].visibility is FRIEND
    assert len((await bob.answers())[1].friends) == 2


async def test_a_friend_who_was_forgotten_and_comes_again_is_somebody_else(
    office: Office, team: Team, bob: Phone
) -> None:
    fritz = await office.member("Fritz", team, Role.CRITICAL_FRIEND)
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("between us")
    await bob.picks(FRIEND)
    async with office.unit_of_work.store.step() as tx:
        await members.remove(tx, fritz.member.id)
    again = await office.member("Fritz", team, Role.CRITICAL_FRIEND, telegram_id=fritz.id)
    await seal(office)
    assert "TellFriend" not in again.kinds()
    assert [one["text"] for one in await rows(office, note)] == ["between us"]


async def test_what_was_promised_to_one_chat_is_told_in_no_other(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """However the link may have changed meanwhile, without a word to anybody."""
    await office.begin(team)
    for one in crowd:
        await one.answers_all("a", "b", "c", level=UNNAMED)
    async with office.unit_of_work.store.step() as tx:
        await teams.change(tx, team.id, chat_id=CHANNEL - 1)
    await seal(office)
    assert [type(one).__name__ for one in office.channel(CHANNEL - 1)] == ["TellInsight"]
    assert await pooled(office) == []
    assert len(await rows(office, note)) == 20


async def test_friends_get_long_words_in_pages_and_in_the_rounds_wording(
    office: Office, team: Team, bob: Phone
) -> None:
    fritz = await office.member("Fritz", team, Role.CRITICAL_FRIEND, language="sv")
    await office.begin(team)
    await bob.taps("4")
    asked = bob.last(AskQuestion)
    for n in range(3):
        await bob.writes(f"{n} " + "word " * 800)
    await bob.picks(FRIEND)
    await seal(office)
    pages = [one for one in fritz.shown.values() if isinstance(one, TellFriend)]
    assert len(pages) > 3
    assert [one.continued for one in pages] == [False] + [True] * (len(pages) - 1)
    assert {one.answers for one in pages} == {1}
    assert asked.text != pages[0].question, "in the reader's language"
    said = " ".join(text for one in pages for text in one.texts).split()
    assert said.count("word") == 2400
