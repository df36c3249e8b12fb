"""Bots name files by URL, for Telegram to fetch; the box knows those that were put there."""

import pytest

from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient
from tests.sandbox.recorded import mp4, ogg

AT = "https://example.org/files/"


async def test_a_picture_is_fetched_and_then_gone(
    bot: BotClient, control: Control, alice: User, picture: bytes
) -> None:
    url = f"{AT}cat.png?size=1"
    await control.online(url, picture)
    sent = await bot.call("sendPhoto", chat_id=alice["id"], photo=url)
    assert sent["photo"][-1]["file_size"] == len(picture)
    await control.restore(await control.state())
    item = {"type": "photo", "media": url}
    album = await bot.call("sendMediaGroup", chat_id=alice["id"], media=[item, item])
    assert len(album) == 2
    await control.online(url, None)
    refusal = await bot.refused("sendPhoto", chat_id=alice["id"], photo=url)
    assert refusal == "400 Bad Request: failed to get HTTP URL content"


async def test_a_file_is_called_as_its_url_ends(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.online(f"{AT}my%20rota.pdf", b"%PDF")
    sent = await bot.call("sendDocument", chat_id=alice["id"], document=f"{AT}my%20rota.pdf")
    document = sent["document"]
    assert (document["file_name"], document["mime_type"]) == ("my rota.pdf", "application/pdf")
    await control.online(f"{AT}walk.mp4", mp4(5, 640, 360))
    sent = await bot.call("sendVideo", chat_id=alice["id"], video=f"{AT}walk.mp4")
    assert sent["video"]["duration"] == 5


async def test_a_file_that_moved_is_called_as_where_it_went(
    bot: BotClient, control: Control, alice: User
) -> None:
    short, longer, circle = "https://example.org/1", f"{AT}2", f"{AT}round"
    await control.online(f"{AT}plan.pdf", b"%PDF")
    await control.online(short, to=longer)
    await control.online(longer, to=f"{AT}plan.pdf")
    await control.restore(await control.state())
    sent = await bot.call("sendDocument", chat_id=alice["id"], document=short)
    assert sent["document"]["file_name"] == "plan.pdf"
    await control.online(circle, to=circle)
    await control.online(longer)
    for url in (circle, short):
        refusal = await bot.refused("sendDocument", chat_id=alice["id"], document=url)
        assert refusal == "400 Bad Request: failed to get HTTP URL content"
    with pytest.raises(ControlRefusedError, match="leads nowhere"):
        await control.online(short, b"x", to=longer)


@pytest.mark.parametrize(
    ("method", "kind", "name", "data", "complaint"),
    [
        ("sendPhoto", "photo", "x.png", bytes((5 << 20) + 1), "failed to get HTTP URL content"),
        ("sendVideo", "video", "x.mp4", bytes((20 << 20) + 1), "failed to get HTTP URL content"),
        ("sendVoice", "voice", "x.ogg", bytes((1 << 20) + 1), "failed to get HTTP URL content"),
        ("sendPhoto", "photo", "x.png", b"no picture", "IMAGE_PROCESS_FAILED"),
        ("sendDocument", "document", "x.csv", b"a,b", "wrong type of the web page content"),
        ("sendSticker", "sticker", "x.tgs", b"\x1f\x8b", "wrong type of the web page content"),
        (
            "sendVideoNote",
            "video_note",
            "x.mp4",
            mp4(3, 240, 240),
            "wrong file identifier/HTTP URL specified",
        ),
    ],
    ids=["picture", "video", "voice", "broken", "table", "animated", "round"],
)
async def test_what_telegram_does_not_take_from_there(
    bot: BotClient,
    box: Sandbox,
    alice: User,
    method: str,
    kind: str,
    name: str,
    data: bytes,
    complaint: str,
) -> None:
    box.world.online.files[f"{AT}{name}"] = data
    refusal = await bot.refused(method, chat_id=alice["id"], **{kind: f"{AT}{name}"})
    assert refusal == f"400 Bad Request: {complaint}"


async def test_nothing_is_fetched_from_this_machine(bot: BotClient, alice: User) -> None:
    own = f"{bot.url}/sandbox/state"
    refusal = await bot.refused("sendVoice", chat_id=alice["id"], voice=own)
    assert refusal == "400 Bad Request: failed to get HTTP URL content"


async def test_a_voice_note_at_an_address_of_its_own(
    bot: BotClient, control: Control, alice: User
) -> None:
    for url in ("https://example.org", "https://[", "https://example.org/a/"):
        await control.online(url, ogg(7))
        sent = await bot.call("sendVoice", chat_id=alice["id"], voice=url)
        assert sent["voice"]["duration"] == 7


async def test_the_internet_is_emptied_with_the_box(
    bot: BotClient, control: Control, picture: bytes
) -> None:
    await control.online(f"{AT}x.png", picture)
    await control.reset()
    assert (await control.state())["online"] == {}


@pytest.mark.parametrize("url", ["", "cat.png", "ftp://example.org/x", "https://a b"])
async def test_what_is_no_address(control: Control, url: str) -> None:
    with pytest.raises(ControlRefusedError, match="url"):
        await control.online(url, b"x")
