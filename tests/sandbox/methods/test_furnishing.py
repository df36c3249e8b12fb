import pytest

from bot.sandbox.client import Control
from bot.sandbox.jsons import JsonObject
from bot.sandbox.shapes import Chat, User
from bot.sandbox.standings import ADMIN_RIGHTS, PERMISSIONS
from tests.sandbox.conftest import BotClient, Upload


async def test_title_and_description(
    bot: BotClient, control: Control, alice: User, ward: Chat
) -> None:
    target = {"chat_id": ward["id"]}
    assert await bot.call("setChatTitle", title=" Ward  8 ", **target) is True
    assert (await control.messages(alice["id"], chat=ward["id"]))[-1]["new_chat_title"] == "Ward 8"
    assert await bot.call("setChatDescription", description="Where we talk", **target) is True
    info = await bot.call("getChat", **target)
    assert (info["title"], info["description"]) == ("Ward 8", "Where we talk")
    refusal = await bot.refused("setChatDescription", description="Where we talk", **target)
    assert refusal == "400 Bad Request: chat description is not modified"
    refusal = await bot.refused("setChatTitle", title=" ", **target)
    assert refusal == "400 Bad Request: title must be non-empty"


async def test_what_is_too_long_is_cut_off(bot: BotClient, control: Control, ward: Chat) -> None:
    target = {"chat_id": ward["id"]}
    await bot.call("setChatTitle", title="x" * 129, **target)
    await bot.call("setChatDescription", description="x" * 256, **target)
    info = await bot.call("getChat", **target)
    assert (len(info["title"]), len(info["description"])) == (128, 255)
    assert len(await control.lint()) == 2


async def test_a_picture_of_the_chat(
    bot: BotClient, control: Control, alice: User, ward: Chat, upload: Upload, picture: bytes
) -> None:
    assert await upload("setChatPhoto", {"photo": picture}, chat_id=ward["id"]) is True
    photo = (await bot.call("getChat", chat_id=ward["id"]))["photo"]
    assert (await bot.call("getFile", file_id=photo["big_file_id"]))["file_size"] == len(picture)
    assert await bot.call("deleteChatPhoto", chat_id=ward["id"]) is True
    assert "photo" not in await bot.call("getChat", chat_id=ward["id"])
    assert (await control.messages(alice["id"], chat=ward["id"]))[-1]["delete_chat_photo"] is True
    refusal = await bot.refused("setChatPhoto", chat_id=ward["id"], photo=photo["big_file_id"])
    assert refusal == "400 Bad Request: photo must be uploaded as an InputFile"
    refusal = await bot.refused("setChatPhoto", chat_id=ward["id"])
    assert refusal == "400 Bad Request: there is no photo in the request"


async def test_what_members_may_do(
    bot: BotClient, control: Control, alice: User, bob: User, ward: Chat
) -> None:
    target = {"chat_id": ward["id"], "permissions": {"can_send_messages": True}}
    assert await bot.call("setChatPermissions", **target) is True
    permissions = (await bot.call("getChat", chat_id=ward["id"]))["permissions"]
    assert permissions["can_send_messages"] is True
    assert permissions["can_send_photos"] is False
    refusal = await bot.refused("setChatPermissions", **target)
    assert refusal == "400 Bad Request: CHAT_NOT_MODIFIED"


@pytest.mark.parametrize(
    ("permissions", "complaint"),
    [("[]", "object expected as permissions"), (None, "can't parse permissions JSON object")],
)
async def test_permissions_that_are_none(
    bot: BotClient, ward: Chat, permissions: str | None, complaint: str
) -> None:
    given = {} if permissions is None else {"permissions": permissions}
    refusal = await bot.refused("setChatPermissions", chat_id=ward["id"], **given)
    assert refusal == f"400 Bad Request: {complaint}"


async def test_rights_are_needed(bot: BotClient, control: Control, alice: User, ward: Chat) -> None:
    await control.promote(ward["id"], bot=bot.username, rights=["can_manage_chat"])
    for method, parameters, complaint in (
        ("setChatTitle", {"title": "x"}, "not enough rights to change chat title"),
        ("setChatPermissions", {"permissions": {}}, "not enough rights to change chat permissions"),
    ):
        refusal = await bot.refused(method, chat_id=ward["id"], **parameters)
        assert refusal == f"400 Bad Request: {complaint}"
    refusal = await bot.refused("setChatTitle", chat_id=alice["id"], title="x")
    assert refusal == "400 Bad Request: can't change private chat title"


@pytest.mark.parametrize(
    ("method", "given", "deed"),
    [
        ("setChatTitle", {"title": "x"}, "change chat title"),
        ("setChatDescription", {"description": "x"}, "change chat description"),
        ("deleteChatPhoto", {}, "change chat photo"),
        ("pinChatMessage", {"message_id": 1}, "manage pinned messages in the chat"),
        ("unpinAllChatMessages", {}, "manage pinned messages in the chat"),
        ("createForumTopic", {"name": "x"}, "create a topic"),
        ("editGeneralForumTopic", {"name": "x"}, "edit the topic"),
    ],
)
async def test_what_members_are_permitted_takes_a_bot_the_right_itself(
    bot: BotClient, control: Control, forum: Chat, method: str, given: JsonObject, deed: str
) -> None:
    await control.promote(forum["id"], bot=bot.username, rights=ADMIN_RIGHTS)
    everything = dict.fromkeys(PERMISSIONS, True)
    await bot.call("setChatPermissions", chat_id=forum["id"], permissions=everything)
    await control.promote(forum["id"], bot=bot.username, rights=["can_manage_chat"])
    refusal = await bot.refused(method, chat_id=forum["id"], **given)
    assert refusal == f"400 Bad Request: not enough rights to {deed}"
    await control.promote(forum["id"], bot=bot.username, admin=False)
    refusal = await bot.refused(method, chat_id=forum["id"], **given)
    assert refusal == f"400 Bad Request: not enough rights to {deed}"
