"""Files that bots and people sent, and the Bot API objects that name them."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.sandbox.errors import bad_request
from bot.sandbox.images import image_size, scaled
from bot.sandbox.jsons import JsonObject
from bot.sandbox.mimes import mime_type

MOST_DOWNLOADED = 20 << 20
"""Bytes that `getFile` gives out."""

MOST_IN_PHOTO = 10 << 20
"""Bytes."""

LONGEST_THUMBNAIL_SIDE = 320
"""Pixels."""

_WHOLE = ("file_name", "mime_type")
PLACES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "document": ("documents", "bin", _WHOLE),
    "voice": ("voice", "oga", ("mime_type",)),
    "audio": ("music", "mp3", _WHOLE),
    "video": ("videos", "mp4", _WHOLE),
    "live_photo": ("videos", "mp4", ("mime_type",)),
    "animation": ("animations", "mp4", _WHOLE),
    "video_note": ("video_notes", "mp4", ()),
    "sticker": ("stickers", "webp", ()),
}
"""By kind: the folder, the usual ending, and what of the upload its object tells."""

PHOTO_SIDES = (90, 320, 800, 1280)
"""Pixels. The longer side of each size of a photo; the last also bounds the largest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came with a request."""

    data: bytes = field(repr=False)
    name: str
    mime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """`kind` is "photo" or one of PLACES; `content` the Bot API's object for the whole file."""

    kind: str
    path: str
    data: bytes = field(repr=False)
    content: object
    """A list of PhotoSize for a photo, a Document, a Voice and so on."""
    parts: Mapping[str, JsonObject]
    """The objects in it that are files, by file id."""


class FileStore:
    """The files one bot may name. A file id means nothing to another bot."""

    def __init__(self, bot_id: int, numbers: Iterator[int]) -> None:
        self._bot_id = bot_id
        self._files: dict[str, StoredFile] = {}
        self._paths: dict[str, StoredFile] = {}
        self._numbers = numbers

    def by_id(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        return self._paths.get(path)

    def share(self, stored: StoredFile) -> None:
        """Take in a file that another bot was given at the same time."""
        self._paths[stored.path] = stored
        self._files |= dict.fromkeys(stored.parts, stored)

    def retell(self, file_id: str, content: JsonObject) -> None:
        """Say something else of a file; messages that show it keep what was said before."""
        whole = {**content, "file_id": file_id}
        self.share(replace(self._files[file_id], content=whole, parts={file_id: whole}))

    def add_photo(self, upload: Upload) -> StoredFile:
        """Raises what Telegram answers to something that is no photo."""
        if len(upload.data) > MOST_IN_PHOTO:
            raise bad_request("file is too big")
        size = image_size(upload.data)
        if size is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        width, height = size
        if width + height > 10_000 or max(size) > 20 * min(size):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        return self._add_sizes(upload, width, height)

    def _add_sizes(self, upload: Upload, width: int, height: int) -> StoredFile:
        smaller = [side for side in PHOTO_SIDES[:-1] if side < max(width, height)]
        sizes: list[JsonObject] = []
        for side in (*smaller, PHOTO_SIDES[-1]):
            wide, high = scaled(width, height, side)
            ids = self._ids("photo", upload.data + bytes(f"{side}", "ascii"))
            sizes.append({**ids, "width": wide, "height": high, "file_size": len(upload.data)})
        name = f"file_{next(self._numbers)}.{'png' if upload.data[1:4] == b'PNG' else 'jpg'}"
        return self._keep("photo", f"photos/{name}", upload, sizes, sizes)

    def add(self, kind: str, upload: Upload, facts: JsonObject) -> StoredFile:
        """Any file but a photo; `facts` are what its object tells beside name, type and size."""
        folder, suffix, tells = PLACES[kind]
        told = {"file_name": upload.name, "mime_type": mime_type(kind, upload.name)}
        content = {**facts, **{name: told[name] for name in tells}}
        content |= self._ids(kind, upload.data) | {"file_size": len(upload.data)}
        if "." in upload.name:
            suffix = upload.name.rpartition(".")[2]
        path = f"{folder}/file_{next(self._numbers)}.{suffix}"
        return self._keep(kind, path, upload, content, [content])

    def add_thumbnail(self, upload: Upload) -> JsonObject | None:
        """A PhotoSize that a bot made; None for what is no small picture."""
        size = image_size(upload.data)
        if size is None or max(size) > LONGEST_THUMBNAIL_SIDE:
            return None
        return self.keep_thumbnail(upload, *size)

    def draw_thumbnail(self, upload: Upload, longest: int) -> JsonObject | None:
        """A PhotoSize as Telegram makes one of a picture; None for what is none.

        Its bytes are those of the whole picture, as with the sizes of a photo.
        """
        size = image_size(upload.data)
        if size is None:
            return None
        ids = self._ids("thumbnail", upload.data + bytes(f"{longest}", "ascii"))
        return self._add_small(upload, *scaled(*size, longest), ids)

    def keep_thumbnail(self, upload: Upload, width: int, height: int) -> JsonObject:
        """A PhotoSize of something that may also be an animation or a video."""
        return self._add_small(upload, width, height, self._ids("thumbnail", upload.data))

    def _add_small(self, upload: Upload, width: int, height: int, ids: JsonObject) -> JsonObject:
        thumbnail: JsonObject = {**ids, "width": width, "height": height}
        thumbnail["file_size"] = len(upload.data)
        path = f"thumbnails/file_{next(self._numbers)}.jpg"
        self._keep("thumbnail", path, upload, thumbnail, [thumbnail])
        return thumbnail

    def all(self) -> list[StoredFile]:
        return list(self._paths.values())

    def _keep(
        self, kind: str, path: str, upload: Upload, content: object, named: list[JsonObject]
    ) -> StoredFile:
        parts = {str(part["file_id"]): part for part in named}
        stored = StoredFile(kind=kind, path=path, data=upload.data, content=content, parts=parts)
        self.share(stored)
        return stored

    def _ids(self, kind: str, data: bytes) -> JsonObject:
        """The unique id follows the content; the file id the bot and the moment, too."""
        digest = hashlib.sha256(data).digest()
        plain = f"{kind}:{self._bot_id}:{next(self._numbers)}:".encode() + digest[:18]
        return {
            "file_id": base64.urlsafe_b64encode(plain).decode().rstrip("="),
            "file_unique_id": base64.urlsafe_b64encode(digest[:11]).decode().rstrip("="),
        }
