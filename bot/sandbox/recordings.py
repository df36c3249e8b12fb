"""How long a recording is and how large its picture, read from the file: MP4 and Ogg."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_OGG_PAGE = b"OggS"
_OPUS_RATE = 48_000
"""Samples a second by which Opus counts, whatever it was recorded with."""
MOST_BOXES = 1000
"""Side by side. Films have a handful; a file with more of them shall not stall the sandbox."""
_LONGEST = 24 * 3600
"""Seconds; a file that claims more is not believed."""
_MOST_PIXELS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Seconds, rounded as Telegram does, and pixels; 0 is what the file does not tell."""

    duration: int = 0
    width: int = 0
    height: int = 0


NOTHING = Recording()


def recording(data: bytes) -> Recording:
    """What the file tells of itself; nothing, if it is of another kind or broken."""
    try:
        if data[4:8] == b"ftyp":
            return _mp4(data)
        if data.startswith(_OGG_PAGE):
            return Recording(duration=_believable(_ogg_seconds(data)))
    except struct.error:
        pass
    return NOTHING


def _mp4(data: bytes) -> Recording:
    """The movie header tells how long it is, the header of a track how large."""
    seconds, sides = 0.0, (0, 0)
    for name, body in _boxes(data):
        if name != b"moov":
            continue
        for inner, content in _boxes(body):
            if inner == b"mvhd":
                seconds = _movie_seconds(content)
            elif inner == b"trak":
                sides = max(sides, _track_sides(content))
    width, height = (side if side <= _MOST_PIXELS else 0 for side in sides)
    return Recording(duration=_believable(seconds), width=width, height=height)


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and body of one box after the other."""
    at = 0
    for _ in range(MOST_BOXES):
        if at + 8 > len(data):
            return
        size, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        end = at + size if size else len(data)
        if end < at + head:
            return
        yield name, data[at + head : end]
        at = end


def _movie_seconds(header: bytes) -> float:
    """Version 1 has times of 64 bits."""
    scale, length = struct.unpack_from(
        *((">IQ", header, 20) if header[:1] == b"\1" else (">II", header, 12))
    )
    return float(length / scale) if scale else 0.0


def _track_sides(track: bytes) -> tuple[int, int]:
    """Of fixed-point numbers, the whole part. A track of sound has none."""
    for name, header in _boxes(track):
        if name == b"tkhd":
            width, height = struct.unpack_from(">II", header, 88 if header[:1] == b"\1" else 76)
            return width >> 16, height >> 16
    return 0, 0


def _ogg_seconds(data: bytes) -> float:
    """The position of the last page, in samples of Opus or Vorbis."""
    (samples,) = struct.unpack_from("<q", data, data.rindex(_OGG_PAGE) + 6)
    start = data[:200]
    if b"OpusHead" in start:
        rate = _OPUS_RATE
    elif (at := start.find(b"\x01vorbis")) >= 0:
        (rate,) = struct.unpack_from("<I", data, at + 12)
    else:
        rate = 0
    return float(samples / rate) if rate else 0.0


def _believable(seconds: float) -> int:
    return round(seconds) if 0 <= seconds <= _LONGEST else 0
