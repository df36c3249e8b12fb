"""What a message carries beside words."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.sandbox.jsons import JsonObject
from bot.sandbox.page.reading import inner, listed, number, text

_KINDS = {
    "live_photo": "▣ Live photo",
    "photo": "▣ Photo",
    "voice": "♪ Voice note",
    "audio": "♪ Sound",
    "video": "▷ Video",
    "video_note": "▷ Video",
    "animation": "▷ Animation",
    "sticker": "▣ Sticker",
    "document": "▤ File",
    "poll": "☑ Poll",
    "location": "◎ Place",
    "venue": "◎ Place",
    "contact": "☏ Contact",
    "dice": "⚄ Dice",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Width and height are in pixels."""

    path: str
    name: str
    width: int
    height: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """One of them at most: to be looked at, to be listened to, or to be kept."""

    photo: File | None = None
    sound: File | None = None
    other: File | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    question: str
    options: Sequence[tuple[str, int]]
    """Words and votes."""
    closed: bool


def files_in(content: JsonObject) -> Files:
    if sizes := listed(content, "photo"):
        return Files(photo=_file(sizes[-1], "photo"))
    for kind in ("voice", "audio"):
        if found := inner(content, kind):
            return Files(sound=_file(found, kind))
    for kind in ("video", "video_note", "animation", "sticker", "document"):
        if found := inner(content, kind):
            return Files(other=_file(found, kind))
    return Files()


def poll_in(content: JsonObject) -> Poll | None:
    found = inner(content, "poll")
    if not found:
        return None
    options = listed(found, "options")
    return Poll(
        question=text(found, "question"),
        options=[(text(option, "text"), number(option, "voter_count")) for option in options],
        closed=found.get("is_closed") is True,
    )


def name_of_kind(content: JsonObject) -> str:
    """For where there is no room for more; "" if there are only words."""
    return next((name for kind, name in _KINDS.items() if kind in content), "")


def in_words(content: JsonObject) -> str:
    """What the page has no picture for."""
    place = inner(content, "venue") or inner(content, "location")
    if contact := inner(content, "contact"):
        return f"☏ {text(contact, 'first_name')} {text(contact, 'phone_number')}"
    if dice := inner(content, "dice"):
        return f"{text(dice, 'emoji')} {number(dice, 'value')}"
    return f"◎ {text(place, 'title') or 'A place on the map'}" if place else ""


def _file(found: JsonObject, kind: str) -> File:
    return File(
        path=f"/page/files/{text(found, 'file_id')}",
        name=text(found, "file_name") or _KINDS[kind].partition(" ")[2],
        width=number(found, "width"),
        height=number(found, "height"),
        seconds=number(found, "duration"),
    )
