"""Channels: the bot comes into a chat, a facilitator links it, the bot is put out again."""

from typing import Any

import pytest

from bot.chat.buttons.people.channels import LinkTeam
from bot.domain.base.roles import Role
from bot.domain.messages.people.people import Said
from bot.domain.people.teams import Team
from bot.sandbox.shapes import Message
from bot.storage.people import teams
from tests.databases import Databases, on_sqlite
from tests.play import Play
from tests.stage import BOT, Person, Stage, labels, visible
from tests.telling import tell

LEFT = Said(key="channel_left", facts={"team": "North"})


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_alice_adds_the_bot_and_links_her_team_with_one_tap(
    stage: Stage, play: Play, kind: Any
) -> None:
    chat = await chat_of(stage, play.alice, play.bob, kind=kind, title="Us <3")
    (offered,) = await from_bot(stage, chat, play.alice)
    assert labels(offered) == ["Link to North"]

    pressed = await play.alice.taps("Link to North", chat=chat)
    assert "linked here now" in str(pressed.answer)
    assert not pressed.alert
    hello = visible((await from_bot(stage, chat, play.alice))[-1])
    assert "A name stands only where its owner chose it" in hello
    assert "Everybody in this chat sees it" in hello
    assert "Us <3 is the channel of North now" in await play.alice.sees()
    team = await reread(stage, play.north)
    assert (team.chat_id, team.thread_id, team.chat_title) == (chat, None, "Us <3")


async def test_in_a_forum_the_topic_is_linked_in_which_link_is_written(
    stage: Stage, play: Play
) -> None:
    chat = await chat_of(stage, play.alice, kind="supergroup", is_forum=True)
    assert "write /link in it" in visible((await from_bot(stage, chat, play.alice))[0])
    await stage.control.promote(chat, bot=BOT)
    topic = (await stage.call("createForumTopic", chat_id=chat, name="Learning"))[
        "message_thread_id"
    ]
    await stage.control.say(play.alice.id, "/link", chat=chat, thread=topic)
    await stage.settle()
    await play.alice.taps("Link to North", chat=chat)

    assert (await reread(stage, play.north)).thread_id == topic
    told = await from_bot(stage, chat, play.alice)
    assert [m.get("message_thread_id") for m in told[-2:]] == [topic, topic]


async def test_bob_is_no_facilitator_and_dora_leads_another_team(stage: Stage, play: Play) -> None:
    chat = await chat_of(stage, play.alice, play.bob, play.dora)
    await stage.control.promote(chat, user=play.bob.id)
    await stage.control.promote(chat, user=play.dora.id)
    for person in (play.bob, play.dora):
        pressed = await person.taps("Link to North", chat=chat)
        assert pressed.alert
        assert "can't do that in this team" in str(pressed.answer)
    assert (await reread(stage, play.north)).chat_id is None


async def test_a_facilitator_who_is_no_admin_of_the_chat_may_not_link_it(
    stage: Stage, play: Play
) -> None:
    chat = await chat_of(stage, play.bob, play.alice)
    await play.alice.says("/link", chat=chat)
    pressed = await play.alice.taps("Link to North", chat=chat)
    assert pressed.alert
    assert "Only an administrator of this chat" in str(pressed.answer)
    await stage.control.promote(chat, user=play.alice.id)
    assert "linked here now" in str((await play.alice.taps("Link to North", chat=chat)).answer)


async def test_charlie_who_adds_the_bot_gets_one_sentence_and_no_more(
    stage: Stage, play: Play
) -> None:
    charlie = await stage.person("Charlie")
    chat = await chat_of(stage, charlie)
    await stage.control.leave(chat, bot=BOT)
    await stage.control.join(chat, bot=BOT)
    await stage.settle()
    await charlie.says("What is this?", chat=chat)
    (only,) = await from_bot(stage, chat, charlie)
    assert "I work by invitation" in visible(only)
    assert labels(only) == []


async def test_charlie_may_neither_ask_for_the_buttons_nor_press_them(
    stage: Stage, play: Play
) -> None:
    charlie = await stage.person("Charlie")
    chat = await chat_of(stage, charlie)
    await charlie.says("/link", chat=chat)
    assert "A facilitator of a team can link it" in await last(stage, chat, charlie)
    assert "by invitation" in await stage.forged(charlie, LinkTeam(play.north.id), chat=chat)
    assert (await reread(stage, play.north)).chat_id is None


async def test_a_private_chat_is_nobodys_channel(stage: Stage, play: Play) -> None:
    await play.alice.says("/link")
    assert "Add me there first" in await play.alice.sees()
    assert "Add me there first" in await stage.forged(play.alice, LinkTeam(play.north.id))
    assert (await reread(stage, play.north)).chat_id is None


async def test_one_chat_serves_two_teams_and_a_second_press_changes_nothing(
    stage: Stage, play: Play
) -> None:
    olga = await stage.member("Olga", play.north, owner=True)
    chat = await chat_of(stage, olga)
    await olga.taps("Link to North", chat=chat)
    await olga.taps("Link to South", chat=chat)
    assert "linked here already" in str((await olga.taps("Link to North", chat=chat)).answer)
    async with stage.app.unit_of_work.store.look() as tx:
        linked = await teams.linked_to(tx, stage.app.bot.id, chat)
    assert {team.name for team in linked} == {"North", "South"}
    hellos = [m for m in await stage.said_in(chat, olga) if "now the channel" in m]
    assert len(hellos) == 2


async def test_linking_elsewhere_moves_the_channel_and_the_old_chat_hears_of_it(
    stage: Stage, play: Play
) -> None:
    first, second = await chat_of(stage, play.alice), await chat_of(stage, play.alice, title="Two")
    await play.alice.taps("Link to North", chat=first)
    await play.alice.taps("Link to North", chat=second)
    assert "no longer the channel of North" in await last(stage, first, play.alice)
    assert (await reread(stage, play.north)).chat_id == second


async def test_teams_without_a_channel_are_offered_first_and_no_more_than_eight(
    stage: Stage, play: Play
) -> None:
    olga = await stage.member("Olga", play.north, owner=True)
    for n in range(9):
        await stage.team(f"Team {n}")
    await stage.channel(play.north, olga)
    chat = await chat_of(stage, olga)
    offered = labels((await from_bot(stage, chat, olga))[0])
    assert len(offered) == 8
    assert "Link to North" not in offered


async def test_every_facilitator_learns_where_words_will_go(stage: Stage, play: Play) -> None:
    fay = await stage.member("Fay", play.north, Role.FACILITATOR, language="sv")
    chat = await chat_of(stage, play.alice)
    await play.alice.taps("Link to North", chat=chat)
    assert "North" in await fay.sees()
    assert "Together" in await fay.sees()


@pytest.mark.parametrize("kind", ["group", "channel"])
async def test_when_the_bot_is_put_out_the_facilitators_hear_of_it(
    stage: Stage, play: Play, kind: Any
) -> None:
    chat = await chat_of(stage, play.alice, kind=kind)
    await play.alice.taps("Link to North", chat=chat)
    await stage.control.leave(chat, bot=BOT, user=play.alice.id)
    await stage.settle()
    assert "can't post in the channel of North any more" in await play.alice.sees()
    assert (await reread(stage, play.north)).chat_id is None


async def test_a_bot_that_may_no_longer_post_in_a_channel_says_so_in_private(
    stage: Stage, play: Play
) -> None:
    chat = await chat_of(stage, play.alice, kind="channel")
    await play.alice.taps("Link to North", chat=chat)
    await stage.control.promote(chat, bot=BOT, admin=False)
    await stage.settle()
    told = await play.alice.has_seen()
    assert "can't post in the channel of North any more" in told
    assert "I can't post in Together. Let me post" in told

    await stage.control.promote(chat, bot=BOT)
    await stage.settle()
    await play.alice.taps("Link to North", chat=chat)
    assert (await reread(stage, play.north)).chat_id == chat


async def test_the_link_survives_when_a_group_becomes_a_supergroup(
    stage: Stage, play: Play
) -> None:
    chat = await chat_of(stage, play.alice, kind="group")
    await play.alice.taps("Link to North", chat=chat)
    new = (await stage.control.migrate(chat))["id"]
    await stage.settle()
    assert (await reread(stage, play.north)).chat_id == new
    await play.alice.says("/teams")
    await play.alice.taps("North")
    await play.alice.taps("Unlink channel")
    assert "no longer the channel" in await last(stage, new, play.alice)


async def test_a_group_that_moved_while_the_bot_was_away_is_found_by_the_error(
    stage: Stage, play: Play
) -> None:
    """The update was lost; the old id is still known, and Telegram answers with the new one."""
    chat = await chat_of(stage, play.alice, kind="group")
    await play.alice.taps("Link to North", chat=chat)
    new = (await stage.control.migrate(chat))["id"]
    await stage.settle()
    async with stage.app.unit_of_work.store.step() as tx:
        await teams.change(tx, play.north.id, chat_id=chat)
    async with stage.app.unit_of_work.step() as step:
        step.post(await reread(stage, play.north), LEFT)
    await stage.settle()
    assert (await reread(stage, play.north)).chat_id == new
    assert "no longer the channel" in await last(stage, new, play.alice)


async def test_a_topic_that_is_gone_takes_only_its_own_team_with_it(
    stage: Stage, play: Play
) -> None:
    olga = await stage.member("Olga", play.north, owner=True)
    chat = await chat_of(stage, olga, play.alice, kind="supergroup", is_forum=True)
    await olga.taps("Link to South", chat=chat)
    await olga.taps("Link to North", chat=chat)
    async with stage.app.unit_of_work.store.step() as tx:
        await teams.change(tx, play.north.id, thread_id=4711)
    async with stage.app.unit_of_work.step() as step:
        step.post(await reread(stage, play.north), LEFT)
    await stage.settle()
    assert "can't post in the channel of North any more" in await play.alice.sees()
    async with stage.app.unit_of_work.store.look() as tx:
        linked = await teams.linked_to(tx, stage.app.bot.id, chat)
    assert [team.name for team in linked] == ["South"]


async def test_what_a_lost_channel_has_not_seen_is_told_in_no_other(
    stage: Stage, play: Play
) -> None:
    """The bot is put out between the Seal and the sending. Others are in the next chat."""
    first = await chat_of(stage, play.alice)
    await play.alice.taps("Link to North", chat=first)
    await stage.control.leave(first, bot=BOT)
    async with stage.app.unit_of_work.step() as step:
        await tell(step, play.north.id, "I saw it coming, says")
    await stage.settle()
    assert (await reread(stage, play.north)).chat_id is None

    second = await chat_of(stage, play.alice)
    await play.alice.taps("Link to North", chat=second)
    async with stage.app.unit_of_work.step() as step:
        await tell(step, play.north.id)
    await stage.settle()
    said = "".join(await stage.said_in(second, play.alice))
    assert "Said by 5" in said
    assert "I saw it coming" not in said


@on_sqlite
async def test_nothing_that_is_said_in_a_group_is_kept(
    stage: Stage, play: Play, databases: Databases
) -> None:
    chat = await chat_of(stage, play.alice, play.bob, kind="group")
    await play.alice.taps("Link to North", chat=chat)
    await stage.control.promote(chat, bot=BOT)
    before = len(await stage.said_in(chat, play.bob))
    await play.bob.says("The porridge was cold", chat=chat)
    await stage.control.edit(
        play.bob.id,
        (await all_of(stage, chat, play.bob))[-1]["message_id"],
        "The porridge was lukewarm",
        chat=chat,
    )
    await stage.settle()
    assert len(await stage.said_in(chat, play.bob)) == before + 1
    content = await databases.content(stage.config.database.url)
    assert b"Alice" in content, "it is that file"
    assert b"porridge" not in content


async def chat_of(
    stage: Stage, owner: Person, *others: Person, kind: Any = "supergroup", **more: Any
) -> int:
    """A chat that its owner has added the bot to."""
    made = {"title": "Together", "members": [p.id for p in others], "admins": [owner.id]} | more
    chat = await stage.control.chat(kind, **made)
    await stage.control.join(chat["id"], bot=BOT, user=owner.id)
    await stage.settle()
    return int(chat["id"])


async def all_of(stage: Stage, chat: int, reader: Person) -> list[Message]:
    return await stage.control.messages(reader.id, chat=chat)


async def from_bot(stage: Stage, chat: int, reader: Person) -> list[Message]:
    """What the bot has said there, without Telegram's own notices."""
    return [
        m
        for m in await all_of(stage, chat, reader)
        if m.get("text") and m.get("from", {"is_bot": True})["is_bot"]
    ]


async def last(stage: Stage, chat: int, reader: Person) -> str:
    return visible((await from_bot(stage, chat, reader))[-1])


async def reread(stage: Stage, team: Team) -> Team:
    async with stage.app.unit_of_work.store.look() as tx:
        found = await teams.by_id(tx, team.id)
    assert found is not None
    return found


async def test_who_comes_and_goes_is_counted_at_once(stage: Stage, play: Play) -> None:
    chat = await chat_of(stage, play.alice, play.bob)
    await play.alice.taps("Link to North", chat=chat)
    assert (await reread(stage, play.north)).chat_people == 2
    outsider = await stage.person("Charlie")
    await stage.control.join(chat, user=outsider.id)
    await stage.settle()
    assert (await reread(stage, play.north)).chat_people == 3
    await stage.control.leave(chat, user=play.bob.id)
    await stage.settle()
    assert (await reread(stage, play.north)).chat_people == 2


async def test_while_people_may_choose_the_chat_is_looked_at_now_and_then(
    stage: Stage, play: Play
) -> None:
    """In a channel, Telegram does not tell of anybody who comes."""
    chat = await chat_of(stage, play.alice, play.bob, kind="channel")
    await play.alice.taps("Link to North", chat=chat)
    outsider = await stage.person("Charlie")
    await stage.control.join(chat, user=outsider.id)
    await stage.later(minutes=10)
    assert (await reread(stage, play.north)).chat_people == 2, "nobody is asked anything"
    await stage.schedule(play.north)
    await stage.at(stage.clock.moment.replace(hour=8))
    assert (await reread(stage, play.north)).chat_people == 3
    await stage.control.join(chat, user=play.dora.id)
    await stage.later(minutes=2)
    assert (await reread(stage, play.north)).chat_people == 3
    await stage.later(minutes=3)
    assert (await reread(stage, play.north)).chat_people == 4


async def test_a_look_that_fails_changes_nothing(stage: Stage, play: Play) -> None:
    chat = await chat_of(stage, play.alice, play.bob)
    await play.alice.taps("Link to North", chat=chat)
    await stage.schedule(play.north)
    await stage.control.faults("getChat", "http_500", count=9)
    await stage.at(stage.clock.moment.replace(hour=8))
    team = await reread(stage, play.north)
    assert (team.chat_id, team.chat_people) == (chat, 2)


async def test_a_public_chat_is_linked_by_a_second_press_only(stage: Stage, play: Play) -> None:
    chat = await chat_of(stage, play.alice, username="north_plaza")
    await play.alice.taps("Link to North", chat=chat)
    assert (await reread(stage, play.north)).chat_id is None
    assert "This chat is public" in await last(stage, chat, play.alice)
    await play.alice.taps("Link North all the same", chat=chat)
    assert (await reread(stage, play.north)).chat_public
    assert "it is public: anybody can read there" in await play.bob.sees()


async def test_what_is_promised_is_said_in_the_chat_that_is_to_come(
    stage: Stage, play: Play
) -> None:
    first, second = await chat_of(stage, play.alice), await chat_of(stage, play.alice, title="Two")
    await play.alice.taps("Link to North", chat=first)
    await stage.schedule(play.north)
    await stage.at(stage.clock.moment.replace(hour=8))
    await play.alice.taps("Link to North", chat=second)
    assert (await reread(stage, play.north)).chat_id == first
    assert "theirs alone again" in await last(stage, second, play.alice)
    charlie = await stage.person("Charlie")
    await stage.control.join(second, user=charlie.id)
    assert (await charlie.taps("Link North all the same", chat=second)).alert
    await play.alice.taps("Link North all the same", chat=second)
    assert (await reread(stage, play.north)).chat_id == second
