"""Photos, videos, documents, voice notes and the like, one in a message or several in an album."""

from collections.abc import Awaitable, Callable

from bot.sandbox.calling import Call, Method, method
from bot.sandbox.errors import bad_request
from bot.sandbox.media import (
    ANIMATION,
    AUDIO,
    CAPTION,
    DOCUMENT,
    LIVE_PHOTO,
    PHOTO,
    STICKER,
    VIDEO,
    VIDEO_NOTE,
    VOICE,
    Medium,
    content_of,
    input_media,
)
from bot.sandbox.posting import new_id
from bot.sandbox.sends import HEEDED, send, send_all

MOST_IN_ALBUM = 10


def _sends(medium: Medium) -> Callable[[Call], Awaitable[object]]:
    async def run(call: Call) -> object:
        make = content_of(call, medium, call.params, call.params.upload(medium.name))
        return send(call, medium.sort, lambda _: make()).as_json()

    return run


async def send_media_group(call: Call) -> object:
    given = call.params.array("media", object, "can't parse media JSON object")
    if given is None:
        raise bad_request('parameter "media" is required')
    items = [input_media(call, item, for_album=True) for item in given]
    if len(items) > MOST_IN_ALBUM:
        raise bad_request("too many messages to send as an album")
    if not items:
        raise bad_request("there are no messages to send")
    _require_one_sort([medium for medium, _ in items])
    album = {"media_group_id": new_id()} if len(items) > 1 else {}
    if not album:
        call.params.remark("media", "an album has 2 to 10 items; this is sent as one message")
    first, _ = items[0]
    sent = send_all(call, first.sort, lambda _: [make() | album for _, make in items])
    return [message.as_json() for message in sent]


def _require_one_sort(media: list[Medium]) -> None:
    """Photos and videos go together; documents and music each only with their like."""
    for alone in (DOCUMENT, AUDIO):
        if alone in media and set(media) != {alone}:
            raise bad_request(f"{alone.type_name} can't be mixed with other media types")


def _method(name: str, medium: Medium) -> Method:
    caption = CAPTION if medium.captioned else ""
    parameters = f"{HEEDED} reply_markup {medium.name} {caption} {medium.parameters}"
    return method(name, _sends(medium), parameters)


METHODS = (
    _method("sendPhoto", PHOTO),
    _method("sendLivePhoto", LIVE_PHOTO),
    _method("sendAudio", AUDIO),
    _method("sendDocument", DOCUMENT),
    _method("sendVideo", VIDEO),
    _method("sendAnimation", ANIMATION),
    _method("sendVoice", VOICE),
    _method("sendVideoNote", VIDEO_NOTE),
    method("sendMediaGroup", send_media_group, f"{HEEDED} media"),
    _method("sendSticker", STICKER),
)
