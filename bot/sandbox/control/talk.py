"""People write, edit and press."""

import asyncio
import base64

from bot.sandbox.accounts import Bot, Person
from bot.sandbox.chats import GENERAL_TOPIC, Chat, Kind, Message
from bot.sandbox.control import bodies, finding
from bot.sandbox.errors import ApiError, ControlError
from bot.sandbox.files import FileStore, StoredFile, Upload
from bot.sandbox.jsons import JsonObject
from bot.sandbox.posting import SERVICE, new_query_id, note_edit, post
from bot.sandbox.queries import Answer
from bot.sandbox.text import LONGEST_CAPTION, LONGEST_TEXT, persons_text
from bot.sandbox.world import World

_SMALL_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_SMALL_VOICE = b"OggS"


async def say(world: World, body: bodies.Say) -> JsonObject:
    """Put a message of this person into the chat and give it back."""
    person = finding.person(world, body.user)
    chat = finding.chat_as_seen(world, person, body.chat, body.bot)
    _require_voice(chat, person)
    reply_to = None if body.reply_to is None else finding.message(chat, body.reply_to, "reply_to")
    thread = _thread(chat, body.thread, reply_to)
    content = _content(chat, body)
    if chat.bot is not None:
        chat.bot.started_by.add(person.id)
    message = post(world, chat, person, content, thread=thread, reply_to=reply_to)
    return message.as_json(phone=True)


async def edit(world: World, body: bodies.Edit) -> JsonObject:
    person = finding.person(world, body.user)
    chat = finding.chat_as_seen(world, person, body.chat, body.bot)
    message = finding.message(chat, body.message)
    if message.sender is not person or SERVICE & message.content.keys():
        raise ControlError("message: only one's own messages can be edited", 403)
    if "text" in message.content:
        message.content = _typed(body.text, "text", LONGEST_TEXT)
    else:
        kept = {k: v for k, v in message.content.items() if not k.startswith("caption")}
        message.content = kept | _typed(body.text, "caption", LONGEST_CAPTION)
    note_edit(world, message)
    return message.as_json(phone=True)


async def press(world: World, body: bodies.Press) -> JsonObject:
    """Press an inline button and wait for what the bot answers."""
    person = finding.person(world, body.user)
    chat = finding.chat_as_seen(world, person, body.chat, body.bot)
    message = finding.message(chat, body.message)
    button = _button(message, body.button)
    data = button.get("callback_data")
    bot = message.sender
    if not isinstance(data, str) or not isinstance(bot, Bot):
        raise ControlError(f"button: {body.button!r} asks nothing of the bot")
    query_id = new_query_id()
    answered = bot.queries.ask(query_id, world.clock.now())
    query: JsonObject = {
        "id": query_id,
        "from": person.as_json(),
        "message": message.as_json(),
        "chat_instance": str(chat.instance_for(bot)),
        "data": data,
    }
    bot.updates.put("callback_query", query, ("tap", person.id), world.clock.now())
    try:
        return _answered(await asyncio.wait_for(asyncio.shield(answered), body.timeout))
    except TimeoutError:
        return {"answer": None, "alert": False, "unanswered": True}


def _answered(answer: Answer) -> JsonObject:
    told: JsonObject = {"answer": answer.text, "alert": answer.alert}
    return told if answer.url is None else {**told, "url": answer.url}


def _require_voice(chat: Chat, person: Person) -> None:
    if chat.bot is not None and person.id in chat.bot.blocked_by:
        raise ControlError(f"user: {person.first_name} has blocked the bot", 409)
    if chat.migrated_to is not None:
        raise ControlError(f"chat: it went on as {chat.migrated_to}", 409)
    if chat.kind is Kind.CHANNEL and not chat.status_of(person.id).rules:
        raise ControlError(f"user: {person.first_name} may not post in the channel", 403)
    if person.deactivated:
        raise ControlError(f"user: the account of {person.first_name} is deleted", 409)


def _thread(chat: Chat, thread: int | None, reply_to: Message | None) -> int | None:
    """A reply goes to the topic of what it replies to."""
    if thread is None:
        return reply_to.thread if reply_to else None
    if thread == GENERAL_TOPIC and chat.is_forum:
        return None
    if thread not in chat.topics:
        raise ControlError(f"thread: there is no topic {thread} in the chat", 404)
    return thread


def _content(chat: Chat, body: bodies.Say) -> JsonObject:
    if body.voice is not None and body.photo is not None:
        raise ControlError("photo: a message is either a voice note or a photo")
    if body.voice is None and body.photo is None:
        if body.text is None:
            raise ControlError("text: say something, or send a voice note or a photo")
        return _typed(body.text, "text", LONGEST_TEXT)
    caption = _typed(body.text, "caption", LONGEST_CAPTION) if body.text else {}
    return _file(chat, body) | caption


def _file(chat: Chat, body: bodies.Say) -> JsonObject:
    """A photo or a voice note, for every bot there to fetch."""
    bots = [chat.bot] if chat.bot else list(chat.bots.values())
    if not bots:
        raise ControlError("chat: there is no bot to send a file to")
    stored = _stored(bots[0].files, body)
    for bot in bots[1:]:
        bot.files.share(stored)
    return {stored.kind: stored.content}


def _stored(files: FileStore, body: bodies.Say) -> StoredFile:
    if body.voice is not None:
        voice = Upload(data=body.voice.data or _SMALL_VOICE, name="voice.oga", mime="audio/ogg")
        return files.add_voice(voice, body.voice.duration)
    given = body.photo.data if body.photo else None
    photo = Upload(data=given or _SMALL_PICTURE, name="photo", mime="image/png")
    try:
        return files.add_photo(photo)
    except ApiError as error:
        raise ControlError(f"photo: {error.description}") from None


def _typed(text: str, name: str, longest: int) -> JsonObject:
    if not text.strip():
        raise ControlError("text: it is blank")
    content = persons_text(text, name, "entities" if name == "text" else f"{name}_entities")
    if len(str(content[name])) > longest:
        raise ControlError(f"text: it is longer than {longest} characters")
    return content


def _button(message: Message, wanted: str) -> JsonObject:
    """The inline button with this label, or else with this callback data."""
    rows = (message.markup or {}).get("inline_keyboard")
    buttons = [button for row in rows for button in row] if isinstance(rows, list) else []
    for key in ("text", "callback_data"):
        for button in buttons:
            if isinstance(button, dict) and button.get(key) == wanted:
                return button
    labels = ", ".join(repr(button["text"]) for button in buttons) or "none"
    raise ControlError(f"button: there is no {wanted!r}; there are {labels}", 404)
