"""What was promised to one chat, when the Team gets another, or none: it is told in no other, and
everybody who has shared something is asked anew."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.asking.answers import AnswerState
from bot.domain.base.places import Place
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import (
    AnswerFate,
    AnswerKept,
    ChooseAnew,
    ChooseReaders,
    FateKind,
)
from bot.domain.messages.asking.prompts import AskQuestion, ClosingSummary
from bot.domain.messages.people.channels import ConfirmLink, ConfirmUnlink
from bot.domain.messages.people.people import Said
from bot.domain.people.channels import Channel, Concern, Sight
from bot.domain.people.teams import Team
from bot.flows.hearing import receipts, seals
from bot.flows.people import channels
from bot.flows.people import members as going
from bot.flows.people import teams as leading
from bot.storage.base.schema import note, pool
from bot.storage.people import teams
from tests.desk import BOT_ID, NINE, Office, Phone

PRIVATE = Visibility.PRIVATE
UNNAMED, NAMED = Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED
CHANNEL, OTHER = -500, -600
ELSEWHERE = Sight(title="Elsewhere", people=30, public=False)


@pytest.fixture
async def team(office: Office) -> Team:
    return await office.team(chat_id=CHANNEL, chat_title="North together")


@pytest.fixture
async def alice(office: Office, team: Team) -> Phone:
    return await office.member("Alice", team, Role.FACILITATOR)


async def link(
    office: Office, alice: Phone, team: Team, sight: Sight = ELSEWHERE, **more: Any
) -> None:
    """Alice presses the button in another chat, or in another topic."""
    fields = {"chat_id": OTHER, "thread_id": None} | more
    warned = fields.pop("warned", "")
    there = Channel(title=sight.title, **fields)
    await office.act(
        Place(bot_id=BOT_ID, message=1, is_pressed=True, **fields),
        lambda step: channels.link(
            step, alice.actor, there, team.id, sight, is_admin=True, warned=warned
        ),
    )
    await office.deliver()


async def waiting(office: Office) -> list[str]:
    async with office.unit_of_work.store.look() as tx:
        return list((await tx.execute(select(pool.c.text))).scalars())


async def chat_of(office: Office, team: Team) -> int | None:
    async with office.unit_of_work.store.look() as tx:
        found = await teams.by_id(tx, team.id)
    assert found is not None
    return found.chat_id


async def test_no_other_chat_is_linked_unasked_while_something_may_be_promised(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    await office.begin(team)
    await link(office, alice, team)
    (asked,) = office.channel(OTHER)
    assert isinstance(asked, ConfirmLink)
    assert asked.concerns == (Concern.PROMISED,)
    assert await chat_of(office, team) == CHANNEL
    assert "ChooseAnew" not in crowd[0].kinds()


async def test_in_another_chat_everybody_chooses_anew_with_only_me_as_default(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    """Bob has shared words and a tap, Bea is about to choose, Cid has but tapped, Dora not even."""
    bob, bea, cid, dora, _ = crowd
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=NAMED)
    await bea.taps("4")
    await bea.writes("d")
    await cid.answers_all("e", "f", "g", level=PRIVATE, tap="1")
    await link(office, alice, team, warned="p")
    assert await chat_of(office, team) == OTHER

    for one in await bob.answers():
        assert (one.visibility, one.chat_id) == (PRIVATE, None)
    assert [one.state for one in await bob.answers()] == [AnswerState.GIVEN] + [
        AnswerState.BEGUN
    ] * 3
    assert bob.kinds().count("ChooseAnew") == 1
    assert bob.last(ChooseAnew) == ChooseAnew(team="North", chat="Elsewhere")
    kept = [one for one in bob.shown.values() if isinstance(one, AnswerKept)]
    assert [one.readers.visibility for one in kept] == [PRIVATE], "only the tap is confirmed"
    choices = [one for one in bob.shown.values() if isinstance(one, ChooseReaders)]
    assert [(one.levels[-1].chat, one.levels[-1].chat_people) for one in choices] == [
        ("Elsewhere", 30)
    ] * 3
    assert {one.readers.visibility for one in bob.last(ClosingSummary).kept} == {PRIVATE}

    assert [one.kinds().count("ChooseAnew") for one in (bea, cid, dora)] == [1, 1, 0]
    assert bea.kinds().count("ChooseReaders") == 1
    assert bea.last(ChooseReaders).levels[-1].chat == "Elsewhere"
    assert dora.last(AskQuestion).visibility is PRIVATE
    assert (await dora.answers())[0].visibility is PRIVATE

    at, asked = next((n, one) for n, one in bob.shown.items() if isinstance(one, ChooseReaders))
    await bob.chooses(NAMED, at, asked)
    await office.at(NINE + timedelta(hours=48))
    async with office.unit_of_work.store.look() as tx:
        shared = (await tx.execute(select(pool.c.text, pool.c.chat_id))).all()
    assert shared == [("a", OTHER)], "the rest was not chosen anew"


async def test_what_is_sealed_and_untold_is_given_up(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    await office.begin(team)
    for one in crowd[:4]:
        await one.answers_all("a", "b", "c", level=UNNAMED)
    await office.at(NINE + timedelta(hours=48))
    assert await waiting(office)
    await link(office, alice, team)
    assert await waiting(office), "nothing was done without a word"
    await link(office, alice, team, warned="p")
    assert await waiting(office) == []


async def test_another_topic_of_the_same_chat_is_read_by_the_same_people(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    await office.begin(team)
    await crowd[0].answers_all("a", "b", "c", level=NAMED)
    await link(office, alice, team, chat_id=CHANNEL, thread_id=7)
    assert "ChooseAnew" not in crowd[0].kinds()
    assert {one.visibility for one in await crowd[0].answers()} == {UNNAMED, NAMED}


async def test_a_group_that_becomes_a_supergroup_takes_its_promises_along(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await office.begin(team)
    for one in crowd[:4]:
        await one.answers_all("a", "b", "c", level=UNNAMED)
    await office.do(lambda step: channels.move(step, CHANNEL, OTHER))
    assert {one.chat_id for one in await crowd[0].answers()} == {OTHER}
    await office.at(NINE + timedelta(hours=48))
    assert "CameBack" not in crowd[0].kinds()
    await office.do(lambda step: channels.move(step, OTHER, OTHER - 1))
    await office.at(NINE + timedelta(days=7))
    for one in crowd[:4]:
        await one.answers_all("a", "b", "c", level=PRIVATE, tap="3")
    await crowd[4].answers_all("d", "e", "f", level=UNNAMED)
    async with office.unit_of_work.store.look() as tx:
        assert {*(await tx.execute(select(pool.c.chat_id))).scalars()} == {OTHER - 1}


@pytest.mark.parametrize("how", ["lost", "public"])
async def test_a_chat_that_is_gone_or_public_releases_all_that_was_promised_to_it(
    office: Office, team: Team, crowd: list[Phone], alice: Phone, how: str
) -> None:
    bob = crowd[0]
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=UNNAMED)
    if how == "lost":
        await office.do(lambda step: channels.lose(step, CHANNEL))
    else:
        now = Sight(title="North together", people=9, public=True)
        await office.do(lambda step: channels.seen(step, CHANNEL, now))
    await office.deliver()
    assert await chat_of(office, team) is None
    assert {one.visibility for one in await bob.answers()} == {PRIVATE}
    assert bob.last(ChooseAnew) == ChooseAnew(team="North", may_choose=False)
    assert bob.last(ChooseReaders).no_chat
    key = {"lost": "channel_lost", "public": "channel_now_public"}[how]
    assert alice.last(Said).key == key
    await office.at(NINE + timedelta(hours=48))
    assert await waiting(office) == []


async def test_unlinking_says_first_what_becomes_of_what_is_promised(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    await office.begin(team)
    await crowd[0].answers_all("a", "b", "c", level=UNNAMED)
    at = await alice.does(leading.unlink, team.id)
    assert alice.last(ConfirmUnlink).chat == "North together"
    assert await chat_of(office, team) == CHANNEL
    await alice.does(lambda s, who: leading.unlink(s, who, team.id, warned=True), at=at)
    assert await chat_of(office, team) is None
    assert "ChooseAnew" in crowd[0].kinds()


async def test_whoever_has_left_gets_back_what_was_promised_to_the_old_chat(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    await office.begin(team)
    bob = crowd[0]
    await bob.answers_all("a", "b", "c", level=UNNAMED)
    await bob.does(going.leave, team.id)
    await link(office, alice, team, warned="p")
    assert bob.last(ChooseAnew) == ChooseAnew(
        team="North", chat="Elsewhere", may_choose=False, left=True
    )
    kept = [one for one in bob.shown.values() if isinstance(one, AnswerKept)]
    assert [one.readers.visibility for one in kept] == [PRIVATE] * 4
    await office.at(NINE + timedelta(hours=48))
    assert not {"CameBack"} & {one for phone in crowd for one in phone.kinds()}
    assert await waiting(office) == []


async def test_a_public_chat_is_linked_after_a_warning_and_everybody_is_told(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    open_to_all = Sight(title="Plaza", people=200, public=True)
    await link(office, alice, team, open_to_all)
    (asked,) = office.channel(OTHER)
    assert isinstance(asked, ConfirmLink)
    assert asked.concerns == (Concern.PUBLIC,)
    assert await chat_of(office, team) == CHANNEL
    await link(office, alice, team, open_to_all, warned="u")
    for one in (*crowd, alice):
        assert one.last(Said).key == "channel_public"
    await office.begin(team)
    assert crowd[0].last(AskQuestion).readers is not None
    await crowd[0].taps("4")
    await crowd[0].writes("a")
    assert crowd[0].last(ChooseReaders).levels[-1].public
    await office.do(lambda step: channels.seen(step, OTHER, open_to_all))
    assert await chat_of(office, team) == OTHER, "that is what they were told"


async def test_a_warning_of_one_thing_is_none_of_another(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    """Before the second press, a Round has opened."""
    await office.begin(team)
    open_to_all = Sight(title="Plaza", people=200, public=True)
    await link(office, alice, team, open_to_all, warned="u")
    assert await chat_of(office, team) == CHANNEL
    await link(office, alice, team, open_to_all, warned="pu")
    assert await chat_of(office, team) == OTHER


async def test_a_manager_who_cannot_be_reached_just_now_is_named_all_the_same(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """Their letter comes when they are back."""
    bob = crowd[0]
    mia = await office.member("Mia", team, Role.MANAGER)
    await mia.does(going.blocked)
    await office.begin(team)
    tapped = bob.last(AskQuestion).readers
    assert tapped is not None
    assert tapped.managers == ("Mia",), "she gets the sums, too"
    await bob.taps("4")
    await bob.writes("a")
    assert bob.last(ChooseReaders).levels[-1].managers == ("Mia",)


async def test_words_with_a_name_that_were_on_their_way_to_a_dead_chat_come_back(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await office.begin(team)
    for one in crowd:
        await one.answers_all("a", "b", "c", level=NAMED)
    office.clock.moment = NINE + timedelta(hours=48)
    while await office.do(seals.close):
        pass
    await office.do(lambda step: channels.lose(step, CHANNEL))
    await office.deliver()
    assert all(one.last(Said).key == "named_came_back" for one in crowd)
    async with office.unit_of_work.store.look() as tx:
        assert len((await tx.execute(select(note.c.id))).all()) == 15


async def test_words_with_a_name_that_waited_for_the_chat_are_their_authors_again(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    bob, bea, *_ = crowd
    await office.begin(team)
    await bob.answers_all("a", "b", "c", level=NAMED)
    await bea.answers_all("d", "e", "f", level=UNNAMED)
    await office.at(NINE + timedelta(hours=48))
    await link(office, alice, team, warned="p")
    assert bob.last(Said).key == "named_came_back"
    assert "Said" not in bea.kinds()
    async with office.unit_of_work.store.look() as tx:
        kept = (await tx.execute(select(note.c.text, note.c.member_id))).all()
    assert {(one.text, one.member_id) for one in kept} == {
        (text, bob.member.id) for text in ("a", "b", "c")
    }
    at, one = bob.with_id(AnswerKept)
    await bob.does(receipts.follow, one.receipt, at=at)
    fate = bob.shown[at]
    assert isinstance(fate, AnswerFate)
    assert fate.kind is FateKind.PRIVATE


async def test_how_many_are_asked_is_told_before_choosing_in_bands(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob = crowd[0]
    await office.begin(team)
    asked = bob.last(AskQuestion).asked
    assert asked is not None
    assert (asked.low, asked.high) == (5, 9)
    await bob.taps("4")
    await bob.writes("a")
    assert bob.last(ChooseReaders).asked == asked


async def test_only_managers_who_would_get_this_round_are_named(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob = crowd[0]
    await office.member("Mia", team, Role.MANAGER)
    await office.begin(team)
    await office.member("Max", team, Role.MANAGER)
    await bob.taps("4")
    await bob.writes("a")
    assert bob.last(ChooseReaders).levels[-1].managers == ("Mia",)
    await bob.picks(NAMED)
    assert bob.last(AnswerKept).readers.managers == ("Mia",)


async def test_another_topic_of_a_chat_that_became_public_is_another_chat(
    office: Office, team: Team, crowd: list[Phone], alice: Phone
) -> None:
    """The promise was made where nobody from outside could read."""
    await office.begin(team)
    bob = crowd[0]
    await bob.answers_all("a", "b", "c", level=NAMED)
    public = Sight(title="North together", people=900, public=True)
    for warned, levels in (("", {NAMED, UNNAMED}), ("pu", {PRIVATE})):
        await link(office, alice, team, public, chat_id=CHANNEL, thread_id=77, warned=warned)
        assert {one.visibility for one in await bob.answers()} == levels
    assert bob.last(ChooseAnew).public
    assert "Said" not in bob.kinds(), "that is told in one message"
    assert crowd[1].last(Said).key == "channel_public", "everybody is told that"
