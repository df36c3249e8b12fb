"""The type of a file, which Telegram tells by its name and not by what the sender says."""

import mimetypes
from collections.abc import Mapping

_known = mimetypes.MimeTypes()
for _ending, _type in {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".m4a": "audio/mp4",
    ".md": "text/markdown",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".tgs": "application/x-tgsticker",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "text/yaml",
}.items():
    _known.add_type(_type, _ending)

_BY_KIND: Mapping[str, str] = {
    "voice": "audio/ogg",
    "audio": "audio/mpeg",
    "video": "video/mp4",
}
"""What is taken for granted of a file without a known ending."""


def mime_type(kind: str, name: str) -> str:
    """`kind` is the field of a message that holds such a file."""
    if kind in ("animation", "live_photo"):
        return "video/mp4"  # whatever it was
    found, packed = _known.guess_type(f"x.{name.rpartition('.')[2]}", strict=False)
    if packed or not found or "." not in name:
        return _BY_KIND.get(kind, "application/octet-stream")
    return found
