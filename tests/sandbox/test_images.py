import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.images import image_size, scaled


def jpeg(width: int, height: int) -> bytes:
    """As much of a JPEG as is needed to see its size, with two segments before the frame."""
    head = b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + b"\0" * 9
    table = b"\xff\xc4" + struct.pack(">H", 6) + b"\0" * 4
    frame = b"\xff\xff\xc2" + struct.pack(">HBHHB", 8, 8, height, width, 0)
    return head + table + frame


def test_a_jpeg() -> None:
    assert image_size(jpeg(800, 600)) == (800, 600)


@pytest.mark.parametrize(
    "data",
    [
        b"GIF89a" + struct.pack("<HH", 640, 360),
        b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0\x10\0\0\0" + b"\x7f\2\0" + b"\x67\1\0",
        b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\1\x2a" + struct.pack("<HH", 640, 360 | 1 << 14),
        b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 639 | 359 << 14) + b"\0" * 5,
    ],
)
def test_a_gif_and_the_three_kinds_of_webp(data: bytes) -> None:
    assert image_size(data) == (640, 360)


def test_a_webp_of_another_kind() -> None:
    assert image_size(b"RIFF\0\0\0\0WEBPVP9 " + b"\1" * 14) is None


@pytest.mark.parametrize("cut", [3, 10, 25, 30])
def test_a_jpeg_that_breaks_off(cut: int) -> None:
    assert image_size(jpeg(800, 600)[:cut]) is None


@given(st.binary())
def test_any_bytes_are_read_without_harm(data: bytes) -> None:
    webp = b"RIFF\0\0\0\0WEBPVP8"
    for start in (b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"GIF89a", webp):
        image_size(start + data)


@pytest.mark.parametrize(
    ("size", "longest", "expected"),
    [((100, 50), 90, (90, 45)), ((50, 100), 200, (50, 100)), ((1000, 1), 10, (10, 1))],
)
def test_scaling_keeps_the_proportions(
    size: tuple[int, int], longest: int, expected: tuple[int, int]
) -> None:
    assert scaled(*size, longest) == expected
