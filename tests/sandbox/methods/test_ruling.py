from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.jsons import JsonObject
from bot.sandbox.shapes import Chat, User
from bot.sandbox.standings import PERMISSIONS
from tests.sandbox.conftest import BotClient, Upload

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def about_bob(bob: User, ward: Chat) -> dict[str, int]:
    return {"chat_id": ward["id"], "user_id": bob["id"]}


@pytest.fixture
def status_of_bob(bot: BotClient, about_bob: dict[str, int]) -> Callable[[], Awaitable[str]]:
    async def status() -> str:
        found: str = (await bot.call("getChatMember", **about_bob))["status"]
        return found

    return status


async def test_bob_is_banned_and_let_off(
    bot: BotClient,
    control: Control,
    bob: User,
    ward: Chat,
    about_bob: dict[str, int],
    status_of_bob: Callable[[], Awaitable[str]],
) -> None:
    await control.say(bob["id"], "rude", chat=ward["id"])
    await bot.updates(allowed_updates=["chat_member", "message"])
    assert await bot.call("banChatMember", revoke_messages=True, **about_bob) is True
    assert await status_of_bob() == "kicked"
    with pytest.raises(ControlRefusedError, match="Bob is not in the chat"):
        await control.say(bob["id"], "Hello?", chat=ward["id"])
    assert await bot.call("unbanChatMember", **about_bob) is True
    assert await status_of_bob() == "left"
    await control.join(ward["id"], user=bob["id"])


async def test_a_ban_ends_by_itself(
    bot: BotClient,
    control: Control,
    about_bob: dict[str, int],
    status_of_bob: Callable[[], Awaitable[str]],
) -> None:
    await control.clock(MONDAY)
    until = int(MONDAY.timestamp()) + 3600
    await bot.call("banChatMember", until_date=until, **about_bob)
    assert (await bot.call("getChatMember", **about_bob))["until_date"] == until
    await control.clock(MONDAY + timedelta(seconds=3599))
    assert await status_of_bob() == "kicked"
    await control.clock(MONDAY + timedelta(hours=1))
    assert await status_of_bob() == "left"


@pytest.mark.parametrize("seconds", [10, 400 * 86_400])
async def test_a_ban_that_is_too_short_or_too_long_is_for_ever(
    bot: BotClient, control: Control, about_bob: dict[str, int], seconds: int
) -> None:
    await control.clock(MONDAY)
    await bot.call("banChatMember", until_date=int(MONDAY.timestamp()) + seconds, **about_bob)
    assert (await bot.call("getChatMember", **about_bob))["until_date"] == 0


async def test_unbanning_a_member_removes_them_unless_told_otherwise(
    bot: BotClient, about_bob: dict[str, int], status_of_bob: Callable[[], Awaitable[str]]
) -> None:
    await bot.call("unbanChatMember", only_if_banned=True, **about_bob)
    assert await status_of_bob() == "member"
    await bot.call("unbanChatMember", **about_bob)
    assert await status_of_bob() == "left"


async def test_bob_is_silenced_for_an_hour(
    bot: BotClient,
    control: Control,
    bob: User,
    ward: Chat,
    about_bob: dict[str, int],
    status_of_bob: Callable[[], Awaitable[str]],
) -> None:
    await control.clock(MONDAY)
    until = int(MONDAY.timestamp()) + 3600
    permissions = {"can_send_messages": False}
    await bot.call("restrictChatMember", permissions=permissions, until_date=until, **about_bob)
    member = await bot.call("getChatMember", **about_bob)
    assert (member["status"], member["is_member"], member["can_send_messages"]) == (
        "restricted",
        True,
        False,
    )
    with pytest.raises(ControlRefusedError, match="user: Bob may not write"):
        await control.say(bob["id"], "mmh", chat=ward["id"])
    await control.clock(MONDAY + timedelta(hours=1))
    assert await status_of_bob() == "member"
    await control.say(bob["id"], "at last", chat=ward["id"])


async def test_a_restricted_person_leaves_and_comes_back_restricted(
    bot: BotClient, control: Control, bob: User, ward: Chat, about_bob: dict[str, int]
) -> None:
    await bot.call("restrictChatMember", permissions={}, **about_bob)
    await control.leave(ward["id"], user=bob["id"])
    member = await bot.call("getChatMember", **about_bob)
    assert (member["status"], member["is_member"]) == ("restricted", False)
    await control.join(ward["id"], user=bob["id"])
    assert (await bot.call("getChatMember", **about_bob))["is_member"] is True


async def test_all_permissions_again_lift_a_restriction(
    bot: BotClient, about_bob: dict[str, int], status_of_bob: Callable[[], Awaitable[str]]
) -> None:
    await bot.call("restrictChatMember", permissions={}, **about_bob)
    usual = {name: True for name, given in PERMISSIONS.items() if given}
    await bot.call("restrictChatMember", permissions=usual, **about_bob)
    assert await status_of_bob() == "member"


async def test_some_permissions_imply_others(bot: BotClient, about_bob: dict[str, int]) -> None:
    await bot.call("restrictChatMember", permissions={"can_send_polls": True}, **about_bob)
    assert (await bot.call("getChatMember", **about_bob))["can_send_messages"] is True
    await bot.call(
        "restrictChatMember",
        permissions={"can_send_polls": True},
        use_independent_chat_permissions=True,
        **about_bob,
    )
    assert (await bot.call("getChatMember", **about_bob))["can_send_messages"] is False


async def test_bob_becomes_an_administrator_and_is_none_again(
    bot: BotClient,
    control: Control,
    about_bob: dict[str, int],
    status_of_bob: Callable[[], Awaitable[str]],
) -> None:
    await bot.call("promoteChatMember", can_pin_messages=True, **about_bob)
    member = await bot.call("getChatMember", **about_bob)
    assert (member["status"], member["can_pin_messages"], member["can_delete_messages"]) == (
        "administrator",
        True,
        False,
    )
    title = {"custom_title": "Night lead", **about_bob}
    await bot.call("setChatAdministratorCustomTitle", **title)
    assert (await bot.call("getChatMember", **about_bob))["custom_title"] == "Night lead"
    refusal = await bot.refused("banChatMember", **about_bob)
    assert refusal == "400 Bad Request: user is an administrator of the chat"
    await bot.call("promoteChatMember", **about_bob)
    assert await status_of_bob() == "member"
    refusal = await bot.refused("setChatAdministratorCustomTitle", **title)
    assert refusal == "400 Bad Request: user is not an administrator"


async def test_a_bot_gives_no_right_it_does_not_have(
    bot: BotClient, control: Control, ward: Chat, about_bob: dict[str, int]
) -> None:
    await control.promote(ward["id"], bot=bot.username, rights=["can_promote_members"])
    refusal = await bot.refused("promoteChatMember", can_pin_messages=True, **about_bob)
    assert refusal == "400 Bad Request: RIGHT_FORBIDDEN"
    await control.promote(ward["id"], bot=bot.username)
    refusal = await bot.refused("promoteChatMember", can_pin_messages=True, **about_bob)
    assert refusal == "400 Bad Request: not enough rights"
    await control.promote(ward["id"], bot=bot.username, admin=False)
    silenced: JsonObject = {"permissions": {}, **about_bob}
    for method, parameters in (("banChatMember", about_bob), ("restrictChatMember", silenced)):
        refusal = await bot.refused(method, **parameters)
        assert refusal == "400 Bad Request: not enough rights to restrict/unrestrict chat member"


async def test_the_owner_and_the_bot_itself_stay(bot: BotClient, alice: User, ward: Chat) -> None:
    for user, complaint in (
        (alice["id"], "can't remove chat owner"),
        (bot.id, "can't restrict self"),
    ):
        refusal = await bot.refused("banChatMember", chat_id=ward["id"], user_id=user)
        assert refusal == f"400 Bad Request: {complaint}"
    refusal = await bot.refused("promoteChatMember", chat_id=ward["id"], user_id=bot.id)
    assert refusal == "400 Bad Request: can't promote self"


@pytest.mark.parametrize(
    ("user", "complaint"), [(0, "invalid user_id specified"), (4711, "PARTICIPANT_ID_INVALID")]
)
async def test_nobody(bot: BotClient, ward: Chat, user: int, complaint: str) -> None:
    refusal = await bot.refused("banChatMember", chat_id=ward["id"], user_id=user)
    assert refusal == f"400 Bad Request: {complaint}"


async def test_where_it_cannot_be_done(
    bot: BotClient, control: Control, alice: User, bob: User
) -> None:
    group = await control.chat(
        "group", "Small", members=[bob["id"]], admins=[alice["id"]], bots=[bot.username]
    )
    about_bob = {"chat_id": group["id"], "user_id": bob["id"]}
    for method, where in (
        ("promoteChatMember", "is available for supergroup and channel chats only"),
        ("unbanChatMember", "is available for supergroup and channel chats only"),
        ("restrictChatMember", "is available only for supergroups"),
    ):
        refusal = await bot.refused(method, **about_bob)
        assert refusal == f"400 Bad Request: method {where}"
    refusal = await bot.refused("banChatMember", chat_id=alice["id"], user_id=alice["id"])
    assert refusal == "400 Bad Request: can't ban members in private chats"


async def test_a_bot_that_may_not_send_pictures(
    bot: BotClient, control: Control, ward: Chat, upload: Upload, picture: bytes
) -> None:
    await control.promote(ward["id"], bot=bot.username, admin=False)
    await control.restrict(ward["id"], bot=bot.username, forbid=["can_send_photos"])
    answer = await upload("sendPhoto", {"photo": picture}, chat_id=ward["id"])
    assert answer == "400 Bad Request: not enough rights to send photos to the chat"
    await bot.send(ward["id"], "words are fine")
    await control.restrict(ward["id"], bot=bot.username)
    await upload("sendPhoto", {"photo": picture}, chat_id=ward["id"])


async def test_permissions_and_rights_that_there_are_not(
    control: Control, bob: User, ward: Chat
) -> None:
    with pytest.raises(ControlRefusedError, match="forbid: there is no 'can_sing'"):
        await control.restrict(ward["id"], user=bob["id"], forbid=["can_sing"])
    with pytest.raises(ControlRefusedError, match="rights: there is no 'can_sing'"):
        await control.promote(ward["id"], user=bob["id"], rights=["can_sing"])
