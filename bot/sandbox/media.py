"""Kinds of files that messages carry, as bots send them alone, in albums and in edits."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.accounts import Bot
from bot.sandbox.calling import Call
from bot.sandbox.errors import bad_request
from bot.sandbox.files import StoredFile, Upload
from bot.sandbox.jsons import JsonObject
from bot.sandbox.measuring import measured, small_picture
from bot.sandbox.online import BY_UPLOAD_ALONE, is_url
from bot.sandbox.params import Params
from bot.sandbox.recordings import recording
from bot.sandbox.sends import Sort
from bot.sandbox.text import message_caption

MOST_SECONDS = 24 * 3600
MOST_PIXELS = 10_000
LONGEST_VIDEO_NOTE = 640
"""Pixels."""

MOST_IN_LIVE_PHOTO = 10 << 20
"""Bytes."""
LONGEST_LIVE_PHOTO = 10
"""Seconds."""

CAPTION = "caption parse_mode caption_entities"

Facts = Callable[[Params], JsonObject]
"""What the sender says of the file, as fields of its object."""


@dataclass(frozen=True, slots=True)
class Medium:
    """`name` is the parameter, the field of the message, and the type of InputMedia."""

    name: str
    sort: Sort
    facts: Facts
    type_name: str
    """What td calls this kind of file."""
    parameters: str = ""
    """Those that it takes beside file and caption."""
    captioned: bool = True
    in_album: bool = True


def _nothing(_: Params) -> JsonObject:
    return {}


def _length(params: Params) -> JsonObject:
    return {"duration": params.integer("duration", 0, 0, MOST_SECONDS)}


def _music(params: Params) -> JsonObject:
    told = {name: params.words(name) for name in ("performer", "title")}
    return _length(params) | {name: value for name, value in told.items() if value}


def _moving_picture(params: Params) -> JsonObject:
    sides = {name: params.integer(name, 0, 0, MOST_PIXELS) for name in ("width", "height")}
    params.flag("supports_streaming")
    start = params.integer("start_timestamp", 0, 0, MOST_SECONDS)
    return {**sides, **_length(params), **({"start_timestamp": start} if start else {})}


def _round_video(params: Params) -> JsonObject:
    length = params.integer("length", 0, 0, MOST_PIXELS)
    if length > LONGEST_VIDEO_NOTE:
        raise bad_request("wrong video note length")
    return {"length": length, **_length(params)}


def _live(_: Params) -> JsonObject:
    return {"duration": 0, "width": 0, "height": 0}


def _sticker(params: Params) -> JsonObject:
    given = params.upload("sticker")
    name = given.name if isinstance(given, Upload) else ""
    sticker: JsonObject = {"type": "regular", "width": 0, "height": 0}
    sticker |= {"is_animated": name.endswith(".tgs"), "is_video": name.endswith(".webm")}
    return sticker | ({"emoji": params.text("emoji")} if params.text("emoji") else {})


_OF_LIVE_PHOTO = frozenset(
    ("file_id", "file_unique_id", "file_size", "mime_type", "duration", "width", "height")
)
"""What is told of its video, which may have been sent as one before."""

_ABOVE = "show_caption_above_media has_spoiler"
_SIDES = f"duration width height thumbnail {_ABOVE}"

PHOTO = Medium("photo", Sort("can_send_photos", "photos"), _nothing, "Photo", _ABOVE)
LIVE_PHOTO = Medium(
    "live_photo",
    Sort("can_send_photos", "photos"),
    _live,
    "Video",
    f"photo {_ABOVE}",
)
VIDEO = Medium(
    "video",
    Sort("can_send_videos", "videos"),
    _moving_picture,
    "Video",
    f"{_SIDES} start_timestamp supports_streaming",
)
ANIMATION = Medium(
    "animation",
    Sort("can_send_other_messages", "animations"),
    _moving_picture,
    "Animation",
    _SIDES,
    in_album=False,
)
AUDIO = Medium(
    "audio",
    Sort("can_send_audios", "music"),
    _music,
    "Audio",
    "duration performer title thumbnail",
)
DOCUMENT = Medium(
    "document",
    Sort("can_send_documents", "documents"),
    _nothing,
    "Document",
    "thumbnail disable_content_type_detection",
)
VOICE = Medium(
    "voice",
    Sort("can_send_voice_notes", "voice notes"),
    _length,
    "VoiceNote",
    "duration",
    in_album=False,
)
VIDEO_NOTE = Medium(
    "video_note",
    Sort("can_send_video_notes", "video notes"),
    _round_video,
    "VideoNote",
    "duration length thumbnail",
    captioned=False,
    in_album=False,
)
STICKER = Medium(
    "sticker",
    Sort("can_send_other_messages", "stickers"),
    _sticker,
    "Sticker",
    "emoji",
    captioned=False,
    in_album=False,
)

MEDIA = (PHOTO, LIVE_PHOTO, VIDEO, ANIMATION, AUDIO, DOCUMENT, VOICE, VIDEO_NOTE, STICKER)
_INPUTS = (PHOTO, LIVE_PHOTO, VIDEO, ANIMATION, AUDIO, DOCUMENT)
AS_INPUT = {medium.name: medium for medium in _INPUTS}
"""By type, what InputMedia can be."""

_TYPE_NAMES = {medium.name: medium.type_name for medium in MEDIA} | {"thumbnail": "Thumbnail"}


def content_of(
    call: Call, medium: Medium, params: Params, given: Upload | str
) -> Callable[[], JsonObject]:
    """Reads and checks the parameters at once; the file is looked up when it is called."""
    caption = message_caption(call.world, params) if medium.captioned else {}
    if params.flag("show_caption_above_media") and caption:
        caption["show_caption_above_media"] = True
    if params.flag("has_spoiler"):
        caption["has_media_spoiler"] = True
    facts = medium.facts(params)
    thumbnail = params.upload("thumbnail")
    if not given:
        raise bad_request(f"there is no {medium.name.replace('_', ' ')} in the request")
    still = _still(params) if medium is LIVE_PHOTO else ""

    def make() -> JsonObject:
        stored = _stored(call, medium, given, facts, thumbnail)
        return _shown(call, medium, stored, still) | caption

    return make


def input_media(
    call: Call, item: object, *, for_album: bool, refusal: str = "can't parse InputMedia: "
) -> tuple[Medium, Callable[[], JsonObject]]:
    """An InputMedia object; what is none is answered with `refusal` and the reason."""
    if not isinstance(item, dict):
        raise bad_request(f"{refusal}expected an Object")
    kind = item.get("type")
    if not isinstance(kind, str):
        raise bad_request(f'{refusal}can\'t find field "type"')
    params = call.params.within(item)
    given = params.upload("media")
    if not given or (isinstance(given, str) and given.startswith("attach://")):
        raise bad_request(f"{refusal}media not found")
    medium = AS_INPUT.get(kind)
    if medium is None:
        raise bad_request(f'{refusal}type "{kind}" is unsupported')
    if for_album and not medium.in_album:
        raise bad_request(f'{refusal}type "{kind}" can\'t be used in sendMediaGroup')
    params.remark_on_unknown(frozenset(f"type media {CAPTION} {medium.parameters}".split()))
    return medium, content_of(call, medium, params, given)


def _still(params: Params) -> Upload | str:
    """The picture that a live photo shows while it does not move."""
    still = params.upload("photo")
    if not still:
        raise bad_request("there is no photo in the request")
    if isinstance(still, str) and is_url(still):
        raise bad_request("wrong file identifier/HTTP URL specified")
    return still


def _shown(call: Call, medium: Medium, stored: StoredFile, still: Upload | str) -> JsonObject:
    """The file in its message; bots that know no such kind find an older one beside it."""
    shown: JsonObject = {medium.name: stored.content}
    if medium is ANIMATION:
        return {**shown, "document": _without_sides(stored)}
    if medium is LIVE_PHOTO:
        whole = next(iter(stored.parts.values()))
        sizes = _stored(call, PHOTO, still, {}, "").content
        moving = {name: value for name, value in whole.items() if name in _OF_LIVE_PHOTO}
        return {"live_photo": {**moving, "photo": sizes}, "photo": sizes}
    return shown


def _without_sides(animation: StoredFile) -> JsonObject:
    """An animation as older bots know it: a document, which has neither length nor size."""
    whole = next(iter(animation.parts.values()))
    sides = ("duration", "width", "height")
    return {key: value for key, value in whole.items() if key not in sides}


def _stored(
    call: Call, medium: Medium, given: Upload | str, facts: JsonObject, thumbnail: Upload | str
) -> StoredFile:
    """The file that was uploaded or stands at a URL, or the one that a file id names."""
    if isinstance(given, str) and is_url(given) and medium.name not in BY_UPLOAD_ALONE:
        given = call.world.online.fetch(given, medium.name)
    if isinstance(given, str):
        return _known(call.bot, medium, given)
    return _new(call.bot, medium, given, facts, thumbnail)


def _new(
    bot: Bot, medium: Medium, given: Upload, facts: JsonObject, thumbnail: Upload | str
) -> StoredFile:
    if not given.data:
        raise bad_request("file must be non-empty")
    if medium is PHOTO:
        return bot.files.add_photo(given)
    if medium is LIVE_PHOTO:
        _require_short(given)
    small = small_picture(bot.files, medium.name, given, thumbnail)
    told = measured(medium.name, given.data, facts)
    return bot.files.add(medium.name, given, {**told, "thumbnail": small} if small else told)


def _known(bot: Bot, medium: Medium, file_id: str) -> StoredFile:
    stored = bot.files.by_id(file_id)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    is_now, wanted = _TYPE_NAMES.get(stored.kind, stored.kind), medium.type_name
    if is_now != wanted:
        raise bad_request(f"can't use file of type {is_now} as {wanted}")
    return stored


def _require_short(video: Upload) -> None:
    if len(video.data) > MOST_IN_LIVE_PHOTO:
        raise bad_request("file is too big")
    if recording(video.data).duration > LONGEST_LIVE_PHOTO:
        raise bad_request("VIDEO_TOO_LONG")
