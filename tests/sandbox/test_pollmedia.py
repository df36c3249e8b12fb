import pytest

from bot.sandbox.client import Control
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient, Upload
from tests.sandbox.recorded import mp4

HERE = {"type": "location", "latitude": 59.3, "longitude": 18.1}
THERE = {**HERE, "type": "venue", "title": "Ward 7", "address": "Main Street 1"}
POLL = {"question": "Where?", "options": ["a", "b"]}


async def test_a_quiz_shows_pictures_and_places(
    bot: BotClient, control: Control, alice: User, upload: Upload, picture: bytes
) -> None:
    files = {"p": picture, "d": b"a,b", "s": b"\x1f\x8b"}
    options = [
        {"text": "here", "media": HERE},
        {"text": "there", "media": THERE},
        {"text": "no", "media": {"type": "sticker", "media": "attach://s"}},
        {"text": "look", "media": {"type": "link", "url": "https://example.org"}},
        {"text": "words"},
    ]
    media = {"type": "photo", "media": "attach://p"}
    asked: dict[str, object] = {"question": "Where?", "options": options}
    asked |= {"type": "quiz", "correct_option_ids": [0]}
    asked |= {"media": media, "explanation_media": {"type": "document", "media": "attach://d"}}
    sent = await upload("sendPoll", files, "x.csv", chat_id=alice["id"], **asked)
    poll = sent["poll"]
    assert poll["media"]["photo"][0]["file_size"] == len(picture)
    assert poll["explanation_media"]["document"]["file_name"] == "x.csv"
    here, there, sticker, link, words = (option.get("media") for option in poll["options"])
    assert here["location"]["latitude"] == 59.3
    assert there["venue"]["title"] == "Ward 7"
    assert await bot.call("getFile", file_id=sticker["sticker"]["file_id"])
    assert link == {"link": {"url": "https://example.org"}}
    assert words is None
    await control.restore(await control.state())
    stopped = await bot.call("stopPoll", chat_id=alice["id"], message_id=sent["message_id"])
    assert stopped["options"] == poll["options"]
    assert "media" not in stopped


async def test_only_the_field_of_its_kind_is_told(alice: User, upload: Upload) -> None:
    media = {"type": "animation", "media": "attach://a"}
    files = {"a": mp4(2, 64, 64)}
    sent = await upload("sendPoll", files, "x.mp4", chat_id=alice["id"], **POLL, media=media)
    assert sent["poll"]["media"].keys() == {"animation"}


@pytest.mark.parametrize(
    ("media", "complaint"),
    [
        ("{", "can't parse InputPollMedia JSON object"),
        ([], "failed to parse InputPollMedia: expected an Object"),
        ({}, 'failed to parse InputPollMedia: can\'t find field "type"'),
        ({"type": "sticker"}, "failed to parse InputPollMedia: invalid type specified"),
        ({"type": "photo"}, "failed to parse InputPollMedia: media not found"),
        ({"type": "location"}, "latitude is empty"),
        ({"type": "photo", "media": "x"}, "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_what_a_poll_cannot_show(
    bot: BotClient, alice: User, media: object, complaint: str
) -> None:
    refusal = await bot.refused("sendPoll", chat_id=alice["id"], **POLL, media=media)
    assert refusal == f"400 Bad Request: {complaint}"


@pytest.mark.parametrize(
    ("media", "complaint"),
    [
        ({"type": "document"}, "invalid type specified"),
        ({"type": "sticker"}, "media not found"),
        ({"type": "link", "url": "example.org"}, "wrong HTTP URL specified"),
    ],
)
async def test_what_an_option_cannot_show(
    bot: BotClient, alice: User, media: object, complaint: str
) -> None:
    options = [{"text": "a", "media": media}]
    refusal = await bot.refused("sendPoll", chat_id=alice["id"], question="?", options=options)
    assert refusal == f"400 Bad Request: failed to parse poll option media: {complaint}"
