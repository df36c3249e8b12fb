"""Recordings with nothing in them but what they tell of themselves."""

import struct


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), name) + body


def mp4(seconds: float, width: int, height: int) -> bytes:
    """A movie with a track of sound and one of pictures."""
    head = box(b"mvhd", b"\0" * 12 + struct.pack(">II", 600, int(seconds * 600)))
    sound = box(b"trak", box(b"tkhd", b"\0" * 84))
    sides = struct.pack(">II", width << 16, height << 16)
    picture = box(b"trak", box(b"edts", b"") + box(b"tkhd", b"\0" * 76 + sides))
    return box(b"ftyp", b"isom") + box(b"mdat", b"x" * 9) + box(b"moov", head + sound + picture)


def long_mp4(seconds: int, width: int, height: int) -> bytes:
    """The same with times and sizes of 64 bits."""
    head = box(b"mvhd", b"\1" + b"\0" * 19 + struct.pack(">IQ", 600, seconds * 600))
    sides = struct.pack(">II", width << 16, height << 16)
    body = head + box(b"trak", box(b"tkhd", b"\1" + b"\0" * 87 + sides))
    return box(b"ftyp", b"isom") + struct.pack(">I4sQ", 1, b"moov", 16 + len(body)) + body


def ogg(seconds: float, *, vorbis: bool = False) -> bytes:
    """Two pages: what it is, and where it ends."""
    rate, opus = 44_100, b"OpusHead" + b"\0" * 11
    head = b"\x01vorbis" + b"\0" * 5 + struct.pack("<I", rate) if vorbis else opus
    end = int(seconds * (rate if vorbis else 48_000))
    first = b"OggS" + b"\0" * 22 + b"\x01\x1e" + head
    return first + b"OggS\0\4" + struct.pack("<q", end) + b"\0" * 14
