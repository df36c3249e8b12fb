"""What all edits by bots share: which message, whether it may be changed, and whether it is."""

from bot.sandbox import access
from bot.sandbox.accounts import Bot
from bot.sandbox.buttons import require_place
from bot.sandbox.calling import Call
from bot.sandbox.chats import Message
from bot.sandbox.errors import bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.markup import reply_markup
from bot.sandbox.posting import SERVICE, note_edit


def to_edit(call: Call, what: str = "message to edit") -> tuple[Message, JsonObject | None]:
    """The message that the call names, if the bot may edit it, and the keyboard of the call."""
    params = call.params
    markup = reply_markup(params, inline_only=True)
    message_id = params.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    chat = access.chat_to_write(call.world, call.bot, params)
    message = access.message_in(chat, message_id, what)
    if not may_edit(call.bot, message):
        raise bad_request("message can't be edited")
    require_place(chat, markup)
    return message, markup


def may_edit(bot: Bot, message: Message) -> bool:
    """Its own messages that carry no keyboard below the text field."""
    fixed = SERVICE & message.content.keys() or "forward_origin" in message.content
    if message.sender is not bot or fixed:
        return False
    return message.markup is None or "inline_keyboard" in message.markup


def change(
    call: Call, message: Message, content: JsonObject, markup: JsonObject | None
) -> JsonObject:
    """Edit the message, or refuse if nothing would change."""
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
