"""Messages come into being, change and go; bots that may see it get an update."""

import secrets

from bot.sandbox.accounts import Account, Bot
from bot.sandbox.chats import Chat, Kind, Message
from bot.sandbox.jsons import JsonObject
from bot.sandbox.reactions import Reactions
from bot.sandbox.world import World

SERVICE = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "new_chat_title",
        "new_chat_photo",
        "delete_chat_photo",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "group_chat_created",
    }
)
"""Content that tells of an event. Every bot in the chat sees it."""


def post(
    world: World,
    chat: Chat,
    sender: Account,
    content: JsonObject,
    *,
    thread: int | None = None,
    reply_to: Message | None = None,
    markup: JsonObject | None = None,
) -> Message:
    """Put a message into a chat and tell the bots there."""
    message = Message(
        id=chat.next_message_id(),
        chat=chat,
        sender=sender,
        date=int(world.clock.now()),
        content=content,
        thread=thread,
        reply_to=reply_to or _topic_root(chat, thread),
        markup=markup,
    )
    chat.messages[message.id] = message
    announce(world, "message", message)
    _tell_bots(world, message, "channel_post" if chat.kind is Kind.CHANNEL else "message")
    return message


def note_edit(world: World, message: Message) -> None:
    """Date an edit that was just made and tell the bots."""
    message.edit_date = int(world.clock.now())
    announce(world, "edited_message", message)
    channel = message.chat.kind is Kind.CHANNEL
    _tell_bots(world, message, "edited_channel_post" if channel else "edited_message")


def delete(world: World, message: Message) -> None:
    """Bots are not told of deletions."""
    chat = message.chat
    message.deleted = True
    del chat.messages[message.id]
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    announce(world, "deleted_message", message)


def react(
    world: World, message: Message, account: Account, reactions: list[JsonObject]
) -> list[JsonObject]:
    """Put these reactions in place of the old ones, which come back."""
    message.reactions = message.reactions or Reactions()
    old = message.reactions.give(account.id, reactions)
    chat = message.chat
    world.events.publish(
        "reaction",
        chat_id=chat.id,
        bot=account.username if account.is_bot else chat.bot and chat.bot.username,
        user=account.id,
        message_id=message.id,
        reaction=reactions,
    )
    return old


def announce(world: World, event: str, message: Message) -> None:
    """Tell whoever watches the box about a message."""
    if world.events.heard:
        chat = message.chat
        world.events.publish(
            event,
            chat_id=chat.id,
            bot=chat.bot.username if chat.bot else None,
            message=message.as_json(phone=True),
        )


def new_id() -> str:
    """Unguessable digits, as Telegram's ids of queries, polls and albums are."""
    return str(secrets.randbelow(9 * 10**18) + 10**18)


def message_line(chat: Chat) -> tuple[str, int]:
    """The webhook queue key of messages and edits."""
    return ("chat", chat.id)


def _topic_root(chat: Chat, thread: int | None) -> Message | None:
    """What stands in a topic replies to the message that opened it, unless to something else."""
    return None if thread is None else chat.messages.get(thread)


def _tell_bots(world: World, message: Message, kind: str) -> None:
    if message.sender.is_bot and not SERVICE & message.content.keys():
        return
    chat = message.chat
    listeners = [chat.bot] if chat.bot else chat.bots.values()
    now = world.clock.now()
    for bot in listeners:
        if bot is not message.sender and _sees(bot, message):
            bot.updates.put(kind, message.as_json(), message_line(chat), now)


def _sees(bot: Bot, message: Message) -> bool:
    """In groups, a bot in privacy mode sees only what is meant for it, unless it is an admin."""
    chat = message.chat
    if chat.private:
        return True
    status = chat.status_of(bot.id)
    if not status.inside:
        return False
    if chat.kind is Kind.CHANNEL or bot.reads_all or status.rules:
        return True
    return (
        bool(SERVICE & message.content.keys()) or _answers(bot, message) or _commands(bot, message)
    )


def _answers(bot: Bot, message: Message) -> bool:
    """Whether it replies to this bot; standing in a topic that the bot opened is no reply."""
    replied = message.reply_to
    return replied is not None and replied.sender is bot and replied.id != message.thread


def _commands(bot: Bot, message: Message) -> bool:
    """Whether it starts with a command for this bot, or for no bot in particular."""
    text = str(message.content.get("text", ""))
    command, _, addressee = text.split(maxsplit=1)[0].partition("@") if text else ("", "", "")
    return command.startswith("/") and addressee.lower() in ("", bot.username.lower())
