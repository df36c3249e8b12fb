"""Pinning messages, in a chat or a topic."""

from bot.sandbox import access
from bot.sandbox.calling import Call, method
from bot.sandbox.chats import Chat, Kind
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.forums import topic_in
from bot.sandbox.posting import SERVICE, post


async def pin_chat_message(call: Call) -> object:
    chat = _chat_to_pin_in(call)
    message_id = call.params.integer("message_id")
    message = access.message_in(chat, message_id, "message to pin")
    if SERVICE & message.content.keys():
        raise bad_request("service messages can't be pinned")
    call.params.flag("disable_notification")
    if message.id in chat.pinned:
        return True
    chat.pinned.append(message.id)
    pinned = message.as_json(quoting=False)
    post(call.world, chat, call.bot, {"pinned_message": pinned}, thread=message.thread)
    return True


async def unpin_chat_message(call: Call) -> object:
    """Without a message, the one that was pinned last."""
    chat = _chat_to_pin_in(call)
    message_id = call.params.integer("message_id") or next(reversed(chat.pinned), 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    call.world.events.publish("unpinned", chat_id=chat.id, message_ids=[message_id])
    return True


async def unpin_all_chat_messages(call: Call) -> object:
    chat = _chat_to_pin_in(call)
    _unpin(call, chat, list(chat.pinned))
    return True


async def unpin_all_forum_topic_messages(call: Call) -> object:
    chat = _chat_to_pin_in(call)
    thread, _ = topic_in(chat, call)
    _unpin(call, chat, [number for number in chat.pinned if chat.messages[number].thread == thread])
    return True


async def unpin_all_general_forum_topic_messages(call: Call) -> object:
    chat = _chat_to_pin_in(call)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    _unpin(call, chat, [number for number in chat.pinned if chat.messages[number].thread is None])
    return True


def _unpin(call: Call, chat: Chat, message_ids: list[int]) -> None:
    chat.pinned[:] = [number for number in chat.pinned if number not in message_ids]
    call.world.events.publish("unpinned", chat_id=chat.id, message_ids=message_ids)


def _chat_to_pin_in(call: Call) -> Chat:
    chat = access.chat_to_write(call.world, call.bot, call.params)
    right = "can_edit_messages" if chat.kind is Kind.CHANNEL else "can_pin_messages"
    access.require_right(chat, call.bot, right, "manage pinned messages in the chat")
    return chat


METHODS = (
    method("pinChatMessage", pin_chat_message, "chat_id message_id disable_notification"),
    method("unpinChatMessage", unpin_chat_message, "chat_id message_id"),
    method("unpinAllChatMessages", unpin_all_chat_messages, "chat_id"),
    method(
        "unpinAllForumTopicMessages", unpin_all_forum_topic_messages, "chat_id message_thread_id"
    ),
    method("unpinAllGeneralForumTopicMessages", unpin_all_general_forum_topic_messages, "chat_id"),
)
