import pytest

from bot.sandbox.client import Control
from bot.sandbox.shapes import Chat, User
from tests.sandbox.conftest import BotClient


async def test_a_topic_wears_an_icon_that_telegram_offers(
    bot: BotClient, control: Control, forum: Chat
) -> None:
    icons = await bot.call("getForumTopicIconStickers")
    assert {icon["type"] for icon in icons} == {"custom_emoji"}
    wanted = icons[0]["custom_emoji_id"]
    look = {"name": "Round 12", "icon_custom_emoji_id": wanted}
    made = await bot.call("createForumTopic", chat_id=forum["id"], **look)
    assert made["icon_custom_emoji_id"] == wanted
    await control.restore(await control.state())
    assert await bot.call("getForumTopicIconStickers") == icons


async def test_icons_are_files_stickers_and_a_set(bot: BotClient, alice: User) -> None:
    first, *_ = icons = await bot.call("getForumTopicIconStickers")
    asked = [first["custom_emoji_id"], "1", first["custom_emoji_id"]]
    assert await bot.call("getCustomEmojiStickers", custom_emoji_ids=asked) == [first]
    assert (await bot.call("getStickerSet", name=first["set_name"]))["stickers"] == icons
    assert (await bot.call("getFile", file_id=first["file_id"]))["file_path"].endswith(".tgs")
    sent = await bot.call("sendSticker", chat_id=alice["id"], sticker=first["file_id"])
    assert sent["sticker"] == first


@pytest.mark.parametrize(
    ("method", "given", "complaint"),
    [
        ("getStickerSet", {"name": "my_cats"}, "STICKERSET_INVALID"),
        ("getStickerSet", {}, "STICKERSET_INVALID"),
        ("getCustomEmojiStickers", {}, 'parameter "custom_emoji_ids" is required'),
        (
            "getCustomEmojiStickers",
            {"custom_emoji_ids": {}},
            "expected an Array of custom emoji identifiers",
        ),
        (
            "getCustomEmojiStickers",
            {"custom_emoji_ids": [[]]},
            "custom emoji identifier must be of type String",
        ),
        (
            "getCustomEmojiStickers",
            {"custom_emoji_ids": ["1"] * 201},
            "too many custom emoji identifiers specified",
        ),
    ],
)
async def test_stickers_that_there_are_not(
    bot: BotClient, method: str, given: dict[str, object], complaint: str
) -> None:
    assert await bot.refused(method, **given) == f"400 Bad Request: {complaint}"
