"""What all sends of bots share: where to, in reply to what, with which keyboard, how often."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.sandbox import access, utf16
from bot.sandbox.buttons import require_place
from bot.sandbox.calling import Call
from bot.sandbox.chats import Chat, Message
from bot.sandbox.errors import bad_request, too_many_requests
from bot.sandbox.jsons import JsonObject
from bot.sandbox.markup import reply_markup
from bot.sandbox.params import Params
from bot.sandbox.posting import post
from bot.sandbox.text import quoted_text
from bot.sandbox.topics import GENERAL
from bot.sandbox.voting import poll_in
from bot.sandbox.world import World

HEEDED = (
    "chat_id message_thread_id disable_notification protect_content allow_paid_broadcast "
    "message_effect_id reply_parameters"
)
"""Parameters of every send but for its content and keyboard."""

LONGEST_QUOTE = 1024
"""Characters."""

_REPLY_KEYS = frozenset(
    {
        "message_id",
        "chat_id",
        "allow_sending_without_reply",
        "quote",
        "quote_parse_mode",
        "quote_entities",
        "quote_position",
        "poll_option_id",
    }
)

Make = Callable[[Chat], Sequence[JsonObject]]
"""Content of one message, or of several for an album; made when everything else is known good."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What is sent: the permission it takes, and how a refusal calls it."""

    permission: str
    plural: str


TEXT = Sort("can_send_messages", "text messages")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    message_id: int
    chat_id: int | None
    optional: bool
    quote: JsonObject
    """With `text` and `entities`; empty if all of the message is replied to."""
    poll_option: str


def send(call: Call, sort: Sort, make: Callable[[Chat], JsonObject]) -> Message:
    """One message, with the keyboard of the call."""
    markup = reply_markup(call.params)
    return send_all(call, sort, lambda chat: [make(chat)], markup)[0]


def send_all(call: Call, sort: Sort, make: Make, markup: JsonObject | None = None) -> list[Message]:
    """Checked in Telegram's order: parameters, chat, thread, reply, and the limits at last."""
    world, bot, params = call.world, call.bot, call.params
    reply = _read_reply(world, params)
    chat = access.chat_to_write(world, bot, params)
    access.require_right_to_post(chat, bot, sort.permission, sort.plural)
    require_place(chat, markup)
    thread = thread_in(chat, call)
    replied = _replied(chat, reply) if reply else None
    shared = _shared(chat, params) | (_quoting(world, reply, replied) if reply else {})
    contents = make(chat)
    take_from_limits(call, chat, len(contents))
    return [
        post(
            world,
            chat,
            bot,
            {**content, **shared} if shared else content,
            thread=thread,
            reply_to=replied,
            markup=markup,
        )
        for content in contents
    ]


def take_from_limits(call: Call, chat: Chat, messages: int) -> None:
    paid = call.params.flag("allow_paid_broadcast")
    now = call.world.clock.now()
    wait = call.world.limits.take(call.bot.id, chat.id, now, paid=paid, messages=messages)
    if wait:
        raise too_many_requests(wait)


def thread_in(chat: Chat, call: Call) -> int | None:
    """The thread of `message_thread_id`; None for the general topic, and where there is none."""
    thread = call.params.integer("message_thread_id")
    if not thread or (chat.is_forum and thread == GENERAL):
        topic = chat.general
    elif (found := chat.topics.get(thread)) is None:
        raise bad_request("message thread not found")
    else:
        topic = found
    if topic.closed and not chat.standing_of(call.bot.id).may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return None if topic is chat.general else thread


def _shared(chat: Chat, params: Params) -> JsonObject:
    shared: JsonObject = {}
    params.flag("disable_notification")
    if params.flag("protect_content"):
        shared["has_protected_content"] = True
    if params.has("message_effect_id"):
        if chat.private:
            shared["effect_id"] = params.text("message_effect_id")
        else:
            params.remark("message_effect_id", "effects are for private chats")
    return shared


def _read_reply(world: World, params: Params) -> _Reply | None:
    given = params.object("reply_parameters", "reply parameters")
    if not given:
        if given is not None:
            params.remark("reply_parameters", "an empty object replies to nothing")
        return None
    for key in given.keys() - _REPLY_KEYS:
        params.remark("reply_parameters", f'the sandbox ignores the field "{key}"')
    message_id, chat_id = given.get("message_id"), given.get("chat_id")
    if not isinstance(message_id, int):
        problem = 'field "message_id" must be of type Number'
        raise bad_request(problem if "message_id" in given else 'can\'t find field "message_id"')
    return _Reply(
        message_id=message_id,
        chat_id=chat_id if isinstance(chat_id, int) else None,
        optional=given.get("allow_sending_without_reply") is True,
        quote=quoted_text(world, params.within(given)),
        poll_option=str(given.get("poll_option_id") or ""),
    )


def _replied(chat: Chat, reply: _Reply) -> Message | None:
    elsewhere = reply.chat_id not in (None, chat.id)
    found = None if elsewhere else chat.messages.get(reply.message_id)
    if found is None and not reply.optional:
        raise bad_request("message to be replied not found")
    return found


def _quoting(world: World, reply: _Reply, replied: Message | None) -> JsonObject:
    """What in the message is replied to: some of its words, or an option of its poll."""
    if replied is None:
        return {}
    pointed: JsonObject = {}
    if reply.quote:
        words = str(replied.content.get("text") or replied.content.get("caption") or "")
        quoted = str(reply.quote["text"])
        place = words.find(quoted)
        if place < 0 or len(quoted) > LONGEST_QUOTE:
            raise bad_request("QUOTE_TEXT_INVALID")
        position = utf16.length(words[:place])
        pointed["quote"] = {**reply.quote, "position": position, "is_manual": True}
    poll = poll_in(world, replied)
    if poll is not None and reply.poll_option in {option.id for option in poll.options}:
        pointed["reply_to_poll_option_id"] = reply.poll_option
    return pointed
