import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.recordings import MOST_BOXES, NOTHING, Recording, recording
from tests.sandbox.recorded import box, long_mp4, mp4, ogg


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (mp4(4.9, 640, 360), Recording(duration=5, width=640, height=360)),
        (long_mp4(61, 240, 240), Recording(duration=61, width=240, height=240)),
        (ogg(3.4), Recording(duration=3)),
        (ogg(7, vorbis=True), Recording(duration=7)),
    ],
)
def test_a_recording_tells_how_long_it_is(data: bytes, expected: Recording) -> None:
    assert recording(data) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RIFF" + b"\0" * 40,
        box(b"ftyp", b"isom"),
        box(b"ftyp", b"isom") + b"\0\0\0\7moov" + b"\0" * 20,
        mp4(10**6, 20_000, 20_000),
        ogg(-1),
        b"OggS" + b"\0" * 40,
        b"OggS",
    ],
)
def test_what_tells_nothing_or_nothing_to_believe(data: bytes) -> None:
    assert recording(data) == NOTHING


def test_a_file_of_nothing_but_boxes_is_not_read_to_its_end() -> None:
    padding = box(b"free", b"") * (MOST_BOXES - 2)
    film = mp4(5, 640, 360)
    head, rest = film[:12], film[12:]
    assert recording(head + padding[:-8] + rest).duration == 5
    assert recording(head + padding + rest) == NOTHING


@pytest.mark.parametrize("cut", range(0, 180, 7))
def test_a_recording_that_breaks_off(cut: int) -> None:
    for data in (mp4(5, 640, 360), long_mp4(5, 640, 360), ogg(5)):
        recording(data[:cut])


@given(st.binary())
def test_any_bytes_are_read_without_harm(data: bytes) -> None:
    inside = box(b"moov", box(b"mvhd", data) + box(b"trak", box(b"tkhd", data)) + data)
    for each in (data, box(b"ftyp", b"") + data, box(b"ftyp", b"") + inside, b"OggS" + data):
        recording(each)
