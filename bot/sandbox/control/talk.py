"""People write, edit and delete what they wrote, and follow links to bots."""

from bot.sandbox.accounts import Person
from bot.sandbox.chats import Chat, Kind, Message
from bot.sandbox.control import bodies, finding
from bot.sandbox.control.said import content, typed
from bot.sandbox.errors import ControlError
from bot.sandbox.jsons import JsonObject
from bot.sandbox.members import bring_in
from bot.sandbox.posting import SERVICE, delete, note_edit, post
from bot.sandbox.text import persons_text
from bot.sandbox.topics import GENERAL
from bot.sandbox.world import World


async def say(world: World, body: bodies.Say) -> JsonObject:
    """Put a message of this person into the chat and give it back."""
    person = finding.person(world, body.user)
    chat = finding.chat_as_seen(world, person, body.chat, body.bot)
    _require_voice(chat, person)
    reply_to = None if body.reply_to is None else finding.message(chat, body.reply_to, "reply_to")
    thread = _thread(chat, person, body.thread, reply_to)
    said = content(chat, person, body)
    if chat.bot is not None:
        chat.bot.started_by.add(person.id)
    message = post(world, chat, person, said, thread=thread, reply_to=reply_to)
    return message.as_json(phone=True)


async def start(world: World, body: bodies.Start) -> JsonObject:
    """Follow a link to the bot, `?start=` or `?startgroup=`, and press Start; the message."""
    person, bot = finding.person(world, body.user), finding.bot(world, body.bot)
    chat = finding.chat_as_seen(world, person, body.chat, bot.username)
    if not chat.private and not chat.standing_of(bot.id).inside:
        bring_in(world, chat, bot, by=person)
    _require_voice(chat, person)
    command = "/start" if chat.private else f"/start@{bot.username}"
    if chat.private:
        bot.started_by.add(person.id)
    typed_by_phone = f"{command} {body.payload}" if body.payload else command
    return post(world, chat, person, persons_text(typed_by_phone)).as_json(phone=True)


async def edit(world: World, body: bodies.Edit) -> JsonObject:
    person = finding.person(world, body.user)
    chat = finding.chat_as_seen(world, person, body.chat, body.bot)
    message = finding.message(chat, body.message)
    if message.sender is not person or SERVICE & message.content.keys():
        raise ControlError("message: only one's own messages can be edited", 403)
    if "text" in message.content:
        message.content = typed(body.text)
    else:
        kept = {k: v for k, v in message.content.items() if not k.startswith("caption")}
        message.content = kept | typed(body.text, "caption")
    note_edit(world, message)
    return message.as_json(phone=True)


async def unsay(world: World, body: bodies.OfMessage) -> JsonObject:
    """Delete a message for everybody. In a private chat, those of the bot as well."""
    person = finding.person(world, body.user)
    chat = finding.chat_as_seen(world, person, body.chat, body.bot)
    message = finding.message(chat, body.message)
    may = chat.private or chat.standing_of(person.id).may("can_delete_messages")
    if message.sender is not person and not may:
        raise ControlError("message: only one's own messages can be deleted", 403)
    delete(world, message)
    return {}


def _require_voice(chat: Chat, person: Person) -> None:
    name = person.first_name
    if chat.bot is not None and person.id in chat.bot.blocked_by:
        raise ControlError(f"user: {name} has blocked the bot", 409)
    if chat.migrated_to is not None:
        raise ControlError(f"chat: it went on as {chat.migrated_to}", 409)
    if chat.dissolved:
        raise ControlError("chat: it was deleted", 409)
    if chat.kind is Kind.CHANNEL and not chat.standing_of(person.id).may("can_post_messages"):
        raise ControlError(f"user: {name} may not post in the channel", 403)
    if chat.kind is not Kind.CHANNEL and not chat.permits(person.id, "can_send_messages"):
        raise ControlError(f"user: {name} may not write in the chat", 403)
    if person.deactivated:
        raise ControlError(f"user: the account of {name} is deleted", 409)


def _thread(chat: Chat, person: Person, thread: int | None, reply_to: Message | None) -> int | None:
    """A reply goes to the topic of what it replies to."""
    if thread is None:
        thread = reply_to.thread if reply_to else None
    if thread == GENERAL and chat.is_forum:
        thread = None
    if thread is not None and thread not in chat.topics:
        raise ControlError(f"thread: there is no topic {thread} in the chat", 404)
    topic = chat.general if thread is None else chat.topics[thread]
    if topic.closed and not chat.standing_of(person.id).may("can_manage_topics"):
        raise ControlError("thread: the topic is closed", 403)
    return thread
