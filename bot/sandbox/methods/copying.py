"""Forwarding and copying messages."""

from collections.abc import Callable, Sequence

from bot.sandbox import access
from bot.sandbox.calling import Call, method
from bot.sandbox.chats import Chat, Kind, Message
from bot.sandbox.errors import bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.markup import reply_markup
from bot.sandbox.posting import SERVICE, new_id
from bot.sandbox.sends import HEEDED, Sort, send_all
from bot.sandbox.text import message_caption
from bot.sandbox.voting import copied, poll_in

MOST = 100
"""Messages in one call."""

_BOUND = ("has_protected_content", "effect_id", "quote", "reply_to_poll_option_id")
"""What belongs to the sending, not to what was sent."""
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_SORT = Sort("can_send_messages", "messages")

Take = Callable[[Message], JsonObject]


async def forward_message(call: Call) -> object:
    message = _single(call, "message to forward")
    if not _may_be_forwarded(message):
        raise bad_request("message can't be forwarded")
    return _sent(call, [message], forwarded)[0].as_json()


async def forward_messages(call: Call) -> object:
    return _ids(_sent(call, _several(call, _may_be_forwarded), forwarded))


async def copy_message(call: Call) -> object:
    params = call.params
    caption = message_caption(call.world, params) if params.has("caption") else None
    if caption and params.flag("show_caption_above_media"):
        caption["show_caption_above_media"] = True
    markup = reply_markup(params)
    message = _single(call, "message to copy")
    if not _may_be_copied(message):
        raise bad_request("message can't be copied")

    def take(original: Message) -> JsonObject:
        return _recaptioned(copied(call.world, original, call.bot), caption)

    return _ids(_sent(call, [message], take, markup))[0]


async def copy_messages(call: Call) -> object:
    caption: JsonObject | None = {} if call.params.flag("remove_caption") else None

    def take(original: Message) -> JsonObject:
        return _recaptioned(copied(call.world, original, call.bot), caption)

    return _ids(_sent(call, _several(call, _may_be_copied), take))


def forwarded(message: Message) -> JsonObject:
    """Its content, with where it came from; what was forwarded before keeps its first origin."""
    content = {key: value for key, value in message.content.items() if key not in _BOUND}
    if "forward_origin" in content:
        return content
    origin: JsonObject = {"type": "user", "date": message.date}
    if message.chat.kind is Kind.CHANNEL:
        origin |= {"type": "channel", "chat": message.chat.as_json(), "message_id": message.id}
    else:
        origin["sender_user"] = message.sender.as_json()
    return {"forward_origin": origin, **content}


def _recaptioned(content: JsonObject, caption: JsonObject | None) -> JsonObject:
    dropped = ("forward_origin", *_BOUND, *(_CAPTION if caption is not None else ()))
    return {key: value for key, value in content.items() if key not in dropped} | (caption or {})


def _source(call: Call) -> Chat:
    if not call.params.text("from_chat_id"):
        raise bad_request('parameter "from_chat_id" is required')
    return access.chat_to_read(call.world, call.bot, call.params, "from_chat_id")


def _single(call: Call, name: str) -> Message:
    return access.message_in(_source(call), call.params.integer("message_id"), name)


def _several(call: Call, may: Callable[[Message], bool]) -> list[Message]:
    """Those that are there and may be passed on, in the order of the chat."""
    ids = call.params.message_ids("message_ids", MOST)
    if ids != sorted(set(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    chat = _source(call)
    found = [chat.messages[number] for number in ids if number in chat.messages]
    leaving = [message for message in found if may(message)]
    if not leaving:
        raise bad_request("there are no messages to forward")
    return leaving


def _may_be_copied(message: Message) -> bool:
    return not SERVICE & message.content.keys()


def _may_be_forwarded(message: Message) -> bool:
    return _may_be_copied(message) and "has_protected_content" not in message.content


def _sent(
    call: Call, originals: Sequence[Message], take: Take, markup: JsonObject | None = None
) -> list[Message]:
    """What stood together in albums does so again, in new ones."""
    albums: dict[object, str] = {}

    def make(_: Chat) -> list[JsonObject]:
        return [_in_album(take(original), albums) for original in originals]

    sent = send_all(call, _SORT, make, markup)
    for message in sent:
        if poll := poll_in(call.world, message):
            poll.messages.append(message)
    return sent


def _in_album(content: JsonObject, albums: dict[object, str]) -> JsonObject:
    if "media_group_id" not in content:
        return content
    new = albums.setdefault(content["media_group_id"], new_id())
    return {**content, "media_group_id": new}


def _ids(messages: Sequence[Message]) -> list[JsonObject]:
    return [{"message_id": message.id} for message in messages]


_TO = "chat_id message_thread_id disable_notification protect_content message_effect_id"

METHODS = (
    method("forwardMessage", forward_message, f"{_TO} from_chat_id message_id"),
    method("forwardMessages", forward_messages, f"{_TO} from_chat_id message_ids"),
    method(
        "copyMessage",
        copy_message,
        f"{HEEDED} reply_markup from_chat_id message_id caption parse_mode caption_entities "
        "show_caption_above_media",
    ),
    method("copyMessages", copy_messages, f"{_TO} from_chat_id message_ids remove_caption"),
)
