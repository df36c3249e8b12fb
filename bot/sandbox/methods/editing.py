"""Changing and deleting messages."""

from bot.sandbox import access
from bot.sandbox.calling import Call, method
from bot.sandbox.chats import Message
from bot.sandbox.errors import bad_request
from bot.sandbox.files import FileStore
from bot.sandbox.jsons import JsonObject
from bot.sandbox.markup import reply_markup
from bot.sandbox.methods.sending import stored_file
from bot.sandbox.params import Params
from bot.sandbox.posting import SERVICE, delete, note_edit
from bot.sandbox.text import message_caption, message_text

MOST_DELETED = 100
DELETABLE_SECONDS = 48 * 3600

_MEDIA = ("photo", "document", "voice")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")


async def edit_message_text(call: Call) -> object:
    content = message_text(call.world, call.params)
    options = call.params.object("link_preview_options", "object expected as link preview options")
    if options:
        content["link_preview_options"] = options
    message, markup = _to_edit(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    if "has_protected_content" in message.content:
        content["has_protected_content"] = True
    return _change(call, message, content, markup)


async def edit_message_caption(call: Call) -> object:
    caption = message_caption(call.world, call.params)
    message, markup = _to_edit(call)
    if not any(kind in message.content for kind in _MEDIA):
        raise bad_request("there is no caption in the message to edit")
    if call.params.flag("show_caption_above_media") and caption:
        caption["show_caption_above_media"] = True
    kept = {key: value for key, value in message.content.items() if key not in _CAPTION}
    return _change(call, message, {**kept, **caption}, markup)


async def edit_message_media(call: Call) -> object:
    media = call.params.object("media", "can't parse InputMedia: Expected an Object")
    if media is None:
        raise bad_request("media is not specified")
    kind, reference = media.get("type"), media.get("media")
    if kind not in ("photo", "document") or not isinstance(reference, str):
        raise bad_request(f"can't parse InputMedia: the sandbox does not play type {kind}")
    inner = Params(media, call.params.remark)
    caption = message_caption(call.world, inner)
    message, markup = _to_edit(call)
    add = FileStore.add_photo if kind == "photo" else FileStore.add_document
    stored = stored_file(call, kind, call.params.attached(reference), add)
    return _change(call, message, {kind: stored.content, **caption}, markup)


async def edit_message_reply_markup(call: Call) -> object:
    message, markup = _to_edit(call)
    return _change(call, message, message.content, markup)


async def delete_message(call: Call) -> object:
    if not call.params.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    message_id = call.params.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    chat = access.chat_to_write(call.world, call.bot, call.params)
    message = access.message_in(chat, message_id, "message to delete")
    _require_deletable(call, message)
    delete(call.world, message)
    return True


async def delete_messages(call: Call) -> object:
    """What is not there any more is skipped."""
    ids = call.params.array("message_ids", int, "can't parse message identifiers JSON object")
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MOST_DELETED:
        raise bad_request("too many message identifiers specified")
    chat = access.chat_to_write(call.world, call.bot, call.params)
    found = [chat.messages[number] for number in dict.fromkeys(ids) if number in chat.messages]
    for message in found:
        _require_deletable(call, message)
    for message in found:
        delete(call.world, message)
    return True


def _to_edit(call: Call) -> tuple[Message, JsonObject | None]:
    params = call.params
    if params.has("inline_message_id"):
        raise bad_request("the sandbox does not play inline messages")
    markup = reply_markup(params, inline_only=True)
    message_id = params.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    chat = access.chat_to_write(call.world, call.bot, params)
    message = access.message_in(chat, message_id, "message to edit")
    if not _may_edit(call, message):
        raise bad_request("message can't be edited")
    return message, markup


def _may_edit(call: Call, message: Message) -> bool:
    """Its own messages that carry no keyboard below the text field."""
    if message.sender is not call.bot or SERVICE & message.content.keys():
        return False
    return message.markup is None or "inline_keyboard" in message.markup


def _change(
    call: Call, message: Message, content: JsonObject, markup: JsonObject | None
) -> JsonObject:
    if markup is not None and message.markup is not None and "force_reply" in message.markup:
        # Whether an inline keyboard opens the reply field cannot be changed later.
        markup = {**markup, "force_reply": True}
    if content == message.content and markup == message.markup:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    if content is not message.content:
        message.content = content
    message.markup = markup
    note_edit(call.world, message)
    return message.as_json()


def _require_deletable(call: Call, message: Message) -> None:
    chat, bot = message.chat, call.bot
    age = call.world.clock.now() - message.date
    rules = chat.status_of(bot.id).rules
    foreign = message.sender is not bot and not chat.private and not rules
    if foreign or (age > DELETABLE_SECONDS and not rules):
        raise bad_request("message can't be deleted")


_TARGET = "chat_id message_id reply_markup"

METHODS = (
    method(
        "editMessageText",
        edit_message_text,
        f"{_TARGET} text parse_mode entities link_preview_options",
    ),
    method(
        "editMessageCaption",
        edit_message_caption,
        f"{_TARGET} caption parse_mode caption_entities show_caption_above_media",
    ),
    method("editMessageMedia", edit_message_media, f"{_TARGET} media"),
    method("editMessageReplyMarkup", edit_message_reply_markup, _TARGET),
    method("deleteMessage", delete_message, "chat_id message_id"),
    method("deleteMessages", delete_messages, "chat_id message_ids"),
)
