import json

import pytest

from bot.sandbox.client import Control
from bot.sandbox.jsons import JsonObject
from bot.sandbox.shapes import User
from tests.sandbox.conftest import PNG, BotClient, Upload
from tests.sandbox.recorded import mp4


@pytest.mark.parametrize(
    ("method", "kind", "facts"),
    [
        ("sendAudio", "audio", {"duration": 61, "performer": "Alice", "title": "Handover"}),
        ("sendVideo", "video", {"duration": 5, "width": 640, "height": 360}),
        ("sendAnimation", "animation", {"duration": 2, "width": 64, "height": 64}),
        ("sendVideoNote", "video_note", {"duration": 3, "length": 240}),
        ("sendVoice", "voice", {"duration": 7}),
        ("sendDocument", "document", {}),
        ("sendSticker", "sticker", {"emoji": "👍"}),
    ],
)
async def test_a_file_goes_out_and_can_be_fetched(
    bot: BotClient, alice: User, upload: Upload, method: str, kind: str, facts: JsonObject
) -> None:
    sent = await upload(method, {kind: b"some bytes"}, "x.dat", chat_id=alice["id"], **facts)
    told = sent[kind]
    assert {name: told[name] for name in facts} == facts
    assert told["file_size"] == 10
    file = await bot.call("getFile", file_id=told["file_id"])
    async with bot.http.get(f"{bot.url}/file/bot{bot.token}/{file['file_path']}") as response:
        assert await response.read() == b"some bytes"
    again = await bot.call(method, chat_id=alice["id"], **{kind: told["file_id"]})
    assert again[kind]["file_unique_id"] == told["file_unique_id"]


@pytest.mark.parametrize(
    ("method", "what"),
    [("sendVideo", "video"), ("sendVideoNote", "video note"), ("sendSticker", "sticker")],
)
async def test_nothing_to_send(bot: BotClient, alice: User, method: str, what: str) -> None:
    refusal = await bot.refused(method, chat_id=alice["id"])
    assert refusal == f"400 Bad Request: there is no {what} in the request"


async def test_one_kind_is_not_another(bot: BotClient, alice: User, upload: Upload) -> None:
    sent = await upload("sendVoice", {"voice": b"OggS"}, chat_id=alice["id"])
    refusal = await bot.refused(
        "sendVideoNote", chat_id=alice["id"], video_note=sent["voice"]["file_id"]
    )
    assert refusal == "400 Bad Request: can't use file of type VoiceNote as VideoNote"


async def test_a_round_video_is_not_too_large(alice: User, upload: Upload) -> None:
    answer = await upload("sendVideoNote", {"video_note": b"x"}, chat_id=alice["id"], length=641)
    assert answer == "400 Bad Request: wrong video note length"


async def test_an_animation_is_a_document_as_well(alice: User, upload: Upload) -> None:
    sent = await upload("sendAnimation", {"animation": b"GIF"}, "x.gif", chat_id=alice["id"])
    assert sent["document"].items() < sent["animation"].items()
    assert sent["animation"].keys() - sent["document"].keys() == {"duration", "width", "height"}


async def test_a_thumbnail(bot: BotClient, alice: User, upload: Upload, picture: bytes) -> None:
    files = {"document": b"a,b", "thumbnail": picture}
    sent = await upload("sendDocument", files, "my.csv", chat_id=alice["id"])
    thumbnail = sent["document"]["thumbnail"]
    assert (thumbnail["width"], thumbnail["height"]) == (1, 1)
    assert (await bot.call("getFile", file_id=thumbnail["file_id"]))["file_size"] == len(picture)


async def test_a_caption_above_the_picture_and_under_a_spoiler(
    alice: User, upload: Upload, picture: bytes
) -> None:
    sent = await upload(
        "sendPhoto",
        {"photo": picture},
        chat_id=alice["id"],
        caption="look",
        show_caption_above_media=True,
        has_spoiler=True,
    )
    assert sent["show_caption_above_media"] is True
    assert sent["has_media_spoiler"] is True


async def test_an_album(
    bot: BotClient, control: Control, alice: User, upload: Upload, picture: bytes
) -> None:
    media = [
        {"type": "photo", "media": "attach://one", "caption": "<b>one</b>", "parse_mode": "HTML"},
        {"type": "video", "media": "attach://two", "duration": 3},
    ]
    sent = await upload(
        "sendMediaGroup", {"one": picture, "two": b"mp4"}, chat_id=alice["id"], media=media
    )
    assert [next(k for k in ("photo", "video") if k in message) for message in sent] == [
        "photo",
        "video",
    ]
    assert len({message["media_group_id"] for message in sent}) == 1
    assert sent[0]["caption"] == "one"
    assert (await control.messages(alice["id"]))[1:] == sent
    assert await control.lint() == []


async def test_an_album_of_one_is_a_message(
    bot: BotClient, control: Control, alice: User, upload: Upload, picture: bytes
) -> None:
    media = [{"type": "photo", "media": "attach://one"}]
    (sent,) = await upload("sendMediaGroup", {"one": picture}, chat_id=alice["id"], media=media)
    assert "media_group_id" not in sent
    assert len(await control.lint()) == 1


async def test_an_album_counts_as_many_messages(
    bot: BotClient, control: Control, alice: User, upload: Upload
) -> None:
    await control.limits(per_chat_per_second=1)
    media = [{"type": "document", "media": f"attach://{n}"} for n in range(10)]
    files = {str(n): b"x" for n in range(10)}
    assert len(await upload("sendMediaGroup", files, chat_id=alice["id"], media=media)) == 10
    answer = await bot.ask("sendMessage", chat_id=alice["id"], text="x")
    assert answer.status == 429


@pytest.mark.parametrize(
    ("media", "complaint"),
    [
        (None, 'parameter "media" is required'),
        ("{", "can't parse media JSON object"),
        ([], "there are no messages to send"),
        (["x"], "can't parse InputMedia: expected an Object"),
        ([{}], "can't parse InputMedia: can't find field \"type\""),
        ([{"type": "photo"}], "can't parse InputMedia: media not found"),
        (
            [{"type": "photo", "media": "attach://none"}],
            "can't parse InputMedia: media not found",
        ),
        (
            [{"type": "animation", "media": "attach://x"}],
            "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
        ),
        (
            [{"type": "hologram", "media": "attach://x"}],
            'can\'t parse InputMedia: type "hologram" is unsupported',
        ),
        (
            [{"type": "photo", "media": "4711"}] * 11,
            "too many messages to send as an album",
        ),
        (
            [{"type": "photo", "media": "attach://x"}, {"type": "audio", "media": "attach://x"}],
            "Audio can't be mixed with other media types",
        ),
        (
            [{"type": "photo", "media": "4711"}, {"type": "photo", "media": "4712"}],
            "wrong file identifier/HTTP URL specified",
        ),
    ],
)
async def test_albums_that_telegram_refuses(
    alice: User, upload: Upload, media: object, complaint: str
) -> None:
    parameters = {"chat_id": alice["id"]} | ({} if media is None else {"media": media})
    answer = await upload("sendMediaGroup", {"x": b"x"}, "x.bin", **parameters)
    assert answer == f"400 Bad Request: {complaint}"


async def test_a_field_that_no_input_has_is_linted(
    control: Control, alice: User, upload: Upload, picture: bytes
) -> None:
    media = json.dumps([{"type": "photo", "media": "attach://x", "text": "caption?"}] * 2)
    await upload("sendMediaGroup", {"x": picture}, chat_id=alice["id"], media=media)
    assert {finding["parameter"] for finding in await control.lint()} == {"text"}


async def test_a_text_becomes_a_video(alice: User, bot: BotClient, upload: Upload) -> None:
    sent = await bot.send(alice["id"], "wait for it")
    target = {"chat_id": alice["id"], "message_id": sent["message_id"]}
    media = {"type": "video", "media": "attach://v", "caption": "here"}
    edited = await upload("editMessageMedia", {"v": b"mp4"}, media=media, **target)
    assert "text" not in edited
    assert edited["caption"] == "here"
    refusal = await bot.refused("editMessageMedia", **target)
    assert refusal == '400 Bad Request: parameter "media" is required'


async def test_a_live_photo_is_a_picture_that_moves(
    bot: BotClient, alice: User, upload: Upload, picture: bytes
) -> None:
    files = {"live_photo": mp4(3, 640, 360), "photo": picture}
    sent = await upload("sendLivePhoto", files, "x.mp4", chat_id=alice["id"], caption="look")
    live = sent["live_photo"]
    assert (live["duration"], live["width"], live["mime_type"]) == (3, 640, "video/mp4")
    assert live["photo"] == sent["photo"]
    assert sent["caption"] == "look"
    assert (await bot.call("getFile", file_id=live["file_id"]))["file_size"] == live["file_size"]
    known = {"live_photo": live["file_id"], "photo": live["photo"][-1]["file_id"]}
    again = await bot.call("sendLivePhoto", chat_id=alice["id"], **known)
    assert again["live_photo"] == live
    video = await upload("sendVideo", {"video": mp4(3, 640, 360)}, "x.mp4", chat_id=alice["id"])
    known["live_photo"] = video["video"]["file_id"]
    again = await bot.call("sendLivePhoto", chat_id=alice["id"], **known)
    assert again["live_photo"].keys() == live.keys()
    known["live_photo"] = live["file_id"]
    item = {"type": "live_photo", "media": known["live_photo"], "photo": known["photo"]}
    album = await bot.call("sendMediaGroup", chat_id=alice["id"], media=[item, item])
    assert [message["live_photo"] for message in album] == [live, live]


@pytest.mark.parametrize(
    ("video", "photo", "complaint"),
    [
        (b"", PNG, "there is no live photo in the request"),
        (mp4(3, 640, 360), b"", "there is no photo in the request"),
        (mp4(11, 640, 360), PNG, "VIDEO_TOO_LONG"),
        (mp4(3, 640, 360), b"no picture", "IMAGE_PROCESS_FAILED"),
        (bytes((10 << 20) + 1), PNG, "file is too big"),
    ],
    ids=["no video", "no picture", "too long", "not a picture", "too big"],
)
async def test_what_is_no_live_photo(
    alice: User, upload: Upload, video: bytes, photo: bytes, complaint: str
) -> None:
    given = {"live_photo": video, "photo": photo}
    files = {name: data for name, data in given.items() if data}
    answer = await upload("sendLivePhoto", files, chat_id=alice["id"])
    assert answer == f"400 Bad Request: {complaint}"


async def test_a_live_photo_does_not_come_by_url(bot: BotClient, alice: User) -> None:
    urls = {"live_photo": "https://example.org/a.mp4", "photo": "https://example.org/a.png"}
    refusal = await bot.refused("sendLivePhoto", chat_id=alice["id"], **urls)
    assert refusal == "400 Bad Request: wrong file identifier/HTTP URL specified"
