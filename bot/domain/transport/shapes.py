"""How the updates look that this bot reads: what Telegram promises of their fields.

Only fields that something is done with are here, and as little of them as makes them readable. All
else may be as it will: Telegram adds fields all the time.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.base.numbers import whole

Check = Callable[[Any], bool]

LAST_MOMENT = 2**31 - 1
"""Telegram tells moments in seconds since 1970, in 31 bits. 0 is a moment that it does not tell."""


def has_shape(update: Mapping[str, Any]) -> bool:
    """Whether what came can be read as what it says it is."""
    return all(fits(update[kind]) for kind, fits in KINDS.items() if kind in update)


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _yes_or_no(value: Any) -> bool:
    return isinstance(value, bool)


def _moment(value: Any) -> bool:
    return whole(value) and 0 <= value <= LAST_MOMENT


def _several(fits: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(fits, value))


def _thing(must: Mapping[str, Check], may: Mapping[str, Check] | None = None) -> Check:
    """An object that has the one fields, and of the others each as it should be or not at all."""

    def fits(value: Any) -> bool:
        if not isinstance(value, Mapping) or not must.keys() <= value.keys():
            return False
        if not all(check(value[name]) for name, check in must.items()):
            return False
        return all(value.get(name) is None or check(value[name]) for name, check in may_have)

    may_have = [*(may or {}).items()]
    return fits


_ANYTHING = _thing({})
_NAMES = dict.fromkeys(("first_name", "last_name", "username", "language_code"), _text)
_PERSON = _thing({"id": whole, "is_bot": _yes_or_no, "first_name": _text}, _NAMES)
_CHAT = _thing({"id": whole, "type": _text}, {**_NAMES, "title": _text, "is_forum": _yes_or_no})
_PIECES = _several(_thing({"type": _text, "offset": whole, "length": whole}))
_PLACE = {"message_id": whole, "date": _moment, "chat": _CHAT}
_MEDIA = ("video", "video_note", "animation", "voice", "audio", "sticker", "document")
_WRITTEN: dict[str, Check] = {
    "from": _PERSON,
    "sender_chat": _CHAT,
    "edit_date": _moment,
    "text": _text,
    "entities": _PIECES,
    "caption": _text,
    "caption_entities": _PIECES,
    "message_thread_id": whole,
    "is_topic_message": _yes_or_no,
    "new_chat_members": _several(_PERSON),
    "migrate_to_chat_id": whole,
    "migrate_from_chat_id": whole,
    "photo": _several(_ANYTHING),
    "reply_markup": _ANYTHING,
    **dict.fromkeys(_MEDIA, _ANYTHING),
}
_MESSAGE = _thing(_PLACE, {**_WRITTEN, "reply_to_message": _thing(_PLACE, _WRITTEN)})
_STANDING = _thing({"status": _text, "user": _PERSON}, {"until_date": _moment})

KINDS: dict[str, Check] = {
    "message": _MESSAGE,
    "edited_message": _MESSAGE,
    "callback_query": _thing(
        {"id": _text, "from": _PERSON, "chat_instance": _text}, {"data": _text, "message": _MESSAGE}
    ),
    "my_chat_member": _thing(
        {
            "chat": _CHAT,
            "from": _PERSON,
            "date": _moment,
            "old_chat_member": _STANDING,
            "new_chat_member": _STANDING,
        }
    ),
}
