"""Stickers that bots hand in for their sets, and what Telegram says to those that do not fit."""

import unicodedata
from dataclasses import dataclass

from bot.sandbox.calling import Call
from bot.sandbox.errors import bad_request
from bot.sandbox.fields import UnfitError, optional, required
from bot.sandbox.files import Upload
from bot.sandbox.images import image_size
from bot.sandbox.jsons import JsonObject
from bot.sandbox.online import is_url
from bot.sandbox.stickersets import CUSTOM_EMOJI

MOST_EMOJI = 20
MOST_KEYWORDS = 20
LONGEST_KEYWORDS = 64
"""Characters, of all of them together."""
SIDE = 512
EMOJI_SIDE = 100
"""Pixels."""

_KILOBYTE = 1 << 10
_BYTES = {"static": 512 * _KILOBYTE, "animated": 64 * _KILOBYTE, "video": 256 * _KILOBYTE}
_COMPLAINTS = {"static": "PNG_NOPNG", "animated": "TGS_NOTGS", "video": "VIDEO_NOWEBM"}
_STARTS = {b"\x89PNG": "static", b"RIFF": "static", b"\x1f\x8b": "animated"} | {
    b"\x1aE\xdf\xa3": "video"
}
FORMATS = ("static", "animated", "video", "auto")

POINTS = ("forehead", "eyes", "mouth", "chin")
_FIELDS = frozenset({"sticker", "format", "emoji_list", "mask_position", "keywords"})
_KEYCAP = "\u20e3"
_EMOJI_WITH_LETTERS = frozenset("ℹ‼⁉〰")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSticker:
    """What an InputSticker holds, with its file. Nobody can ask for keywords."""

    file: Upload
    format: str
    emoji: str
    mask: JsonObject | None


def new_sticker(call: Call, value: object, usual_format: str = "") -> NewSticker:
    """An InputSticker. Raises UnfitError; without a `usual_format` it has to say its own."""
    if not isinstance(value, dict):
        raise UnfitError("InputSticker must be an Object")
    params = call.params.within(value)
    given = params.upload("sticker")
    if not given or (isinstance(given, str) and given.startswith("attach://")):
        raise UnfitError("sticker not found")
    told = optional(value, "format", str, "") if usual_format else required(value, "format", str)
    emoji = emoji_in(required(value, "emoji_list", list))
    mask = mask_in(call, value.get("mask_position"))
    if "keywords" in value:
        check_keywords(call, required(value, "keywords", list))
    params.remark_on_unknown(_FIELDS)
    sort = sort_of(told or usual_format)
    return NewSticker(file=file_of(call, given), format=sort, emoji=emoji, mask=mask)


def sort_of(name: str) -> str:
    if name not in FORMATS:
        raise UnfitError("Invalid sticker format specified")
    return name


def emoji_in(given: object) -> str:
    """The first of them, which is the one that is shown."""
    if not isinstance(given, list):
        raise UnfitError("expected an Array of string")
    if not given:
        raise UnfitError("emoji list must be non-empty")
    if len(given) > MOST_EMOJI:
        raise UnfitError("too many emoji specified")
    for each in given:
        if not isinstance(each, str):
            raise UnfitError("emoji must be a string")
        if not _is_emoji(each):
            raise UnfitError("expected a Unicode emoji")
    return str(given[0])


def _is_emoji(text: str) -> bool:
    """Nearly: a symbol, or a sign on a key. The list of all emoji is not known here."""
    if not text or len(text) > 20:
        return False
    if text.endswith(_KEYCAP):
        return text[0] in "0123456789#*"
    return text[0] in _EMOJI_WITH_LETTERS or unicodedata.category(text[0]) in ("So", "Sm", "Cn")


def mask_in(call: Call, given: object) -> JsonObject | None:
    """A MaskPosition."""
    if given is None:
        return None
    if not isinstance(given, dict):
        raise UnfitError("MaskPosition must be an Object")
    point = required(given, "point", str).strip().lower()
    if point not in POINTS:
        raise UnfitError("Wrong point specified in MaskPosition")
    params = call.params.within(given)
    mask: JsonObject = {"point": point}
    for name in ("x_shift", "y_shift", "scale"):
        missing = f"can't parse mask position: Can't find field \"{name}\""
        mask[name] = params.number(name, missing)
    return mask


def check_keywords(call: Call, given: list[object]) -> None:
    words = [each for each in given if isinstance(each, str)]
    if len(words) < len(given):
        raise UnfitError("keyword must be a string")
    if len(words) > MOST_KEYWORDS or sum(map(len, words)) > LONGEST_KEYWORDS:
        call.params.remark("keywords", "up to 20 keywords of 64 characters together are kept")


def file_of(call: Call, given: Upload | str) -> Upload:
    """The file that came with the request, or one that the bot may name."""
    if isinstance(given, Upload):
        return given
    if is_url(given):
        return call.world.online.fetch(given, "sticker")
    stored = call.bot.files.by_id(given)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    name = stored.path.rpartition("/")[2]
    return Upload(data=stored.data, name=name, mime="application/octet-stream")


def checked_format(file: Upload, wanted: str, kind: str = "") -> str:
    """What the file is, if it is what it is said to be. `kind` is that of its set, if any."""
    if not file.data:
        raise bad_request("file must be non-empty")
    found = next((sort for start, sort in _STARTS.items() if file.data.startswith(start)), "")
    sort = found or "static" if wanted == "auto" else wanted
    if found != sort:
        raise bad_request(f"STICKER_{_COMPLAINTS[sort]}")
    if len(file.data) > _BYTES[sort]:
        raise bad_request("file is too big")
    if sort == "static":
        _require_sides(file, kind)
    return sort


def _require_sides(file: Upload, kind: str) -> None:
    """A custom emoji is a small square, any other sticker has a long side of its own length."""
    sides = image_size(file.data)
    if sides is None:
        raise bad_request("STICKER_PNG_NOPNG")
    emoji = sides == (EMOJI_SIDE, EMOJI_SIDE)
    other = max(sides) == SIDE
    fits = {CUSTOM_EMOJI: emoji, "": emoji or other}.get(kind, other)
    if not fits:
        raise bad_request("STICKER_PNG_DIMENSIONS")
