"""Telegram looks into what bots send; what the bot says of it comes first."""

import struct

import pytest

from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient, Upload
from tests.sandbox.recorded import mp4, ogg

GIF = b"GIF89a" + struct.pack("<HH", 640, 360)


async def test_a_video_says_itself_how_long_and_large_it_is(alice: User, upload: Upload) -> None:
    data = mp4(4.9, 640, 360)
    sent = await upload("sendVideo", {"video": data}, chat_id=alice["id"])
    video = sent["video"]
    assert (video["duration"], video["width"], video["height"]) == (5, 640, 360)
    sent = await upload("sendVideo", {"video": data}, chat_id=alice["id"], duration=9, width=64)
    video = sent["video"]
    assert (video["duration"], video["width"], video["height"]) == (9, 64, 360)


async def test_a_round_video_and_a_voice_note(alice: User, upload: Upload) -> None:
    sent = await upload("sendVideoNote", {"video_note": mp4(3, 240, 240)}, chat_id=alice["id"])
    assert (sent["video_note"]["length"], sent["video_note"]["duration"]) == (240, 3)
    sent = await upload("sendVoice", {"voice": ogg(7)}, chat_id=alice["id"])
    assert sent["voice"]["duration"] == 7


@pytest.mark.parametrize(
    ("method", "kind", "sides", "given"),
    [
        ("sendAnimation", "animation", (320, 180), ["thumbnail"]),
        ("sendDocument", "document", (320, 180), ["thumbnail"]),
        ("sendSticker", "sticker", (128, 72), []),
    ],
)
async def test_of_a_picture_telegram_makes_the_thumbnail_itself(
    bot: BotClient,
    alice: User,
    upload: Upload,
    picture: bytes,
    method: str,
    kind: str,
    sides: tuple[int, int],
    given: list[str],
) -> None:
    files = {kind: GIF, **dict.fromkeys(given, picture)}
    sent = await upload(method, files, "x.gif", chat_id=alice["id"])
    whole, thumbnail = sent[kind], sent[kind]["thumbnail"]
    assert (thumbnail["width"], thumbnail["height"]) == sides
    assert thumbnail["file_unique_id"] != whole["file_unique_id"]
    assert await bot.call("getFile", file_id=thumbnail["file_id"])
    if kind != "document":
        assert (whole["width"], whole["height"]) == (640, 360)


async def test_a_sticker_that_cannot_be_looked_into(alice: User, upload: Upload) -> None:
    sent = await upload("sendSticker", {"sticker": b"zipped"}, "x.tgs", chat_id=alice["id"])
    sticker = sent["sticker"]
    assert (sticker["width"], sticker["height"], sticker["is_animated"]) == (512, 512, True)
    assert "thumbnail" not in sticker
