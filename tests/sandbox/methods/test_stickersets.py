"""The bot makes a set of stickers for Alice and changes it."""

import struct
from typing import Any, Protocol

import pytest

from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient, Upload

NAME = "cats_by_thinking_bot"
TGS, WEBM = b"\x1f\x8banimated", b"\x1aE\xdf\xa3video"


def png(width: int = 512, height: int = 512, mark: str = "") -> bytes:
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    return head + struct.pack(">II", width, height) + mark.encode()


def told(file: str, form: str = "static", **more: object) -> dict[str, object]:
    return {"sticker": f"attach://{file}", "format": form, "emoji_list": ["😄"], **more}


class Make(Protocol):
    async def __call__(self, *sorts: str, **parameters: object) -> Any: ...


@pytest.fixture
def make(alice: User, upload: Upload) -> Make:
    """A set with a sticker of each sort."""

    async def create(*sorts: str, **parameters: object) -> Any:
        files = {"static": png(), "animated": TGS, "video": WEBM, "emoji": png(100, 100)}
        stickers = [told(sort, "static" if sort == "emoji" else sort) for sort in sorts]
        asked = {"user_id": alice["id"], "name": NAME, "title": "Cats", "stickers": stickers}
        given = {sort: files[sort] for sort in sorts}
        return await upload("createNewStickerSet", given, **{**asked, **parameters})

    return create


async def stickers(bot: BotClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await bot.call("getStickerSet", name=NAME))["stickers"]
    return found


async def test_a_set_of_all_sorts(bot: BotClient, alice: User, make: Make) -> None:
    assert await make("static", "animated", "video") is True
    made = await bot.call("getStickerSet", name=NAME.upper())
    assert (made["name"], made["title"], made["sticker_type"]) == (NAME, "Cats", "regular")
    still, animated, video = made["stickers"]
    assert (still["emoji"], still["set_name"], still["thumbnail"]["width"]) == ("😄", NAME, 128)
    assert [each["is_animated"] for each in made["stickers"]] == [False, True, False]
    assert [each["is_video"] for each in made["stickers"]] == [False, False, True]
    sent = await bot.call("sendSticker", chat_id=alice["id"], sticker=animated["file_id"])
    assert sent["sticker"] == animated
    assert (await bot.call("getFile", file_id=video["file_id"]))["file_size"] == len(WEBM)


async def test_a_sticker_is_uploaded_first_and_added_once(
    bot: BotClient, alice: User, upload: Upload, make: Make
) -> None:
    await make("static")
    asked = {"user_id": alice["id"], "sticker_format": "static"}
    file = await upload("uploadStickerFile", {"sticker": png(mark="2")}, **asked)
    assert file.keys() == {"file_id", "file_unique_id", "file_size"}
    new = {"sticker": file["file_id"], "format": "static", "emoji_list": ["🐱", "😄"]}
    for _ in range(2):
        assert await bot.call("addStickerToSet", user_id=alice["id"], name=NAME, sticker=new)
    assert [each["emoji"] for each in await stickers(bot)] == ["😄", "🐱"]


async def test_stickers_move_change_and_go(
    bot: BotClient, alice: User, upload: Upload, make: Make
) -> None:
    await make("static", "animated", "video")
    first, second, third = [each["file_id"] for each in await stickers(bot)]
    await bot.call("setStickerPositionInSet", sticker=first, position=1)
    assert [each["file_id"] for each in await stickers(bot)] == [second, first, third]
    sent = await bot.call("sendSticker", chat_id=alice["id"], sticker=third)
    await bot.call("setStickerEmojiList", sticker=third, emoji_list=["😔", "😟"])
    await bot.call("setStickerKeywords", sticker=third, keywords=["sad"])
    assert (await stickers(bot))[-1]["emoji"] == "😔"
    assert sent["sticker"]["emoji"] == "😄"
    await bot.call("deleteStickerFromSet", sticker=second)
    asked = {"user_id": bot.id, "name": NAME, "old_sticker": first, "sticker": told("new")}
    assert await upload("replaceStickerInSet", {"new": png(mark="new")}, **asked) is True
    new, last = await stickers(bot)
    assert (last["file_id"], new["file_size"]) == (third, len(png(mark="new")))


async def test_a_set_has_a_title_and_a_thumbnail(
    bot: BotClient, alice: User, upload: Upload, make: Make
) -> None:
    await make("static")
    await bot.call("setStickerSetTitle", name=NAME, title=" Better cats ")
    asked = {"name": NAME, "user_id": alice["id"]}
    for form, data in (("static", png(100, 100)), ("animated", TGS)):
        files = {"thumbnail": data}
        assert await upload("setStickerSetThumbnail", files, **asked, format=form) is True
        made = await bot.call("getStickerSet", name=NAME)
        assert (made["title"], made["thumbnail"]["width"]) == ("Better cats", 100)
    await bot.call("setStickerSetThumbnail", **asked, format="static")
    assert "thumbnail" not in await bot.call("getStickerSet", name=NAME)


async def test_a_set_goes_and_so_it_does_with_its_last_sticker(bot: BotClient, make: Make) -> None:
    await make("static")
    assert await bot.call("deleteStickerSet", name=NAME)
    assert await bot.refused("getStickerSet", name=NAME) == "400 Bad Request: STICKERSET_INVALID"
    await make("static")
    await bot.call("deleteStickerFromSet", sticker=(await stickers(bot))[0]["file_id"])
    assert await bot.refused("getStickerSet", name=NAME) == "400 Bad Request: STICKERSET_INVALID"


async def test_masks_have_a_place_on_the_face(bot: BotClient, alice: User, upload: Upload) -> None:
    place: dict[str, Any] = {"point": "Eyes", "x_shift": -1, "y_shift": 1.5, "scale": 2}
    asked = {"user_id": alice["id"], "name": NAME, "title": "Masks", "sticker_type": "mask"}
    asked["stickers"] = [told("a", mask_position=place, keywords=["sad"])]
    await upload("createNewStickerSet", {"a": png()}, **asked)
    (mask,) = await stickers(bot)
    assert mask["mask_position"] == {**place, "point": "eyes"}
    elsewhere: dict[str, Any] = {"point": "chin", "x_shift": 0, "y_shift": 0, "scale": 1}
    await bot.call("setStickerMaskPosition", sticker=mask["file_id"], mask_position=elsewhere)
    assert (await stickers(bot))[0]["mask_position"] == elsewhere
    await bot.call("setStickerMaskPosition", sticker=mask["file_id"])
    assert "mask_position" not in (await stickers(bot))[0]
    refusal = await bot.refused("setStickerEmojiList", sticker=mask["file_id"], emoji_list=["😄"])
    assert refusal == "400 Bad Request: STICKER_INVALID"


async def test_custom_emoji_are_found_by_their_ids(
    bot: BotClient, second_bot: BotClient, make: Make
) -> None:
    await make("emoji", "animated", sticker_type="custom_emoji", needs_repainting=True)
    still, animated = await stickers(bot)
    assert still["needs_repainting"] is True
    ids = [animated["custom_emoji_id"], still["custom_emoji_id"]]
    for each in (bot, second_bot):
        found = await each.call("getCustomEmojiStickers", custom_emoji_ids=ids)
        assert found == [animated, still]
    asked: dict[str, Any] = {"name": NAME, "custom_emoji_id": ids[1]}
    assert await bot.call("setCustomEmojiStickerSetThumbnail", **asked)
    assert (await bot.call("getStickerSet", name=NAME))["thumbnail"] == still["thumbnail"]
    assert await bot.call("setCustomEmojiStickerSetThumbnail", name=NAME, custom_emoji_id="")
    assert "thumbnail" not in await bot.call("getStickerSet", name=NAME)
    refusal = await bot.refused("setCustomEmojiStickerSetThumbnail", name=NAME, custom_emoji_id=9)
    assert refusal == "400 Bad Request: STICKER_INVALID"


async def test_another_bot_may_send_the_stickers_and_change_nothing(
    bot: BotClient, second_bot: BotClient, control: Control, alice: User, make: Make
) -> None:
    await make("static")
    await control.say(alice["id"], "/start", bot=second_bot.username)
    (sticker,) = await stickers(second_bot)
    sent = await second_bot.call("sendSticker", chat_id=alice["id"], sticker=sticker["file_id"])
    assert sent["sticker"] == sticker
    for method, parameters in (
        ("deleteStickerSet", {"name": NAME}),
        ("setStickerSetTitle", {"name": NAME, "title": "Dogs"}),
    ):
        refusal = await second_bot.refused(method, **parameters)
        assert refusal == "400 Bad Request: STICKERSET_INVALID"
    refusal = await second_bot.refused("deleteStickerFromSet", sticker=sticker["file_id"])
    assert refusal == "400 Bad Request: STICKER_INVALID"


async def test_sets_are_kept_with_the_box(bot: BotClient, control: Control, make: Make) -> None:
    await make("static", "animated")
    before = await bot.call("getStickerSet", name=NAME)
    state: dict[str, Any] = await control.state()
    await control.restore(state)
    assert await bot.call("getStickerSet", name=NAME) == before
    state["sticker_sets"][0]["stickers"].append("unheard of")
    with pytest.raises(ControlRefusedError, match="names something that is not in it"):
        await control.restore(state)
    await control.reset(keep_bots=True)
    assert await bot.refused("getStickerSet", name=NAME) == "400 Bad Request: STICKERSET_INVALID"


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"user_id": 0}, "invalid user_id specified"),
        ({"user_id": 4711}, "user not found"),
        ({"title": " "}, "sticker set title must be non-empty"),
        ({"name": "cats"}, "invalid sticker set name is specified"),
        ({"sticker_type": "scent"}, "unsupported sticker type specified"),
        ({"stickers": []}, "STICKERS_EMPTY"),
        ({"stickers": {}}, "expected an Array of InputSticker"),
        ({"stickers": [told("a")] * 51}, "too many stickers specified"),
        ({"stickers": ["a"]}, "can't parse InputSticker: InputSticker must be an Object"),
        ({"stickers": [told("b")]}, "can't parse InputSticker: sticker not found"),
        (
            {"stickers": [told("a", "moving")]},
            "can't parse InputSticker: Invalid sticker format specified",
        ),
        ({"stickers": [told("a", "animated")]}, "STICKER_TGS_NOTGS"),
        ({"stickers": [told("a", "video")]}, "STICKER_VIDEO_NOWEBM"),
        ({"sticker_type": "custom_emoji"}, "STICKER_PNG_DIMENSIONS"),
        (
            {"stickers": [told("a", mask_position={"point": "ear"})]},
            "can't parse InputSticker: Wrong point specified in MaskPosition",
        ),
        (
            {"stickers": [told("a", mask_position={"point": "eyes"})]},
            "can't parse mask position: Can't find field \"x_shift\"",
        ),
        (
            {"stickers": [told("a", keywords=[1])]},
            "can't parse InputSticker: keyword must be a string",
        ),
        (
            {"stickers": [{**told("a"), "sticker": "unheard of"}]},
            "wrong file identifier/HTTP URL specified",
        ),
        (
            {"stickers": [{**told("a"), "sticker": "https://example.org/a.png"}]},
            "failed to get HTTP URL content",
        ),
    ],
)
async def test_sets_that_are_not_made(
    alice: User, upload: Upload, changes: dict[str, object], complaint: str
) -> None:
    asked = {"user_id": alice["id"], "name": NAME, "title": "Cats", "stickers": [told("a")]}
    answer = await upload("createNewStickerSet", {"a": png()}, **{**asked, **changes})
    assert answer == f"400 Bad Request: {complaint}"


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"no picture", "STICKER_PNG_NOPNG"),
        (png(512, 600), "STICKER_PNG_DIMENSIONS"),
        (png(0, 0), "STICKER_PNG_NOPNG"),
        (png() + bytes(512 << 10), "file is too big"),
        (b"", "file must be non-empty"),
    ],
    ids=["no picture", "too high", "without sides", "too big", "empty"],
)
async def test_pictures_that_are_no_stickers(
    alice: User, upload: Upload, data: bytes, complaint: str
) -> None:
    asked = {"user_id": alice["id"], "sticker_format": "static"}
    answer = await upload("uploadStickerFile", {"sticker": data}, **asked)
    assert answer == f"400 Bad Request: {complaint}"


async def test_a_name_is_taken_once(make: Make) -> None:
    await make("static")
    refusal = await make("static", name=NAME.capitalize())
    assert refusal == "400 Bad Request: sticker set name is already occupied"


@pytest.mark.parametrize(
    ("method", "given", "complaint"),
    [
        (
            "uploadStickerFile",
            {"sticker_format": "static"},
            "there is no sticker file in the request",
        ),
        ("uploadStickerFile", {}, "invalid sticker format specified"),
        ("createNewStickerSet", {}, "there is no sticker file in the request"),
        ("addStickerToSet", {"name": NAME}, "there is no sticker file in the request"),
        ("setStickerPositionInSet", {}, "sticker is not specified"),
        ("setStickerPositionInSet", {"sticker": "x"}, "wrong file identifier/HTTP URL specified"),
        ("setStickerSetThumbnail", {"name": "x", "format": "static"}, "STICKERSET_INVALID"),
        (
            "setStickerSetThumbnail",
            {"name": NAME, "format": "flat"},
            "invalid sticker format specified",
        ),
        ("setCustomEmojiStickerSetThumbnail", {"name": NAME}, "STICKERSET_INVALID"),
    ],
)
async def test_what_cannot_be_done_with_sets(
    bot: BotClient, alice: User, make: Make, method: str, given: dict[str, object], complaint: str
) -> None:
    await make("static")
    users = {} if "Position" in method or "Custom" in method else {"user_id": alice["id"]}
    assert await bot.refused(method, **users, **given) == f"400 Bad Request: {complaint}"


@pytest.mark.parametrize(
    ("method", "given", "complaint"),
    [
        ("setStickerPositionInSet", {}, "wrong sticker position specified"),
        ("setStickerMaskPosition", {}, "STICKER_INVALID"),
        (
            "setStickerEmojiList",
            {"emoji_list": ["x"]},
            "can't parse emoji list: expected a Unicode emoji",
        ),
        ("setStickerEmojiList", {}, "can't parse emoji list: expected an Array of string"),
        ("setStickerKeywords", {"keywords": {}}, 'field "keywords" must be an Array'),
        ("setStickerKeywords", {"keywords": [1]}, "keyword must be a string"),
    ],
)
async def test_what_cannot_be_done_with_a_sticker(
    bot: BotClient, make: Make, method: str, given: dict[str, object], complaint: str
) -> None:
    await make("static")
    sticker = (await stickers(bot))[0]["file_id"]
    assert await bot.refused(method, sticker=sticker, **given) == f"400 Bad Request: {complaint}"


async def test_a_photo_is_no_sticker_and_a_loose_sticker_is_in_no_set(
    bot: BotClient, alice: User, upload: Upload, picture: bytes
) -> None:
    sent = await upload("sendPhoto", {"photo": picture}, chat_id=alice["id"])
    photo = sent["photo"][0]["file_id"]
    refusal = await bot.refused("deleteStickerFromSet", sticker=photo)
    assert refusal == "400 Bad Request: wrong sticker file specified"
    sent = await upload("sendSticker", {"sticker": TGS}, "x.tgs", chat_id=alice["id"])
    loose = sent["sticker"]["file_id"]
    refusal = await bot.refused("deleteStickerFromSet", sticker=loose)
    assert refusal == "400 Bad Request: STICKER_INVALID"


async def test_a_set_is_full(alice: User, upload: Upload) -> None:
    asked = {"user_id": alice["id"], "name": NAME, "title": "Cats"}
    files = {f"a{number}": png(mark=str(number)) for number in range(50)}
    await upload("createNewStickerSet", files, **asked, stickers=[told(name) for name in files])
    asked.pop("title")
    for number in range(50, 120):
        more = {"a": png(mark=str(number))}
        assert await upload("addStickerToSet", more, **asked, sticker=told("a")) is True
    answer = await upload("addStickerToSet", {"a": png(mark="more")}, **asked, sticker=told("a"))
    assert answer == "400 Bad Request: STICKERS_TOO_MUCH"
