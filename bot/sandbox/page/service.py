"""Messages that nobody wrote: they tell of an event in the chat."""

from bot.sandbox.chats import Message
from bot.sandbox.page.names import account_name
from bot.sandbox.page.reading import inner, listed, text
from bot.sandbox.posting import SERVICE

_TOLD = {
    "migrate_to_chat_id": "The group goes on as a supergroup",
    "migrate_from_chat_id": "The group became a supergroup",
    "group_chat_created": "The group begins",
    "new_chat_photo": "The group has a new picture",
    "delete_chat_photo": "The group has no picture any more",
    "forum_topic_edited": "The topic was changed",
    "forum_topic_closed": "The topic was closed",
    "forum_topic_reopened": "The topic was opened again",
}


def service(message: Message) -> str:
    """What it tells; "" for a message that somebody wrote."""
    kind = next(iter(SERVICE & message.content.keys()), None)
    sender, content = message.sender.first_name, message.content
    match kind:
        case None:
            return ""
        case "new_chat_members":
            names = ", ".join(text(user, "first_name") for user in listed(content, kind))
            return f"{names} joined" if names == sender else f"{names} came in"
        case "left_chat_member":
            gone = text(inner(content, kind), "first_name")
            return f"{gone} left" if gone == sender else f"{gone} was removed"
        case "pinned_message":
            return f"{account_name(message.sender)} pinned a message"
        case "new_chat_title":
            return f"The group is now called “{text(content, kind)}”"
        case "forum_topic_created":
            return f"The topic “{text(inner(content, kind), 'name')}” begins"
        case _:
            return _TOLD.get(kind, "Something about the chat was changed")
