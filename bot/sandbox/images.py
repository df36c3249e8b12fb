"""How large a picture is, read from its first bytes."""

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_GIF = (b"GIF87a", b"GIF89a")
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Start-of-frame markers: the segments that hold the size."""
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a segment."""
_WEBP_SIDE = 0x3FFF
"""The bits of a side in a WebP without a canvas."""


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, JPEG, GIF or WebP; None for anything else."""
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
    elif data.startswith(_JPEG):
        return _jpeg_size(data)
    elif data.startswith(_GIF) and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP" and len(data) >= 30:
        width, height = _webp_size(data)
    else:
        return None
    return (width, height) if width and height else None


def _webp_size(data: bytes) -> tuple[int, int]:
    """By the first chunk: a canvas, a lossless picture, or a lossy one."""
    kind = data[12:16]
    if kind == b"VP8X":
        sides = (data[24:27], data[27:30])
        width, height = (int.from_bytes(side, "little") + 1 for side in sides)
    elif kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        width, height = (bits & _WEBP_SIDE) + 1, (bits >> 14 & _WEBP_SIDE) + 1
    elif kind == b"VP8 ":
        wide, high = struct.unpack("<HH", data[26:30])
        width, height = wide & _WEBP_SIDE, high & _WEBP_SIDE
    else:
        width, height = 0, 0
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = len(_JPEG)
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        if marker == 0xFF:
            at += 1
        elif marker in _JPEG_BARE:
            at += 2
        else:
            at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None


def scaled(width: int, height: int, longest: int) -> tuple[int, int]:
    """The size of the picture with its longer side brought down to `longest` pixels."""
    side = max(width, height)
    if side <= longest:
        return width, height
    return max(1, round(width * longest / side)), max(1, round(height * longest / side))
