"""What people put into messages: words, pictures, voices, files, places, phone numbers."""

import base64

from bot.sandbox.accounts import Person
from bot.sandbox.chats import Chat
from bot.sandbox.cleaning import is_blank
from bot.sandbox.control import bodies
from bot.sandbox.errors import ApiError, ControlError
from bot.sandbox.files import FileStore, StoredFile, Upload
from bot.sandbox.jsons import JsonObject
from bot.sandbox.text import LONGEST_CAPTION, LONGEST_TEXT, persons_text

_SMALL_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_SMALL_VOICE = b"OggS"
_SMALL_TEXT = b"A document.\n"

_BESIDE_TEXT = ("photo", "voice", "document", "location", "contact")


def content(chat: Chat, person: Person, body: bodies.Say) -> JsonObject:
    """One thing; words beside a file are its caption."""
    given = [name for name in _BESIDE_TEXT if getattr(body, name) is not None]
    if len(given) > 1:
        raise ControlError(f"{given[0]}: a message is either that or a {given[1]}")
    if not given:
        if body.text is None:
            raise ControlError("text: say something, or send a photo, a voice note or a document")
        return typed(body.text)
    if body.location is not None:
        return {"location": body.location.model_dump()}
    if body.contact is not None:
        return {"contact": _card(person, body.contact)}
    caption = typed(body.text, "caption") if body.text else {}
    return _file(chat, body) | caption


def typed(text: str, name: str = "text") -> JsonObject:
    """As text or caption of a message."""
    if is_blank(text):
        raise ControlError("text: it is blank")
    content = persons_text(text, name, "entities" if name == "text" else f"{name}_entities")
    longest = LONGEST_TEXT if name == "text" else LONGEST_CAPTION
    if len(str(content[name])) > longest:
        raise ControlError(f"text: it is longer than {longest} characters")
    return content


def _card(person: Person, given: bodies.Contact) -> JsonObject:
    """Somebody's contact; their own if no number is given."""
    if given.phone_number is not None:
        card = given.model_dump(exclude_none=True)
        return {"first_name": person.first_name, **card}
    number = f"+46{person.id % 10**9:09}"
    return {"phone_number": number, "first_name": person.first_name, "user_id": person.id}


def _file(chat: Chat, body: bodies.Say) -> JsonObject:
    """A file, for every bot there to fetch."""
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
        return files.add("voice", voice, {"duration": body.voice.duration})
    if body.document is not None:
        data = body.document.data or _SMALL_TEXT
        document = Upload(data=data, name=body.document.name, mime="application/octet-stream")
        return files.add("document", document, {})
    given = body.photo.data if body.photo else None
    photo = Upload(data=given or _SMALL_PICTURE, name="photo", mime="image/png")
    try:
        return files.add_photo(photo)
    except ApiError as error:
        raise ControlError(f"photo: {error.description}") from None
