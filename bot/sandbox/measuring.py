"""What Telegram finds out about a file by looking into it: its length, its sides, its thumbnail."""

from bot.sandbox.files import LONGEST_THUMBNAIL_SIDE, FileStore, Upload
from bot.sandbox.images import image_size
from bot.sandbox.jsons import JsonObject
from bot.sandbox.recordings import recording

STICKER_SIDE = 512
"""Pixels. Animated stickers are drawn on such a square; so is one that cannot be looked into."""

_THUMBNAIL_SIDES = {"animation": LONGEST_THUMBNAIL_SIDE, "document": LONGEST_THUMBNAIL_SIDE} | {
    "sticker": 128
}
"""Pixels of the longer side, of what gets a thumbnail from Telegram if it is a picture."""


def measured(kind: str, data: bytes, facts: JsonObject) -> JsonObject:
    """The facts, with what the sender left open as the file itself tells it."""
    if not any(facts.get(name) == 0 for name in ("duration", "width", "height", "length")):
        return facts
    found = recording(data)
    width, height = image_size(data) or (found.width, found.height)
    if kind == "sticker":
        width, height = width or STICKER_SIDE, height or STICKER_SIDE
    told = {"duration": found.duration, "width": width, "height": height, "length": width}
    return facts | {name: value for name, value in told.items() if facts.get(name) == 0}


def small_picture(
    files: FileStore, kind: str, upload: Upload, given: Upload | str
) -> JsonObject | None:
    """The thumbnail: drawn from the picture itself if it is one, or else what the bot gave."""
    longest = _THUMBNAIL_SIDES.get(kind)
    drawn = files.draw_thumbnail(upload, longest) if longest else None
    if drawn is not None or not isinstance(given, Upload):
        return drawn
    return files.add_thumbnail(given)
