from bot.sandbox.shapes import Chat, User
from tests.sandbox.conftest import BotClient


async def test_nobody_in_the_box_has_gifts(bot: BotClient, alice: User, channel: Chat) -> None:
    none = {"total_count": 0, "gifts": []}
    assert await bot.call("getAvailableGifts") == {"gifts": []}
    assert await bot.call("getUserGifts", user_id=alice["id"], exclude_unique=True) == none
    assert await bot.call("getChatGifts", chat_id=channel["id"], exclude_saved=True) == none
    assert await bot.refused("getUserGifts", user_id=4711) == "400 Bad Request: user not found"
    assert await bot.refused("getChatGifts", chat_id=4711) == "400 Bad Request: chat not found"
