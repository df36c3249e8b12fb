from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import pytest

from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.jsons import JsonObject
from bot.sandbox.shapes import Chat, User
from tests.sandbox.conftest import BotClient

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
UPDATES = ["chat_member", "chat_join_request"]


@pytest.fixture
async def carol(control: Control) -> User:
    return await control.user("Carol")


class NewLink(Protocol):
    def __call__(self, **terms: object) -> Awaitable[Any]: ...


@pytest.fixture
def new_link(bot: BotClient, ward: Chat) -> NewLink:
    async def make(**terms: object) -> Any:
        return await bot.call("createChatInviteLink", chat_id=ward["id"], **terms)

    return make


async def test_carol_comes_by_a_link_and_the_bot_knows_by_which(
    bot: BotClient, control: Control, carol: User, ward: Chat, new_link: NewLink
) -> None:
    await bot.updates(allowed_updates=UPDATES)
    link = await new_link(name="Poster")
    assert link["invite_link"].startswith("https://t.me/+")
    assert link["creator"]["id"] == bot.id
    joined = await control.join(user=carol["id"], link=link["invite_link"])
    assert joined["id"] == ward["id"]
    (update,) = await bot.updates()
    assert update["chat_member"]["invite_link"]["name"] == "Poster"
    assert update["chat_member"]["new_chat_member"]["user"] == carol


async def test_links_expire_fill_up_and_are_revoked(
    bot: BotClient, control: Control, alice: User, carol: User, ward: Chat, new_link: NewLink
) -> None:
    await control.clock(MONDAY)
    soon = int(MONDAY.timestamp()) + 60
    expiring = await new_link(expire_date=soon)
    full = await new_link(member_limit=1)
    revoked = await new_link()
    dora = await control.user("Dora")
    await control.join(user=dora["id"], link=full["invite_link"])
    target = {"chat_id": ward["id"], "invite_link": revoked["invite_link"]}
    assert (await bot.call("revokeChatInviteLink", **target))["is_revoked"] is True
    await control.clock(MONDAY + timedelta(minutes=1))
    for link in (expiring, full, revoked):
        with pytest.raises(ControlRefusedError, match="link: it leads nowhere"):
            await control.join(user=carol["id"], link=link["invite_link"])
    refusal = await bot.refused("editChatInviteLink", **target)
    assert refusal == "400 Bad Request: INVITE_HASH_EXPIRED"


async def test_a_link_is_changed(bot: BotClient, ward: Chat, new_link: NewLink) -> None:
    link = await new_link(name="old", member_limit=3)
    changed = await bot.call(
        "editChatInviteLink", chat_id=ward["id"], invite_link=link["invite_link"], name="new"
    )
    assert changed["name"] == "new"
    assert "member_limit" not in changed


async def test_the_primary_link_is_made_anew(
    bot: BotClient, control: Control, carol: User, ward: Chat
) -> None:
    first = await bot.call("exportChatInviteLink", chat_id=ward["id"])
    second = await bot.call("exportChatInviteLink", chat_id=ward["id"])
    assert (await bot.call("getChat", chat_id=ward["id"]))["invite_link"] == second != first
    with pytest.raises(ControlRefusedError, match="link: it leads nowhere"):
        await control.join(user=carol["id"], link=first)
    await bot.call("revokeChatInviteLink", chat_id=ward["id"], invite_link=second)
    assert (await bot.call("getChat", chat_id=ward["id"]))["invite_link"] != second


async def test_carol_asks_and_is_let_in(
    bot: BotClient, control: Control, carol: User, ward: Chat, new_link: NewLink
) -> None:
    await bot.updates(allowed_updates=UPDATES)
    link = await new_link(creates_join_request=True)
    await control.join(user=carol["id"], link=link["invite_link"])
    (update,) = await bot.updates()
    request = update["chat_join_request"]
    assert (request["from"], request["user_chat_id"]) == (carol, carol["id"])
    assert request["invite_link"]["pending_join_request_count"] == 1
    about_carol = {"chat_id": ward["id"], "user_id": carol["id"]}
    assert await bot.call("approveChatJoinRequest", **about_carol) is True
    assert (await bot.call("getChatMember", **about_carol))["status"] == "member"
    refusal = await bot.refused("approveChatJoinRequest", **about_carol)
    assert refusal == "400 Bad Request: USER_ALREADY_PARTICIPANT"


async def test_carol_asks_and_is_not_let_in(
    bot: BotClient, control: Control, carol: User, ward: Chat, new_link: NewLink
) -> None:
    link = await new_link(creates_join_request=True)
    await control.join(user=carol["id"], link=link["invite_link"])
    about_carol = {"chat_id": ward["id"], "user_id": carol["id"]}
    assert await bot.call("declineChatJoinRequest", **about_carol) is True
    refusal = await bot.refused("declineChatJoinRequest", **about_carol)
    assert refusal == "400 Bad Request: HIDE_REQUESTER_MISSING"


@pytest.mark.parametrize(
    ("terms", "complaint"),
    [
        ({"name": "x" * 33}, "INVITE_TITLE_TOO_LONG"),
        ({"expire_date": 1}, "EXPIRE_DATE_INVALID"),
        ({"member_limit": 2, "creates_join_request": True}, "USAGE_LIMIT_INVALID"),
    ],
)
async def test_links_that_telegram_refuses(
    bot: BotClient, ward: Chat, terms: JsonObject, complaint: str
) -> None:
    refusal = await bot.refused("createChatInviteLink", chat_id=ward["id"], **terms)
    assert refusal == f"400 Bad Request: {complaint}"


async def test_links_need_rights_and_a_chat_of_many(
    bot: BotClient, control: Control, alice: User, ward: Chat
) -> None:
    await control.promote(ward["id"], bot=bot.username, rights=["can_manage_chat"])
    refusal = await bot.refused("createChatInviteLink", chat_id=ward["id"])
    assert refusal == "400 Bad Request: not enough rights to manage chat invite link"
    refusal = await bot.refused("createChatInviteLink", chat_id=alice["id"])
    assert refusal == "400 Bad Request: can't invite members to a private chat"


async def test_a_banned_person_does_not_come_back_by_a_link(
    bot: BotClient, control: Control, bob: User, ward: Chat, new_link: NewLink
) -> None:
    link = await new_link()
    await bot.call("banChatMember", chat_id=ward["id"], user_id=bob["id"])
    with pytest.raises(ControlRefusedError, match="user: Bob was banned"):
        await control.join(user=bob["id"], link=link["invite_link"])
