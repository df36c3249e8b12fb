import pytest

from bot.sandbox.client import Control
from tests.sandbox.conftest import BotClient, Upload
from tests.sandbox.recorded import mp4


async def test_a_bot_shows_a_picture_of_itself(
    bot: BotClient, second_bot: BotClient, control: Control, upload: Upload, picture: bytes
) -> None:
    none = {"total_count": 0, "photos": []}
    assert await bot.call("getUserProfilePhotos", user_id=bot.id) == none
    still = {"type": "static", "photo": "attach://p"}
    assert await upload("setMyProfilePhoto", {"p": picture}, photo=still) is True
    await control.restore(await control.state())
    for each in (bot, second_bot):
        shown = await each.call("getUserProfilePhotos", user_id=bot.id)
        assert shown["total_count"] == 1
        file_id = shown["photos"][0][-1]["file_id"]
        assert (await each.call("getFile", file_id=file_id))["file_size"] == len(picture)
    assert (await bot.call("getUserProfilePhotos", user_id=bot.id, offset=1))["photos"] == []
    assert await bot.call("removeMyProfilePhoto") is True
    assert await bot.call("getUserProfilePhotos", user_id=bot.id) == none


async def test_a_picture_that_moves_goes_with_the_rest_of_the_box(
    bot: BotClient, control: Control, upload: Upload
) -> None:
    moving = {"type": "animated", "animation": "attach://p", "main_frame_timestamp": 0.5}
    assert await upload("setMyProfilePhoto", {"p": mp4(2, 640, 640)}, photo=moving) is True
    shown = await bot.call("getUserProfilePhotos", user_id=bot.id)
    assert shown["photos"][0][0]["width"] == 640
    await control.reset(keep_bots=True)
    assert (await bot.call("getUserProfilePhotos", user_id=bot.id))["total_count"] == 0


@pytest.mark.parametrize(
    ("photo", "complaint"),
    [
        ("", "photo isn't specified"),
        ("{", "can't parse photo JSON object"),
        ([], "object expected as profile photo"),
        ({}, 'can\'t find field "type"'),
        ({"type": "hologram"}, "invalid profile photo type specified"),
        ({"type": "static", "photo": "AgAD"}, "photo must be uploaded as a file"),
        ({"type": "animated"}, "photo must be uploaded as a file"),
    ],
)
async def test_what_is_no_picture_of_a_bot(bot: BotClient, photo: object, complaint: str) -> None:
    refusal = await bot.refused("setMyProfilePhoto", photo=photo)
    assert refusal == f"400 Bad Request: {complaint}"
