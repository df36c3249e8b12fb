import pytest
from aiohttp import ClientSession

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import Chat, ChatType, User
from tests.sandbox.conftest import BotClient


@pytest.fixture
async def group(bot: BotClient, control: Control, alice: User, bob: User) -> Chat:
    """Alice's group; she brings the bot into it, Bob belongs."""
    chat = await control.chat(
        "group", "Night shift", members=[bob["id"]], admins=[alice["id"]], bots=[bot.username]
    )
    await bot.updates()
    return chat


async def test_alice_brings_the_bot_into_her_group(
    bot: BotClient, control: Control, alice: User
) -> None:
    chat = await control.chat("group", "Night shift", admins=[alice["id"]])
    await control.join(chat["id"], bot=bot.username, user=alice["id"])
    change, service = await bot.updates()
    assert change["my_chat_member"]["from"] == alice
    assert change["my_chat_member"]["chat"] == chat
    assert change["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert change["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["id"] == bot.id
    assert chat["id"] < 0
    await bot.send(chat["id"], "Hello everybody")


async def test_a_group_that_the_bot_is_not_in(
    bot: BotClient, control: Control, alice: User
) -> None:
    chat = await control.chat("group", "Day shift", admins=[alice["id"]])
    refusal = await bot.refused("sendMessage", chat_id=chat["id"], text="x")
    assert refusal == "400 Bad Request: chat not found"


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_alice_removes_the_bot(
    bot: BotClient, control: Control, alice: User, kind: ChatType
) -> None:
    chat = await control.chat(kind, "Brief", admins=[alice["id"]], bots=[bot.username])
    await control.leave(chat["id"], bot=bot.username, user=alice["id"])
    change = (await bot.updates())[-1]["my_chat_member"]
    assert change["new_chat_member"]["status"] == "kicked"
    refusal = await bot.refused("sendMessage", chat_id=chat["id"], text="x")
    assert refusal == f"403 Forbidden: bot was kicked from the {kind} chat"


async def test_the_bot_leaves_by_itself(bot: BotClient, group: Chat) -> None:
    assert await bot.call("leaveChat", chat_id=group["id"]) is True
    refusal = await bot.refused("sendMessage", chat_id=group["id"], text="x")
    assert refusal == "403 Forbidden: bot is not a member of the group chat"


async def test_a_bot_cannot_leave_a_person(bot: BotClient, alice: User) -> None:
    refusal = await bot.refused("leaveChat", chat_id=alice["id"])
    assert refusal == ("400 Bad Request: chat member status can't be changed in private chats")


async def test_a_group_becomes_a_supergroup(
    bot: BotClient, control: Control, alice: User, group: Chat
) -> None:
    new = await control.migrate(group["id"], user=alice["id"])
    assert str(new["id"]).startswith("-100")
    assert new["type"] == "supergroup"
    to_new, from_old = [update["message"] for update in await bot.updates()]
    assert (to_new["chat"]["id"], to_new["migrate_to_chat_id"]) == (group["id"], new["id"])
    assert (from_old["chat"]["id"], from_old["migrate_from_chat_id"]) == (new["id"], group["id"])
    answer = await bot.ask("sendMessage", chat_id=group["id"], text="x")
    assert answer.body == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new["id"]},
    }
    await bot.send(new["id"], "x")


async def test_in_privacy_mode_the_bot_hears_only_what_is_meant_for_it(
    bot: BotClient, control: Control, alice: User, group: Chat
) -> None:
    sent = await bot.send(group["id"], "How was tonight?")
    chat = group["id"]
    await control.say(alice["id"], "Talk among us", chat=chat)
    await control.say(alice["id"], "/help", chat=chat)
    await control.say(alice["id"], "/help@thinking_bot", chat=chat)
    await control.say(alice["id"], "/help@other_bot", chat=chat)
    await control.say(alice["id"], "Quiet", reply_to=sent["message_id"], chat=chat)
    heard = [update["message"]["text"] for update in await bot.updates()]
    assert heard == ["/help", "/help@thinking_bot", "Quiet"]


async def test_as_an_admin_the_bot_hears_everything(
    bot: BotClient, control: Control, alice: User, bob: User, group: Chat
) -> None:
    await control.promote(group["id"], bot=bot.username)
    await control.say(bob["id"], "Talk among us", chat=group["id"])
    change, heard = await bot.updates()
    assert change["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert heard["message"]["text"] == "Talk among us"
    assert heard["message"]["from"] == bob


async def test_without_privacy_mode_the_bot_hears_everything(
    control: Control, http: ClientSession, box: Sandbox, alice: User
) -> None:
    made = await control.bot("curious_bot", privacy=False)
    chat = await control.chat("group", "Open", admins=[alice["id"]], bots=["curious_bot"])
    await control.say(alice["id"], "Talk among us", chat=chat["id"])
    async with http.get(f"{box.url}/bot{made.token}/getUpdates") as response:
        updates = (await response.json())["result"]
    assert updates[-1]["message"]["text"] == "Talk among us"


async def test_bots_do_not_hear_each_other(
    bot: BotClient, second_bot: BotClient, control: Control, alice: User
) -> None:
    chat = await control.chat(
        "group", "Two bots", admins=[alice["id"]], bots=[bot.username, second_bot.username]
    )
    for each in (bot, second_bot):
        await control.promote(chat["id"], bot=each.username)
        await each.updates()
    await bot.send(chat["id"], "Anybody?")
    assert await second_bot.updates() == []


async def test_only_admins_who_asked_for_it_are_told_of_members(
    bot: BotClient, control: Control, alice: User, bob: User
) -> None:
    chat = await control.chat("supergroup", "Ward", admins=[alice["id"]], bots=[bot.username])
    await bot.updates(allowed_updates=["chat_member"])
    await control.join(chat["id"], user=bob["id"])
    assert await bot.updates() == []
    await control.leave(chat["id"], user=bob["id"])
    await control.promote(chat["id"], bot=bot.username)
    await control.join(chat["id"], user=bob["id"])
    (change,) = [update["chat_member"] for update in await bot.updates()]
    assert change["from"] == bob
    assert change["new_chat_member"] == {"user": bob, "status": "member"}


async def test_who_is_in_the_group(
    bot: BotClient, control: Control, alice: User, bob: User, group: Chat
) -> None:
    target = {"chat_id": group["id"]}
    assert await bot.call("getChatMemberCount", **target) == 3
    owner = await bot.call("getChatMember", user_id=alice["id"], **target)
    assert (owner["status"], owner["user"]) == ("creator", alice)
    assert (await bot.call("getChatMember", user_id=bob["id"], **target))["status"] == "member"
    (admin,) = await bot.call("getChatAdministrators", **target)
    assert admin == owner
    await control.leave(group["id"], user=bob["id"])
    assert (await bot.call("getChatMember", user_id=bob["id"], **target))["status"] == "left"
    assert await bot.call("getChatMemberCount", **target) == 2
    refusal = await bot.refused("getChatMember", user_id=4711, **target)
    assert refusal == "400 Bad Request: PARTICIPANT_ID_INVALID"


async def test_other_bots_are_administrators_only_where_asked_for(
    bot: BotClient, second_bot: BotClient, control: Control, alice: User, group: Chat
) -> None:
    await control.join(group["id"], bot=second_bot.username, user=alice["id"])
    for each in (bot, second_bot):
        await control.promote(group["id"], bot=each.username)
    target = {"chat_id": group["id"]}
    admins = await bot.call("getChatAdministrators", **target)
    assert [admin["user"]["id"] for admin in admins] == [alice["id"], bot.id]
    admins = await bot.call("getChatAdministrators", return_bots=True, **target)
    assert len(admins) == 3


async def test_get_chat(bot: BotClient, alice: User, group: Chat) -> None:
    info = await bot.call("getChat", chat_id=alice["id"])
    assert (info["type"], info["first_name"]) == ("private", "Alice")
    info = await bot.call("getChat", chat_id=group["id"])
    assert (info["type"], info["title"]) == ("group", "Night shift")
    assert info["permissions"]["can_send_messages"] is True


async def test_pinning(bot: BotClient, control: Control, alice: User, group: Chat) -> None:
    sent = await bot.send(group["id"], "Agreed: shorter handovers")
    target = {"chat_id": group["id"], "message_id": sent["message_id"]}
    refusal = await bot.refused("pinChatMessage", **target)
    assert refusal == ("400 Bad Request: not enough rights to manage pinned messages in the chat")
    await control.promote(group["id"], bot=bot.username)
    assert await bot.call("pinChatMessage", **target) is True
    service = (await control.messages(alice["id"], chat=group["id"]))[-1]
    assert service["pinned_message"]["text"] == "Agreed: shorter handovers"
    assert (await bot.call("getChat", chat_id=group["id"]))["pinned_message"] == sent
    assert await bot.call("unpinChatMessage", chat_id=group["id"]) is True
    refusal = await bot.refused("unpinChatMessage", **target)
    assert refusal == "400 Bad Request: message to unpin not found"


async def test_a_deleted_message_is_pinned_no_longer(bot: BotClient, alice: User) -> None:
    sent = await bot.send(alice["id"], "x")
    target = {"chat_id": alice["id"], "message_id": sent["message_id"]}
    await bot.call("pinChatMessage", **target)
    await bot.call("deleteMessage", **target)
    assert "pinned_message" not in await bot.call("getChat", chat_id=alice["id"])


async def test_a_member_cannot_delete_what_others_said(
    bot: BotClient, control: Control, alice: User, group: Chat
) -> None:
    said = await control.say(alice["id"], "/help", chat=group["id"])
    target = {"chat_id": group["id"], "message_id": said["message_id"]}
    refusal = await bot.refused("deleteMessage", **target)
    assert refusal == "400 Bad Request: message can't be deleted"
    await control.promote(group["id"], bot=bot.username)
    assert await bot.call("deleteMessage", **target) is True


async def test_a_channel(bot: BotClient, control: Control, alice: User, channel: Chat) -> None:
    sent = await bot.send(channel["id"], "What we heard")
    assert sent["sender_chat"] == channel
    assert "from" not in sent
    said = await control.say(alice["id"], "Well done", chat=channel["id"])
    (update,) = await bot.updates()
    assert update["channel_post"] == said
    await control.edit(alice["id"], said["message_id"], "Very well done", chat=channel["id"])
    (update,) = await bot.updates()
    assert update["edited_channel_post"]["text"] == "Very well done"


async def test_a_bot_without_rights_in_a_channel(
    bot: BotClient, control: Control, channel: Chat
) -> None:
    await control.promote(channel["id"], bot=bot.username, admin=False)
    refusal = await bot.refused("sendMessage", chat_id=channel["id"], text="x")
    assert refusal == "400 Bad Request: need administrator rights in the channel chat"


async def test_a_public_channel_is_known_by_its_name(
    bot: BotClient, control: Control, alice: User
) -> None:
    channel = await control.chat(
        "channel", "News", username="ward_news", admins=[alice["id"]], bots=[bot.username]
    )
    sent = await bot.send("@Ward_News", "What we heard")
    assert sent["chat"] == channel
    assert (await bot.call("getChat", chat_id="@ward_news"))["active_usernames"] == ["ward_news"]


async def test_a_public_channel_can_be_read_from_outside(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.chat("channel", "News", username="ward_news", admins=[alice["id"]])
    assert (await bot.call("getChat", chat_id="@ward_news"))["title"] == "News"
    refusal = await bot.refused("sendMessage", chat_id="@ward_news", text="x")
    assert refusal == "403 Forbidden: bot is not a member of the channel chat"


async def test_a_group_is_deleted(
    bot: BotClient, control: Control, alice: User, group: Chat
) -> None:
    await control.dissolve(group["id"])
    refusal = await bot.refused("sendMessage", chat_id=group["id"], text="x")
    assert refusal == "403 Forbidden: the group chat was deleted"


@pytest.mark.parametrize("kind", ["supergroup", "channel"])
async def test_a_deleted_supergroup_looks_as_if_the_bot_were_out(
    bot: BotClient, control: Control, alice: User, kind: ChatType
) -> None:
    chat = await control.chat(kind, "Brief", admins=[alice["id"]], bots=[bot.username])
    await control.dissolve(chat["id"])
    refusal = await bot.refused("sendMessage", chat_id=chat["id"], text="x")
    assert refusal == f"403 Forbidden: bot was kicked from the {kind} chat"


async def test_unpinning_everything(bot: BotClient, control: Control, alice: User) -> None:
    for text in ("one", "two"):
        sent = await bot.send(alice["id"], text)
        await bot.call("pinChatMessage", chat_id=alice["id"], message_id=sent["message_id"])
    assert await bot.call("unpinAllChatMessages", chat_id=alice["id"]) is True
    assert "pinned_message" not in await bot.call("getChat", chat_id=alice["id"])
    event = (await control.messages(alice["id"]))[-1]
    refusal = await bot.refused(
        "pinChatMessage", chat_id=alice["id"], message_id=event["message_id"]
    )
    assert refusal == "400 Bad Request: service messages can't be pinned"
