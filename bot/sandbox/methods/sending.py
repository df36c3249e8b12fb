"""Messages, photos, documents and voice notes from bots."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox import access
from bot.sandbox.calling import Call, method
from bot.sandbox.chats import GENERAL_TOPIC, Chat, Kind, Message
from bot.sandbox.errors import bad_request, too_many_requests
from bot.sandbox.files import FileStore, StoredFile, Upload
from bot.sandbox.jsons import JsonObject
from bot.sandbox.markup import reply_markup
from bot.sandbox.params import Params
from bot.sandbox.posting import post
from bot.sandbox.text import message_caption, message_text

_HEEDED = (
    "chat_id message_thread_id disable_notification protect_content allow_paid_broadcast "
    "reply_parameters reply_markup"
)
_REPLY_KEYS = frozenset({"message_id", "chat_id", "allow_sending_without_reply"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    message_id: int
    chat_id: int | None
    optional: bool


async def send_message(call: Call) -> object:
    content = message_text(call.world, call.params)
    _read_preview(call.params, content)
    return _send(call, lambda: content)


async def send_photo(call: Call) -> object:
    return _send_file(call, "photo", FileStore.add_photo)


async def send_document(call: Call) -> object:
    return _send_file(call, "document", FileStore.add_document)


async def send_voice(call: Call) -> object:
    seconds = call.params.integer("duration", 0, 0)
    return _send_file(call, "voice", lambda files, upload: files.add_voice(upload, seconds))


def stored_file(
    call: Call,
    kind: str,
    given: Upload | str,
    add: Callable[[FileStore, Upload], StoredFile],
) -> StoredFile:
    """The file that was uploaded, or the one that a file id names."""
    if isinstance(given, Upload):
        if not given.data:
            raise bad_request("file must be non-empty")
        return add(call.bot.files, given)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = call.bot.files.by_id(given)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored


def _send_file(call: Call, kind: str, add: Callable[[FileStore, Upload], StoredFile]) -> object:
    caption = message_caption(call.world, call.params)
    given = call.params.upload(kind)
    if call.params.flag("show_caption_above_media") and caption:
        caption["show_caption_above_media"] = True
    if call.params.flag("has_spoiler"):
        caption["has_media_spoiler"] = True
    return _send(call, lambda: {kind: stored_file(call, kind, given, add).content, **caption})


def _send(call: Call, make_content: Callable[[], JsonObject]) -> JsonObject:
    """What all sends share, checked in Telegram's order: parameters, chat, thread, reply."""
    world, bot, params = call.world, call.bot, call.params
    reply = _read_reply(params)
    markup = reply_markup(params)
    chat = access.chat_to_write(world, bot, params)
    access.require_right_to_post(chat, bot)
    thread = _thread(chat, params)
    replied = _replied(chat, reply) if reply else None
    content = make_content()
    if params.flag("protect_content"):
        content = {**content, "has_protected_content": True}
    params.flag("disable_notification")
    paid = params.flag("allow_paid_broadcast")
    if wait := world.limits.take(bot.id, chat.id, world.clock.now(), paid=paid):
        raise too_many_requests(wait)
    message = post(world, chat, bot, content, thread=thread, reply_to=replied, markup=markup)
    return message.as_json()


def _read_preview(params: Params, content: JsonObject) -> None:
    options = params.object("link_preview_options", "object expected as link preview options")
    if options:
        content["link_preview_options"] = options


def _read_reply(params: Params) -> _Reply | None:
    given = params.object("reply_parameters", "object expected as reply parameters")
    if given is None:
        return None
    for key in given.keys() - _REPLY_KEYS:
        params.remark("reply_parameters", f'the sandbox ignores the field "{key}"')
    message_id, chat_id = given.get("message_id"), given.get("chat_id")
    if not isinstance(message_id, int):
        params.remark("reply_parameters", "message_id is no Integer; nothing is replied to")
        return None
    return _Reply(
        message_id=message_id,
        chat_id=chat_id if isinstance(chat_id, int) else None,
        optional=given.get("allow_sending_without_reply") is True,
    )


def _thread(chat: Chat, params: Params) -> int | None:
    thread = params.integer("message_thread_id")
    if not thread or (chat.is_forum and thread == GENERAL_TOPIC):
        return None
    if thread not in chat.topics:
        raise bad_request("message thread not found")
    return thread


def _replied(chat: Chat, reply: _Reply) -> Message | None:
    elsewhere = reply.chat_id not in (None, chat.id)
    found = None if elsewhere else chat.messages.get(reply.message_id)
    if found is None and not reply.optional:
        raise bad_request("message to be replied not found")
    return found


async def send_chat_action(call: Call) -> object:
    action = call.params.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = access.chat_to_write(call.world, call.bot, call.params)
    if chat.kind is Kind.CHANNEL:
        access.require_right_to_post(chat, call.bot)
    _thread(chat, call.params)
    call.world.events.publish("chat_action", chat_id=chat.id, bot=call.bot.username, action=action)
    return True


_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "record_audio",
        "upload_audio",
        "cancel",
    }
)

_CAPTION = "caption parse_mode caption_entities"

METHODS = (
    method("sendMessage", send_message, f"{_HEEDED} text parse_mode entities link_preview_options"),
    method(
        "sendPhoto", send_photo, f"{_HEEDED} {_CAPTION} photo show_caption_above_media has_spoiler"
    ),
    method(
        "sendDocument",
        send_document,
        f"{_HEEDED} {_CAPTION} document disable_content_type_detection",
    ),
    method("sendVoice", send_voice, f"{_HEEDED} {_CAPTION} voice duration"),
    method("sendChatAction", send_chat_action, "chat_id message_thread_id action"),
)
