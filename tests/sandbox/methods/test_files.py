import struct
import zlib

import pytest
from aiohttp import ClientSession

from bot.sandbox.client import Control
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient, Upload


def png(width: int, height: int) -> bytes:
    """A black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = b"".join(b"\0" + b"\0" * width for _ in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


async def test_a_photo_has_the_size_of_the_picture(
    bot: BotClient, control: Control, alice: User, upload: Upload
) -> None:
    sent = await upload(
        "sendPhoto",
        {"photo": png(640, 400)},
        chat_id=alice["id"],
        caption="<b>Week</b> 12",
        parse_mode="HTML",
    )
    sizes = [(size["width"], size["height"]) for size in sent["photo"]]
    assert sizes == [(90, 56), (320, 200), (640, 400)]
    assert sent["caption"] == "Week 12"
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert len({size["file_unique_id"] for size in sent["photo"]}) == 3
    assert (await control.messages(alice["id"]))[-1] == sent


async def test_a_large_photo_is_brought_down(alice: User, upload: Upload) -> None:
    sent = await upload("sendPhoto", {"photo": png(2000, 1000)}, chat_id=alice["id"])
    assert [size["width"] for size in sent["photo"]] == [90, 320, 800, 1280]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", "file must be non-empty"),
        (b"not a picture", "IMAGE_PROCESS_FAILED"),
        (png(1, 21), "PHOTO_INVALID_DIMENSIONS"),
        (png(9990, 500)[:33], "PHOTO_INVALID_DIMENSIONS"),
        (b"\0" * (10 << 20) + b"\0", "file is too big"),
    ],
)
async def test_what_is_no_photo(alice: User, upload: Upload, data: bytes, refusal: str) -> None:
    answer = await upload("sendPhoto", {"photo": data}, chat_id=alice["id"])
    assert answer == f"400 Bad Request: {refusal}"


async def test_a_document_can_be_downloaded(bot: BotClient, alice: User, upload: Upload) -> None:
    sent = await upload("sendDocument", {"document": b"a,b\n"}, "my.csv", chat_id=alice["id"])
    document = sent["document"]
    assert (document["file_name"], document["mime_type"]) == ("my.csv", "text/csv")
    assert document["file_size"] == 4
    file = await bot.call("getFile", file_id=document["file_id"])
    assert file["file_unique_id"] == document["file_unique_id"]
    url = f"{bot.url}/file/bot{bot.token}/{file['file_path']}"
    async with bot.http.get(url) as response:
        assert await response.read() == b"a,b\n"


async def test_files_need_a_token_and_a_path(bot: BotClient, http: ClientSession) -> None:
    async with http.get(f"{bot.url}/file/bot1:x/documents/file_0.csv") as response:
        assert response.status == 401
    async with http.get(f"{bot.url}/file/bot{bot.token}/documents/file_9.csv") as response:
        assert response.status == 404


async def test_a_file_is_sent_again_by_its_id(
    bot: BotClient, second_bot: BotClient, control: Control, alice: User, upload: Upload
) -> None:
    sent = await upload("sendPhoto", {"photo": png(50, 50)}, chat_id=alice["id"])
    file_id = sent["photo"][-1]["file_id"]
    again = await bot.call("sendPhoto", chat_id=alice["id"], photo=file_id)
    assert again["photo"] == sent["photo"]
    refusal = await bot.refused("sendDocument", chat_id=alice["id"], document=file_id)
    assert refusal == "400 Bad Request: can't use file of type Photo as Document"
    await control.say(alice["id"], "/start", bot=second_bot.username)
    refusal = await second_bot.refused("sendPhoto", chat_id=alice["id"], photo=file_id)
    assert refusal == "400 Bad Request: wrong file identifier/HTTP URL specified"
    refusal = await second_bot.refused("getFile", file_id=file_id)
    assert refusal == "400 Bad Request: wrong file_id or the file is temporarily unavailable"


async def test_files_from_elsewhere_are_not_fetched(bot: BotClient, alice: User) -> None:
    refusal = await bot.refused("sendPhoto", chat_id=alice["id"], photo="https://example.org/x.png")
    assert refusal == "400 Bad Request: failed to get HTTP URL content"
    refusal = await bot.refused("sendPhoto", chat_id=alice["id"])
    assert refusal == "400 Bad Request: there is no photo in the request"


async def test_a_caption_that_is_too_long(alice: User, upload: Upload) -> None:
    answer = await upload(
        "sendPhoto", {"photo": png(9, 9)}, chat_id=alice["id"], caption="x" * 1025
    )
    assert answer == "400 Bad Request: message caption is too long"


async def test_a_voice_note(bot: BotClient, alice: User, upload: Upload) -> None:
    sent = await upload("sendVoice", {"voice": b"OggS"}, chat_id=alice["id"], duration=7)
    assert sent["voice"]["duration"] == 7


async def test_a_picture_is_exchanged(bot: BotClient, alice: User, upload: Upload) -> None:
    sent = await upload("sendPhoto", {"photo": png(9, 9)}, chat_id=alice["id"], caption="old")
    edited = await upload(
        "editMessageMedia",
        {"fresh": png(20, 10)},
        chat_id=alice["id"],
        message_id=sent["message_id"],
        media={"type": "photo", "media": "attach://fresh", "caption": "new"},
    )
    assert (edited["photo"][-1]["width"], edited["caption"]) == (20, "new")
    target = {"chat_id": alice["id"], "message_id": sent["message_id"]}
    assert (await bot.call("editMessageCaption", caption="newer", **target))["caption"] == "newer"
    without = await bot.call("editMessageCaption", **target)
    assert "caption" not in without
    assert without["photo"] == edited["photo"]
    refusal = await bot.refused("editMessageText", text="x", **target)
    assert refusal == "400 Bad Request: there is no text in the message to edit"


async def test_alice_sends_a_photo_and_a_voice_note(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.say(alice["id"], "Our board", photo=png(30, 20))
    await control.say(alice["id"], voice=b"OggS1234", duration=12)
    photo, voice = [update["message"] for update in await bot.updates()]
    assert (photo["photo"][-1]["width"], photo["caption"]) == (30, "Our board")
    assert voice["voice"]["duration"] == 12
    assert voice["voice"]["file_size"] == 8
    file = await bot.call("getFile", file_id=voice["voice"]["file_id"])
    async with bot.http.get(f"{bot.url}/file/bot{bot.token}/{file['file_path']}") as response:
        assert await response.read() == b"OggS1234"


async def test_both_bots_of_a_group_can_download_what_alice_sends(
    bot: BotClient, second_bot: BotClient, control: Control, alice: User
) -> None:
    bots = (bot, second_bot)
    chat = await control.chat(
        "supergroup", "Ward", admins=[alice["id"]], bots=[each.username for each in bots]
    )
    for each in bots:
        await control.promote(chat["id"], bot=each.username)
        await each.updates()
    await control.say(alice["id"], chat=chat["id"], photo=png(30, 20))
    for each in bots:
        (update,) = await each.updates()
        file_id = update["message"]["photo"][-1]["file_id"]
        assert (await each.call("getFile", file_id=file_id))["file_size"] == len(png(30, 20))
