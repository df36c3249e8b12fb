"""What the page is made of, and what people and bots have sent."""

import hashlib
from importlib.resources import files

from aiohttp import web

from bot.sandbox.files import StoredFile
from bot.sandbox.world import World

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_PLAYABLE = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8", "image/jpeg"),
    (b"OggS", "audio/ogg"),
    (b"RIFF", "audio/wav"),
    (b"ID3", "audio/mpeg"),
    (b"\x1a\x45\xdf\xa3", "audio/webm"),
)
"""How files begin that a browser may show or play. All others are only for keeping."""

_KEPT = {"Cache-Control": "private, max-age=86400, immutable"}
"""A file id names one content for good. A page drawn again need not load its pictures again."""


class Static:
    """Style sheets and scripts, read once."""

    def __init__(self) -> None:
        folder = files(__package__) / "static"
        self._contents = {file.name: file.read_bytes() for file in folder.iterdir()}
        digest = hashlib.sha256(b"".join(body for _, body in sorted(self._contents.items())))
        self.version = digest.hexdigest()[:12]
        """Another one for other contents."""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name not in self._contents:
            return web.Response(status=404)
        kind = _TYPES[name.rpartition(".")[2]]
        return web.Response(body=self._contents[name], content_type=kind, charset="utf-8")


class Sent:
    """Photos, voice notes and documents, by file id."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def handle(self, request: web.Request) -> web.StreamResponse:
        stored = self._find(request.match_info["file_id"])
        if stored is None:
            return web.Response(status=404)
        shown = next((kind for start, kind in _PLAYABLE if stored.data.startswith(start)), None)
        if stored.kind != "document" and shown is not None:
            return web.Response(body=stored.data, content_type=shown, headers=_KEPT)
        return web.Response(
            body=stored.data,
            content_type="application/octet-stream",
            headers={**_KEPT, "Content-Disposition": "attachment"},
        )

    def _find(self, file_id: str) -> StoredFile | None:
        found = (bot.files.by_id(file_id) for bot in self._world.bots.values())
        return next((stored for stored in found if stored is not None), None)
