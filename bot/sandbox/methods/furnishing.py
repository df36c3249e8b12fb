"""How a chat of many looks and what its members may do: title, description, photo, permissions."""

from bot.sandbox import access
from bot.sandbox.calling import Call, method
from bot.sandbox.chats import Chat, Kind
from bot.sandbox.cleaning import clean_name
from bot.sandbox.errors import bad_request
from bot.sandbox.files import Upload
from bot.sandbox.methods.ruling import read_permissions
from bot.sandbox.posting import post

LONGEST_TITLE = 128
LONGEST_DESCRIPTION = 255
"""Characters."""


async def set_chat_title(call: Call) -> object:
    chat = _chat(call, "title")
    title = clean_name(call.params.text("title"))
    if not title:
        raise bad_request("title must be non-empty")
    if len(title) > LONGEST_TITLE:
        call.params.remark("title", f"it is cut off after {LONGEST_TITLE} characters")
    if title[:LONGEST_TITLE] != chat.title:
        chat.title = title[:LONGEST_TITLE]
        post(call.world, chat, call.bot, {"new_chat_title": chat.title})
        _tell(call, chat)
    return True


async def set_chat_description(call: Call) -> object:
    chat = _chat(call, "description")
    description = call.params.words("description").strip()
    if len(description) > LONGEST_DESCRIPTION:
        call.params.remark("description", f"cut off after {LONGEST_DESCRIPTION} characters")
    if description[:LONGEST_DESCRIPTION] == chat.description:
        raise bad_request("chat description is not modified")
    chat.description = description[:LONGEST_DESCRIPTION]
    _tell(call, chat)
    return True


async def set_chat_photo(call: Call) -> object:
    given = call.params.upload("photo")
    if not isinstance(given, Upload):
        missing = "there is no photo in the request"
        raise bad_request("photo must be uploaded as an InputFile" if given else missing)
    chat = _chat(call, "photo")
    stored = call.bot.files.add_photo(given)
    parts = list(stored.parts.values())
    chat.photo = {
        f"{size}_{name}": part[name]
        for size, part in (("small", parts[0]), ("big", parts[-1]))
        for name in ("file_id", "file_unique_id")
    }
    post(call.world, chat, call.bot, {"new_chat_photo": stored.content})
    _tell(call, chat)
    return True


async def delete_chat_photo(call: Call) -> object:
    chat = _chat(call, "photo")
    if chat.photo is not None:
        chat.photo = None
        post(call.world, chat, call.bot, {"delete_chat_photo": True})
        _tell(call, chat)
    return True


async def set_chat_permissions(call: Call) -> object:
    permissions = read_permissions(call.params)
    chat = access.chat_to_write(call.world, call.bot, call.params)
    if chat.kind not in (Kind.GROUP, Kind.SUPERGROUP):
        raise bad_request("can't change permissions in the chat")
    if not chat.standing_of(call.bot.id).may("can_restrict_members"):
        raise bad_request("not enough rights to change chat permissions")
    if permissions == chat.permissions:
        raise bad_request("CHAT_NOT_MODIFIED")
    chat.permissions = permissions
    return True


def _chat(call: Call, what: str) -> Chat:
    chat = access.chat_to_write(call.world, call.bot, call.params)
    if chat.private:
        raise bad_request(f"can't change private chat {what}")
    access.require_right(chat, call.bot, "can_change_info", f"change chat {what}")
    return chat


def _tell(call: Call, chat: Chat) -> None:
    call.world.events.publish("chat", chat_id=chat.id)


METHODS = (
    method(
        "setChatPermissions",
        set_chat_permissions,
        "chat_id permissions use_independent_chat_permissions",
    ),
    method("setChatPhoto", set_chat_photo, "chat_id photo"),
    method("deleteChatPhoto", delete_chat_photo, "chat_id"),
    method("setChatTitle", set_chat_title, "chat_id title"),
    method("setChatDescription", set_chat_description, "chat_id description"),
)
