"""Changing and deleting messages."""

from bot.sandbox import access
from bot.sandbox.calling import Call, method
from bot.sandbox.chats import Message
from bot.sandbox.edits import change, to_edit
from bot.sandbox.errors import bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.media import MEDIA, input_media
from bot.sandbox.posting import delete
from bot.sandbox.previews import with_preview
from bot.sandbox.text import message_caption, message_text

MOST_DELETED = 100
DELETABLE_SECONDS = 48 * 3600

_CAPTIONED = [medium.name for medium in MEDIA if medium.captioned]
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_LASTING = ("has_protected_content", "effect_id", "media_group_id")
"""What stays with a message when its content is exchanged."""


async def edit_message_text(call: Call) -> object:
    content = with_preview(call, message_text(call.world, call.params))
    message, markup = to_edit(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return change(call, message, content | _lasting(message), markup)


async def edit_message_caption(call: Call) -> object:
    caption = message_caption(call.world, call.params)
    message, markup = to_edit(call)
    if not any(kind in message.content for kind in _CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    if call.params.flag("show_caption_above_media") and caption:
        caption["show_caption_above_media"] = True
    kept = {key: value for key, value in message.content.items() if key not in _CAPTION}
    return change(call, message, {**kept, **caption}, markup)


async def edit_message_media(call: Call) -> object:
    """A text can become a picture as well."""
    item = call.params.json("media", "can't parse input media JSON object")
    if item is None:
        raise bad_request('parameter "media" is required')
    _, make = input_media(call, item, for_album=False)
    message, markup = to_edit(call)
    if not ("text" in message.content or any(kind in message.content for kind in _CAPTIONED)):
        raise bad_request("message can't be edited")
    return change(call, message, make() | _lasting(message), markup)


async def edit_message_reply_markup(call: Call) -> object:
    message, markup = to_edit(call)
    return change(call, message, message.content, markup)


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
    ids = call.params.message_ids("message_ids", MOST_DELETED)
    chat = access.chat_to_write(call.world, call.bot, call.params)
    found = [chat.messages[number] for number in dict.fromkeys(ids) if number in chat.messages]
    for message in found:
        _require_deletable(call, message)
    for message in found:
        delete(call.world, message)
    return True


def _lasting(message: Message) -> JsonObject:
    return {key: message.content[key] for key in _LASTING if key in message.content}


def _require_deletable(call: Call, message: Message) -> None:
    chat, bot = message.chat, call.bot
    age = call.world.clock.now() - message.date
    rules = chat.standing_of(bot.id).may("can_delete_messages")
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
