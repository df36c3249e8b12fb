"""What a bot can learn about chats and do in them, beside sending."""

from bot.sandbox import access
from bot.sandbox.accounts import Account
from bot.sandbox.calling import Call, method
from bot.sandbox.chats import Chat, Kind, Status
from bot.sandbox.errors import bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.members import member_json, take_out
from bot.sandbox.posting import post

_GIFTS: JsonObject = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}
_PERMISSIONS: JsonObject = {
    "can_send_messages": True,
    "can_send_audios": True,
    "can_send_documents": True,
    "can_send_photos": True,
    "can_send_videos": True,
    "can_send_video_notes": True,
    "can_send_voice_notes": True,
    "can_send_polls": True,
    "can_send_other_messages": True,
    "can_add_web_page_previews": True,
    "can_react_to_messages": True,
    "can_edit_tag": False,
    "can_change_info": False,
    "can_invite_users": True,
    "can_pin_messages": False,
    "can_manage_topics": False,
}


async def get_chat(call: Call) -> object:
    chat = access.chat_to_read(call.world, call.bot, call.params)
    info = chat.as_json() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": _GIFTS,
    }
    if chat.person is not None and chat.person.username:
        info["active_usernames"] = [chat.person.username]
    if chat.kind in (Kind.GROUP, Kind.SUPERGROUP):
        info["permissions"] = _PERMISSIONS
    if chat.pinned:
        info["pinned_message"] = chat.messages[chat.pinned[-1]].as_json(quoting=False)
    return info


async def get_chat_member(call: Call) -> object:
    chat = access.chat_to_read(call.world, call.bot, call.params)
    account = call.world.account(call.params.integer("user_id"))
    if account is None or not (chat.private or account.id in chat.members):
        raise bad_request("member not found" if account else "invalid user_id specified")
    return member_json(chat, account, _standing(chat, account))


async def get_chat_administrators(call: Call) -> object:
    """Other bots only where they are asked for."""
    chat = access.chat_to_read(call.world, call.bot, call.params)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    with_bots = call.params.flag("return_bots")
    return [
        member_json(chat, account, status)
        for account_id, status in chat.members.items()
        if status.rules
        and (account := call.world.account(account_id)) is not None
        and (with_bots or account is call.bot or not account.is_bot)
    ]


async def get_chat_member_count(call: Call) -> object:
    chat = access.chat_to_read(call.world, call.bot, call.params)
    if chat.private:
        return 2
    return sum(status.inside for status in chat.members.values())


async def leave_chat(call: Call) -> object:
    chat = access.chat_to_write(call.world, call.bot, call.params)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    take_out(call.world, chat, call.bot, by=call.bot)
    return True


async def pin_chat_message(call: Call) -> object:
    chat = _chat_to_pin_in(call)
    message_id = call.params.integer("message_id")
    message = access.message_in(chat, message_id, "message to pin")
    call.params.flag("disable_notification")
    if message.id in chat.pinned:
        return True
    chat.pinned.append(message.id)
    post(call.world, chat, call.bot, {"pinned_message": message.as_json(quoting=False)})
    return True


async def unpin_chat_message(call: Call) -> object:
    """Without a message, the one that was pinned last."""
    chat = _chat_to_pin_in(call)
    message_id = call.params.integer("message_id") or next(reversed(chat.pinned), 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


def _chat_to_pin_in(call: Call) -> Chat:
    chat = access.chat_to_write(call.world, call.bot, call.params)
    access.require_rule(chat, call.bot, "manage pinned messages in the chat")
    return chat


def _standing(chat: Chat, account: Account) -> Status:
    return Status.MEMBER if chat.private else chat.status_of(account.id)


METHODS = (
    method("pinChatMessage", pin_chat_message, "chat_id message_id disable_notification"),
    method("unpinChatMessage", unpin_chat_message, "chat_id message_id"),
    method("leaveChat", leave_chat, "chat_id"),
    method("getChat", get_chat, "chat_id"),
    method("getChatAdministrators", get_chat_administrators, "chat_id return_bots"),
    method("getChatMemberCount", get_chat_member_count, "chat_id"),
    method("getChatMember", get_chat_member, "chat_id user_id"),
)
