"""Bots that make sets of stickers, and change those they made."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from bot.sandbox.calling import Call, method
from bot.sandbox.errors import bad_request
from bot.sandbox.fields import UnfitError
from bot.sandbox.files import StoredFile, Upload
from bot.sandbox.images import image_size
from bot.sandbox.jsons import JsonObject
from bot.sandbox.measuring import measured, small_picture
from bot.sandbox.newstickers import (
    NewSticker,
    check_keywords,
    checked_format,
    emoji_in,
    file_of,
    mask_in,
    new_sticker,
    sort_of,
)
from bot.sandbox.posting import new_id
from bot.sandbox.stickersets import (
    CUSTOM_EMOJI,
    KINDS,
    LONGEST_NAME,
    MASK,
    REGULAR,
    StickerSet,
    may_be_called,
)

MOST_AT_FIRST = 50
THUMBNAIL_SIDE = 100
"""Pixels."""
MOST_IN_THUMBNAIL = {"static": 128 << 10, "animated": 32 << 10, "video": 32 << 10}
"""Bytes."""

T = TypeVar("T")


async def upload_sticker_file(call: Call) -> object:
    """To be named in a set later on."""
    _require_user(call)
    wanted = _fitting("", lambda: sort_of(call.params.text("sticker_format")))
    given = call.params.upload("sticker")
    if not isinstance(given, Upload):
        raise bad_request("there is no sticker file in the request")
    sort = checked_format(given, wanted)
    (told,) = _keep(call, given, sort, {"type": REGULAR}).parts.values()
    return {name: told[name] for name in ("file_id", "file_unique_id", "file_size")}


async def create_new_sticker_set(call: Call) -> object:
    _require_user(call)
    new = _new_stickers(call)
    kind = call.params.text("sticker_type") or REGULAR
    if kind not in KINDS:
        raise bad_request("unsupported sticker type specified")
    title, name = _title(call), call.params.text("name").strip()
    repainted = call.params.flag("needs_repainting") and kind == CUSTOM_EMOJI
    if not may_be_called(name, call.bot.username):
        raise bad_request("invalid sticker set name is specified")
    if call.world.sticker_sets.named(name) is not None:
        raise bad_request("sticker set name is already occupied")
    made = StickerSet(name=name, title=title, kind=kind, bot=call.bot.id, repainted=repainted)
    sorts = [checked_format(each.file, each.format, kind) for each in new]
    for each, sort in zip(new, sorts, strict=True):
        made.stickers.append(_added(call, made, each, sort))
    call.world.sticker_sets.add(made)
    return True


async def add_sticker_to_set(call: Call) -> object:
    """What is in it already is not added once more."""
    _require_user(call)
    new = _one_new(call)
    own = _own_set(call)
    sort = checked_format(new.file, new.format, own.kind)
    if any(stored.data == new.file.data for stored in own.stored(call.bot.files)):
        return True
    if len(own.stickers) >= own.most:
        raise bad_request("STICKERS_TOO_MUCH")
    own.stickers.append(_added(call, own, new, sort))
    return True


async def replace_sticker_in_set(call: Call) -> object:
    """Put one in the place of another, unless it is in the set already."""
    _require_user(call)
    old = _named_sticker(call, "old_sticker")
    new = _one_new(call)
    own = _own_set(call)
    if old not in own.stickers:
        raise bad_request("STICKER_INVALID")
    sort = checked_format(new.file, new.format, own.kind)
    if all(stored.data != new.file.data for stored in own.stored(call.bot.files)):
        own.stickers[own.stickers.index(old)] = _added(call, own, new, sort)
    return True


async def set_sticker_position(call: Call) -> object:
    """A place behind the last is the last."""
    own, sticker = _own_sticker(call)
    position = call.params.integer("position", -1)
    if position < 0:
        raise bad_request("wrong sticker position specified")
    own.stickers.remove(sticker)
    own.stickers.insert(position, sticker)
    return True


async def delete_sticker_from_set(call: Call) -> object:
    """With its last sticker, a set goes as well."""
    own, sticker = _own_sticker(call)
    own.stickers.remove(sticker)
    if not own.stickers:
        call.world.sticker_sets.remove(own)
    return True


async def set_sticker_emoji_list(call: Call) -> object:
    own, sticker = _own_sticker(call)
    given = call.params.json("emoji_list", "can't parse emoji list JSON array")
    emoji = _fitting("emoji list", lambda: emoji_in(given))
    if own.kind == MASK:
        raise bad_request("STICKER_INVALID")
    _retell(call, sticker, {"emoji": emoji})
    return True


async def set_sticker_keywords(call: Call) -> object:
    """They help people to find a sticker; nobody can ask for them."""
    own, _ = _own_sticker(call)
    given = call.params.json("keywords", "can't parse keywords JSON object")
    if given is not None and not isinstance(given, list):
        raise bad_request('field "keywords" must be an Array')
    try:
        check_keywords(call, given or [])
    except UnfitError as error:
        raise bad_request(str(error)) from None
    if own.kind == MASK:
        raise bad_request("STICKER_INVALID")
    return True


async def set_sticker_mask_position(call: Call) -> object:
    own, sticker = _own_sticker(call)
    given = call.params.json("mask_position", "can't parse mask position JSON object")
    mask = _fitting("mask position", lambda: mask_in(call, given))
    if own.kind != MASK:
        raise bad_request("STICKER_INVALID")
    _retell(call, sticker, {"mask_position": mask})
    return True


async def set_sticker_set_title(call: Call) -> object:
    title = _title(call)
    _own_set(call).title = title
    return True


async def set_sticker_set_thumbnail(call: Call) -> object:
    """Without one, people see the first sticker."""
    _require_user(call)
    wanted = _fitting("", lambda: sort_of(call.params.text("format") or "auto"))
    given = call.params.upload("thumbnail")
    own = _own_set(call)
    if own.kind == CUSTOM_EMOJI:
        raise bad_request("STICKERSET_INVALID")
    own.thumbnail = _thumbnail(call, file_of(call, given), wanted) if given else None
    return True


async def set_emoji_set_thumbnail(call: Call) -> object:
    """One of its own stickers."""
    own = _own_set(call)
    wanted = call.params.text("custom_emoji_id")
    if own.kind != CUSTOM_EMOJI:
        raise bad_request("STICKERSET_INVALID")
    chosen = [each for each in _contents(call, own) if each.get("custom_emoji_id") == wanted]
    if wanted not in ("", "0") and not chosen:
        raise bad_request("STICKER_INVALID")
    thumbnail = chosen[0].get("thumbnail") if chosen else None
    own.thumbnail = thumbnail if isinstance(thumbnail, dict) else None
    return True


async def delete_sticker_set(call: Call) -> object:
    call.world.sticker_sets.remove(_own_set(call))
    return True


def _require_user(call: Call) -> None:
    """Telegram asks who owns the set, and takes anybody for it whom the bot can know."""
    if call.world.account(call.params.user_id()) is None:
        raise bad_request("user not found")


def _own_set(call: Call) -> StickerSet:
    found = call.world.sticker_sets.named(call.params.text("name"))
    if found is None or found.bot != call.bot.id:
        raise bad_request("STICKERSET_INVALID")
    return found


def _named_sticker(call: Call, name: str = "sticker") -> str:
    file_id = call.params.text(name).strip()
    if not file_id:
        raise bad_request("sticker is not specified")
    stored = call.bot.files.by_id(file_id)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != "sticker":
        raise bad_request("wrong sticker file specified")
    return file_id


def _own_sticker(call: Call) -> tuple[StickerSet, str]:
    """The sticker that is named, and the set of this bot that it is in."""
    file_id = _named_sticker(call)
    own = call.world.sticker_sets.holding(call.bot.id, file_id)
    if own is None:
        raise bad_request("STICKER_INVALID")
    return own, file_id


def _fitting(called: str, read: Callable[[], T]) -> T:
    """What is read, or a refusal that names what could not be."""
    try:
        return read()
    except UnfitError as error:
        text = f"can't parse {called}: {error}" if called else str(error)
        raise bad_request(text[:1].lower() + text[1:]) from None


def _title(call: Call) -> str:
    title = call.params.words("title").strip()[:LONGEST_NAME]
    if not title:
        raise bad_request("sticker set title must be non-empty")
    return title


def _new_stickers(call: Call) -> Sequence[NewSticker]:
    given = call.params.json("stickers", "can't parse stickers JSON object")
    if given is None:
        raise bad_request("there is no sticker file in the request")
    if not isinstance(given, list):
        raise bad_request("expected an Array of InputSticker")
    if len(given) > MOST_AT_FIRST:
        raise bad_request("too many stickers specified")
    if not given:
        raise bad_request("STICKERS_EMPTY")
    return [_fitting("InputSticker", partial(new_sticker, call, each)) for each in given]


def _one_new(call: Call) -> NewSticker:
    given = call.params.json("sticker", "can't parse sticker JSON object")
    if given is None:
        raise bad_request("there is no sticker file in the request")
    return _fitting("sticker", lambda: new_sticker(call, given, "auto"))


def _added(call: Call, own: StickerSet, new: NewSticker, sort: str) -> str:
    """Its file id."""
    facts: JsonObject = {"type": own.kind, "emoji": new.emoji, "set_name": own.name}
    if own.kind == MASK and new.mask is not None:
        facts["mask_position"] = new.mask
    if own.kind == CUSTOM_EMOJI:
        facts["custom_emoji_id"] = new_id()
        facts |= {"needs_repainting": True} if own.repainted else {}
    (file_id,) = _keep(call, new.file, sort, facts).parts
    return file_id


def _keep(call: Call, file: Upload, sort: str, facts: JsonObject) -> StoredFile:
    sides: JsonObject = {"width": 0, "height": 0}
    told = measured("sticker", file.data, sides) | facts
    told |= {"is_animated": sort == "animated", "is_video": sort == "video"}
    small = small_picture(call.bot.files, "sticker", file, "")
    return call.bot.files.add("sticker", file, {**told, "thumbnail": small} if small else told)


def _contents(call: Call, own: StickerSet) -> list[JsonObject]:
    stored = own.stored(call.bot.files)
    return [each.content for each in stored if isinstance(each.content, dict)]


def _retell(call: Call, sticker: str, changes: JsonObject) -> None:
    """Say something else of a sticker; what is None is said no more."""
    stored = call.bot.files.by_id(sticker)
    if stored is not None and isinstance(stored.content, dict):
        told = stored.content | changes
        told = {name: value for name, value in told.items() if value is not None}
        call.bot.files.retell(sticker, told)


def _thumbnail(call: Call, file: Upload, wanted: str) -> JsonObject:
    sort = _thumbnail_sort(file, wanted)
    if len(file.data) > MOST_IN_THUMBNAIL[sort]:
        raise bad_request("file is too big")
    return call.bot.files.keep_thumbnail(file, THUMBNAIL_SIDE, THUMBNAIL_SIDE)


def _thumbnail_sort(file: Upload, wanted: str) -> str:
    """An animation or a video is taken at its word; a picture has to be a small square."""
    if image_size(file.data) not in (None, (THUMBNAIL_SIDE, THUMBNAIL_SIDE)):
        raise bad_request("STICKER_THUMB_PNG_NOPNG")
    return checked_format(file, wanted)


_USER_AND_NAME = "user_id name"

METHODS = (
    method("uploadStickerFile", upload_sticker_file, "user_id sticker sticker_format"),
    method(
        "createNewStickerSet",
        create_new_sticker_set,
        f"{_USER_AND_NAME} title stickers sticker_type needs_repainting",
    ),
    method("addStickerToSet", add_sticker_to_set, f"{_USER_AND_NAME} sticker"),
    method("setStickerPositionInSet", set_sticker_position, "sticker position"),
    method("deleteStickerFromSet", delete_sticker_from_set, "sticker"),
    method("replaceStickerInSet", replace_sticker_in_set, f"{_USER_AND_NAME} old_sticker sticker"),
    method("setStickerEmojiList", set_sticker_emoji_list, "sticker emoji_list"),
    method("setStickerKeywords", set_sticker_keywords, "sticker keywords"),
    method("setStickerMaskPosition", set_sticker_mask_position, "sticker mask_position"),
    method("setStickerSetTitle", set_sticker_set_title, "name title"),
    method(
        "setStickerSetThumbnail", set_sticker_set_thumbnail, f"{_USER_AND_NAME} thumbnail format"
    ),
    method("setCustomEmojiStickerSetThumbnail", set_emoji_set_thumbnail, "name custom_emoji_id"),
    method("deleteStickerSet", delete_sticker_set, "name"),
)
