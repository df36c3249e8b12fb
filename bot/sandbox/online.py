"""What stands at addresses on the internet, as far as this box knows: only what was put there.

Telegram fetches files that a bot names by URL. The box never does: it would be an errand boy for
whoever reaches it, and a test would hang on the network.
"""

from urllib.parse import unquote, urlsplit

from bot.sandbox.errors import bad_request
from bot.sandbox.files import Upload
from bot.sandbox.mimes import mime_type

MOST_IN_PICTURE = 5 << 20
MOST_IN_FILE = 20 << 20
MOST_IN_VOICE = 1 << 20
"""Bytes, of what is fetched by URL."""

_DOCUMENTS = frozenset({"application/pdf", "application/zip", "image/gif"})
_LIMITS = {"photo": MOST_IN_PICTURE, "voice": MOST_IN_VOICE}
BY_UPLOAD_ALONE = frozenset({"video_note", "live_photo"})
"""Kinds of files that Telegram does not fetch."""


MOST_STEPS = 10
"""From one URL to the next, until Telegram gives up."""


class Online:
    """Files by URL, and URLs that lead on to others."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.moved: dict[str, str] = {}

    def clear(self) -> None:
        self.files.clear()
        self.moved.clear()

    def has(self, url: str) -> bool:
        return self._end(url) in self.files

    def _end(self, url: str) -> str:
        """Where one arrives from there."""
        for _ in range(MOST_STEPS):
            url = self.moved.get(url, url)
        return url

    def fetch(self, url: str, kind: str) -> Upload:
        """The file at this URL. Raises what Telegram says if there is none, or none that fits."""
        url = self._end(url)
        data = self.files.get(url)
        if not data or len(data) > _LIMITS.get(kind, MOST_IN_FILE):
            raise bad_request("failed to get HTTP URL content")
        name = _name(url)
        if not _fits(kind, name):
            raise bad_request("wrong type of the web page content")
        return Upload(data=data, name=name, mime="application/octet-stream")


def is_url(given: str) -> bool:
    return given.startswith(("http://", "https://"))


def _name(url: str) -> str:
    try:
        path = urlsplit(url).path
    except ValueError:
        return "file"
    return unquote(path).rpartition("/")[2] or "file"


def _fits(kind: str, name: str) -> bool:
    """Of documents Telegram fetches three sorts; animated stickers have to be uploaded."""
    if kind == "document":
        return mime_type(kind, name) in _DOCUMENTS
    return kind != "sticker" or not name.endswith((".tgs", ".webm"))
