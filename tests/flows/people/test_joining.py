"""Following a link. Alice leads North and invites; Bob, Cid and Charlie come from outside."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from bot.chat.buttons.people.joining import SayYes, TurnPage
from bot.domain.base.availability import local_moment
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.people.joining import Page
from bot.domain.people.invites import Invite
from bot.domain.people.teams import Team
from bot.flows.people import invites as making
from bot.storage.base.schema import metadata
from bot.storage.people import invites, members
from tests.play import Play, two_teams
from tests.stage import Person, Stage, set_stage

HOUSE = {
    "operator_name": "Karlstad municipality",
    "operator_contact": "dataskydd@example.org",
    "data_location": "on our own server in Karlstad",
    "support_contact": "Kim, 054-000 00",
}


@pytest.fixture
async def play(stage: Stage) -> Play:
    return await two_teams(stage, bob=())


async def test_one_screen_is_enough_to_say_yes_and_the_first_question_is_four_taps_away(
    stage: Stage, play: Play
) -> None:
    await follow(play.bob, await link(stage, play))
    assert await play.bob.buttons() == ["Yes, I am in", "No, thanks", "Read all"]
    await play.bob.taps("Yes, I am in")
    assert await play.bob.buttons() == ["✓ 🔒 Only me", "👥 Counted, without my name"]
    await play.bob.taps("👥 Counted, without my name")
    seen = await play.bob.sees()
    assert "Good to have you here" in seen
    assert "I speak English with you, and on your clock it is" in seen
    assert "Stockholm" in seen
    await play.bob.taps("A first question now")
    assert "How was your shift?" in await play.bob.sees()
    bob = await play.bob.member()
    assert (bob.language, bob.usual_taps) == ("en", Visibility.TEAM_UNNAMED)
    assert len(await play.bob.chat()) == 3, "the command, one message that goes on, a question"


async def test_bob_reads_all_of_it_and_says_yes(stage: Stage, play: Play) -> None:
    await follow(play.bob, await link(stage, play))
    await play.bob.taps("Read all")
    read = [await play.bob.sees()]
    for _ in range(5):
        await play.bob.taps("Next ›")
        read.append(await play.bob.sees())
    assert "Alice invites you as staff" in read[0]
    assert "at least 5 people share this way" in read[1]
    assert "not for appraisal" in read[2]
    assert "not for reporting harm" in read[2]
    assert "Telegram" in read[3]
    assert "waits until enough others share: 28 days" in read[3]
    assert all(f"/{name}" in read[4] for name in ("mydata", "forget", "leave", "settings"))
    assert "somebody I support" in read[5]
    assert len(await play.bob.chat()) == 2, "all on one message, edited in place"
    assert all(len(text) < 1000 for text in read)

    await play.bob.taps("Yes, I am in")
    assert await roles(stage, play.bob, play.north) == {Role.STAFF}
    assert (await play.bob.member()).usual_taps is Visibility.PRIVATE


async def test_bob_can_turn_back(stage: Stage, play: Play) -> None:
    await follow(play.bob, await link(stage, play))
    await play.bob.taps("Read all")
    await play.bob.taps("Next ›")
    await play.bob.taps("‹ Back")
    assert "1 of 6" in await play.bob.sees()
    await play.bob.taps("‹ Back")
    assert "Read all" in await play.bob.buttons()


async def test_the_screens_name_whom_the_settings_name(database: str) -> None:
    settings: dict[str, Any] = {"privacy": HOUSE, "retention": {"private_notes": 400}}
    async with set_stage(database, **settings) as stage:
        bob = await stage.person("Bob")
        await follow(bob, await operators_link(stage, await stage.team("North")))
        assert "Karlstad municipality is responsible" in await bob.sees()
        await bob.taps("Read all")
        read = [await bob.sees()]
        for _ in range(5):
            await bob.taps("Next ›")
            read.append(await bob.sees())
        told = "\n".join(read)
        assert all(text in told for text in HOUSE.values())
        assert "What only you see: 400 days" in told
        assert "You are invited as staff" in told


async def test_before_yes_nothing_of_bob_is_kept(stage: Stage, play: Play) -> None:
    await follow(play.bob, await link(stage, play))
    await play.bob.taps("Read all")
    for _ in range(5):
        await play.bob.taps("Next ›")
        assert await traces(stage, play.bob) == []


async def test_no_leaves_nothing_behind(stage: Stage, play: Play) -> None:
    await follow(play.bob, await link(stage, play))
    await play.bob.taps("No, thanks")
    assert "kept nothing about you" in await play.bob.sees()
    assert await play.bob.buttons() == []
    assert await traces(stage, play.bob) == []
    assert (await the_invite(stage, play)).uses == 0


async def test_after_no_the_link_can_be_opened_again(stage: Stage, play: Play) -> None:
    token = await link(stage, play)
    await follow(play.bob, token)
    await play.bob.taps("No, thanks")
    await follow(play.bob, token)
    await say_yes(play.bob)
    assert await roles(stage, play.bob, play.north) == {Role.STAFF}


async def test_an_old_yes_counts_only_while_the_link_is_good(stage: Stage, play: Play) -> None:
    await follow(play.bob, await link(stage, play, days=1))
    await stage.later(days=2)
    pressed = await play.bob.taps("Yes, I am in")
    assert "link has expired. Ask Alice" in plain(pressed.answer or "")
    assert await traces(stage, play.bob) == []


async def test_bob_hears_when_he_is_asked_and_sets_his_time_with_one_more_tap(
    stage: Stage, play: Play
) -> None:
    await stage.schedule(play.north)
    await stage.settle()
    await follow(play.bob, await link(stage, play))
    await say_yes(play.bob)
    assert "first question may come on Mon 9 Mar 09:00" in await play.bob.sees()
    await play.bob.taps("Another time")
    await play.bob.says("7.45")
    assert (await play.bob.member()).ask_at == 7 * 60 + 45


@pytest.mark.parametrize("role", [Role.CRITICAL_FRIEND, Role.STEWARD])
async def test_who_is_asked_nothing_is_asked_nothing_on_the_way_in_either(
    stage: Stage, play: Play, role: Role
) -> None:
    await follow(play.bob, await link(stage, play, role=role))
    await play.bob.taps("Yes, I am in")
    assert "Good to have you here" in await play.bob.sees()
    assert await play.bob.buttons() == ["Settings"]


async def test_bob_is_spoken_to_in_his_phones_language_first(stage: Stage, play: Play) -> None:
    bo = await stage.person("Bo", language="sv")
    await follow(bo, await link(stage, play))
    await bo.taps((await bo.buttons())[0])
    assert (await bo.member()).language == "sv"


async def test_without_a_schedule_bob_is_told_that_nothing_is_planned(
    stage: Stage, play: Play
) -> None:
    await follow(play.bob, await link(stage, play))
    await say_yes(play.bob)
    assert "No question is planned for you yet" in await play.bob.sees()


async def test_the_last_place_may_be_taken_by_somebody_else(stage: Stage, play: Play) -> None:
    token = await link(stage, play, uses=1)
    cid = await stage.person("Cid")
    for one in (play.bob, cid):
        await follow(one, token)
    await cid.taps("Yes, I am in")
    pressed = await play.bob.taps("Yes, I am in")
    assert "As many people as this link was for have joined. Ask Alice" in plain(
        pressed.answer or ""
    )
    assert await traces(stage, play.bob) == []
    assert (await the_invite(stage, play)).uses == 1


async def test_two_who_press_yes_at_once_share_no_place(stage: Stage, play: Play) -> None:
    invite = await the_invite(stage, play, await link(stage, play, uses=1))

    async def use() -> bool:
        async with stage.app.unit_of_work.store.step() as tx:
            return await invites.use(tx, invite.id)

    assert sorted(await asyncio.gather(use(), use(), use())) == [False, False, True]


async def test_pressing_yes_twice_counts_once(stage: Stage, play: Play) -> None:
    token = await link(stage, play)
    await follow(play.bob, token)
    await say_yes(play.bob)
    await follow(play.bob, token)
    assert "You are in North already" in await play.bob.sees()
    assert (await the_invite(stage, play)).uses == 1


async def test_a_second_tap_does_not_take_away_the_screen_that_the_first_one_brought(
    stage: Stage, play: Play
) -> None:
    token = await link(stage, play)
    await follow(play.bob, token)
    await say_yes(play.bob)
    for late in (SayYes(token), TurnPage(token, Page.RIGHTS)):
        assert "You are in North already" in plain(await stage.forged(play.bob, late))
        assert await play.bob.sees() == "A forged button"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"withdrawn": True}, "withdrawn. Ask Alice for another"),
        ({"uses": 5}, "have joined. Ask Alice for another"),
        ({"expires_at": "past"}, "link has expired. Ask Alice for another"),
    ],
)
async def test_charlie_with_a_dead_link_is_told_whom_to_ask(
    stage: Stage, play: Play, change: dict[str, object], told: str
) -> None:
    token = await link(stage, play)
    if "expires_at" in change:
        change = {"expires_at": stage.clock.moment}
    await spoil(stage, token, **change)
    await follow(play.bob, token)
    assert told in await play.bob.sees()
    assert await traces(stage, play.bob) == []


async def test_nobody_is_named_who_is_not_here_any_more(stage: Stage, play: Play) -> None:
    token = await link(stage, play)
    await spoil(stage, token, withdrawn=True, made_by=None)
    await follow(play.bob, token)
    assert "Ask whoever gave it to you" in await play.bob.sees()


@pytest.mark.parametrize("token", ["x" * 22, "nonsense", "'; drop table member"])
async def test_an_unknown_link_tells_nothing(stage: Stage, play: Play, token: str) -> None:
    await follow(play.bob, token)
    seen = await play.bob.sees()
    assert "I don't know this link" in seen
    assert "Alice" not in seen


async def test_alice_takes_a_second_role_by_a_short_yes(stage: Stage, play: Play) -> None:
    await follow(play.alice, await link(stage, play, role=Role.MANAGER))
    seen = await play.alice.sees()
    assert "Do you want to be manager in North, too?" in seen
    await play.alice.taps("Yes, I am in")
    assert "you are manager in North now" in await play.alice.sees()
    assert await roles(stage, play.alice, play.north) == {Role.FACILITATOR, Role.MANAGER}


async def test_a_new_manager_gets_a_letter_at_their_own_friday(stage: Stage, play: Play) -> None:
    await follow(play.bob, await link(stage, play, role=Role.MANAGER))
    await say_yes(play.bob)
    friday = stage.clock.moment.date().replace(day=6)
    bob = await play.bob.member()
    assert bob.next_digest_at == local_moment("Europe/Stockholm", friday, 13 * 60)


async def test_alice_says_no_to_a_second_team_and_keeps_her_own(stage: Stage, play: Play) -> None:
    await follow(play.alice, await operators_link(stage, play.south))
    assert "be staff in South" in await play.alice.sees()
    await play.alice.taps("No, thanks")
    assert "Everything stays as it was" in await play.alice.sees()
    assert await roles(stage, play.alice, play.south) == set()
    assert await roles(stage, play.alice, play.north) == {Role.FACILITATOR}


async def test_saying_no_to_another_team_keeps_open_questions(stage: Stage, play: Play) -> None:
    fay = await stage.member("Fay", play.south)
    await stage.schedule(play.south)
    await stage.at(stage.clock.moment.replace(hour=8))
    await follow(fay, await link(stage, play))
    await fay.taps("No, thanks")
    await fay.taps("4")
    assert "2 of 4" in await fay.has_seen()


async def test_start_greets_whoever_is_here_already(play: Play) -> None:
    await play.alice.says("/start")
    seen = await play.alice.sees()
    assert "Hello Alice!" in seen
    assert "You are in North" in seen


async def test_start_tells_a_stranger_that_it_goes_by_invitation(play: Play) -> None:
    await play.bob.says("/start")
    assert "works by invitation" in await play.bob.sees()


async def test_start_in_a_group_says_nothing(stage: Stage, play: Play) -> None:
    group = await stage.channel(play.north, play.alice)
    before = await stage.said_in(group, play.alice)
    await play.alice.says("/start", chat=group)
    after = await stage.said_in(group, play.alice)
    assert after == [*before, "/start"]
    await play.alice.says(f"/start {await link(stage, play)}", chat=group)
    assert "in private" in (await stage.said_in(group, play.alice))[-1]


async def test_the_screens_speak_to_each_role(stage: Stage, play: Play) -> None:
    for role, told in (
        (Role.CRITICAL_FRIEND, "critical friend you read"),
        (Role.PEER_MENTOR, "peer mentor you say only"),
        (Role.FACILITATOR, "facilitator you choose"),
        (Role.MANAGER, "manager you see"),
        (Role.STEWARD, "safety steward lets you read"),
    ):
        await follow(play.bob, await link(stage, play, role=role))
        await play.bob.taps("Read all")
        assert told in await play.bob.sees()


async def follow(who: Person, token: str) -> None:
    await who.says(f"/start {token}")


async def say_yes(who: Person) -> None:
    await who.taps("Yes, I am in")
    if "👥 Counted, without my name" in await who.buttons():
        await who.taps("👥 Counted, without my name")


async def link(
    stage: Stage, play: Play, *, role: Role = Role.STAFF, uses: int = 5, days: int = 7
) -> str:
    """Alice makes a link; its token."""
    alice = await play.alice.member()
    token = await operators_link(stage, play.north, role=role, uses=uses, days=days)
    await spoil(stage, token, made_by=alice.id)
    return token


async def operators_link(
    stage: Stage, team: Team, *, role: Role = Role.STAFF, uses: int = 5, days: int = 7
) -> str:
    async with stage.app.unit_of_work.step() as step:
        made = await making.invite_by_operator(step, team.name, role, uses, days)
    return made.partition("start=")[2]


async def spoil(stage: Stage, token: str, **fields: object) -> None:
    table = metadata.tables["invite"]
    async with stage.app.unit_of_work.store.step() as tx:
        await tx.execute(table.update().where(table.c.token == token).values(**fields))


async def the_invite(stage: Stage, play: Play, token: str | None = None) -> Invite:
    async with stage.app.unit_of_work.store.look() as tx:
        found = await invites.of_team(tx, play.north.id)
    return next(one for one in found if token in (None, one.token))


async def roles(stage: Stage, who: Person, team: Team) -> set[Role]:
    async with stage.app.unit_of_work.store.look() as tx:
        member = await members.by_telegram_id(tx, stage.app.bot.id, who.id)
        return set(await members.roles(tx, member.id, team.id)) if member else set()


async def traces(stage: Stage, who: Person) -> list[str]:
    """The tables in which anything stands of somebody."""
    found = []
    async with stage.app.unit_of_work.store.look() as tx:
        for name, table in metadata.tables.items():
            rows = [repr(tuple(row)) for row in await tx.execute(select(table))]
            if any(str(who.id) in row or who.name in row for row in rows):
                found.append(name)
    return found


def plain(text: str) -> str:
    return "".join(c for c in text if c not in "\u2060\u2068\u2069")
