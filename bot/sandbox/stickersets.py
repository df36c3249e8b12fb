"""Sets of stickers that bots make for people: for everybody to use, for their bot to change."""

import re
from dataclasses import dataclass, field

from bot.sandbox.files import FileStore, StoredFile
from bot.sandbox.jsons import JsonObject

REGULAR, MASK, CUSTOM_EMOJI = "regular", "mask", "custom_emoji"
KINDS = (REGULAR, MASK, CUSTOM_EMOJI)

LONGEST_NAME = 64
"""Characters; of a title as well."""

_name = re.compile(r"[A-Za-z](?:_?[A-Za-z0-9])*", re.ASCII)


@dataclass(slots=True, kw_only=True, eq=False)
class StickerSet:
    """`bot` is the id of the one that made it, `stickers` are ids of files it may name."""

    name: str
    title: str
    kind: str
    bot: int
    repainted: bool = False
    """Its stickers take on the colour of the text around them."""
    stickers: list[str] = field(default_factory=list)
    thumbnail: JsonObject | None = None

    @property
    def most(self) -> int:
        """How many stickers fit in."""
        return 200 if self.kind == CUSTOM_EMOJI else 120

    def stored(self, files: FileStore) -> list[StoredFile]:
        """Its stickers, of those of its bot."""
        found = (files.by_id(sticker) for sticker in self.stickers)
        return [stored for stored in found if stored is not None]

    def as_json(self, files: FileStore) -> JsonObject:
        told: JsonObject = {"name": self.name, "title": self.title, "sticker_type": self.kind}
        told["stickers"] = [stored.content for stored in self.stored(files)]
        return told | ({"thumbnail": self.thumbnail} if self.thumbnail else {})


class StickerSets:
    """All there are, in the order in which they were made."""

    def __init__(self) -> None:
        self._sets: dict[str, StickerSet] = {}

    def named(self, name: str) -> StickerSet | None:
        """Large and small letters are the same."""
        return self._sets.get(name.strip().lower())

    def holding(self, bot: int, sticker: str) -> StickerSet | None:
        """The set of this bot with this sticker in it."""
        own = (each for each in self._sets.values() if each.bot == bot)
        return next((each for each in own if sticker in each.stickers), None)

    def add(self, new: StickerSet) -> None:
        self._sets[new.name.lower()] = new

    def remove(self, gone: StickerSet) -> None:
        del self._sets[gone.name.lower()]

    def all(self) -> list[StickerSet]:
        return list(self._sets.values())

    def clear(self) -> None:
        self._sets.clear()


def may_be_called(name: str, username: str) -> bool:
    """Letters, digits and single underscores, and in the end whose set it is."""
    ending = f"_by_{username.lower()}"
    fits = _name.fullmatch(name) is not None and len(name) <= LONGEST_NAME
    return fits and name.lower().endswith(ending) and len(name) > len(ending)
