import pytest

from bot.sandbox.client import Control
from bot.sandbox.standings import ADMIN_RIGHTS
from tests.sandbox.conftest import BotClient

REFUSAL = "can't parse ChatAdministratorRights: "


async def test_a_bot_asks_for_rights_in_groups_and_in_channels(
    bot: BotClient, control: Control
) -> None:
    everything = dict.fromkeys(("is_anonymous", *ADMIN_RIGHTS), True)
    assert not any((await bot.call("getMyDefaultAdministratorRights")).values())
    few = {
        name: name in ("can_pin_messages", "can_post_messages", "is_anonymous")
        for name in everything
    }
    await bot.call("setMyDefaultAdministratorRights", rights=few)
    await bot.call("setMyDefaultAdministratorRights", rights=everything, for_channels=True)
    await control.restore(await control.state())
    groups = await bot.call("getMyDefaultAdministratorRights")
    asked = {name for name, wanted in groups.items() if wanted}
    assert asked == {"can_pin_messages", "can_manage_chat", "is_anonymous"}
    assert "can_post_messages" not in groups
    channels = await bot.call("getMyDefaultAdministratorRights", for_channels=True)
    assert [name for name, wanted in channels.items() if not wanted] == ["is_anonymous"]
    assert "can_pin_messages" not in channels
    await bot.call("setMyDefaultAdministratorRights")
    assert not any((await bot.call("getMyDefaultAdministratorRights")).values())


@pytest.mark.parametrize(
    ("rights", "complaint"),
    [
        ("{", "can't parse ChatAdministratorRights JSON object"),
        ([], f"{REFUSAL}ChatAdministratorRights must be an Object"),
        ({"can_pin_messages": 1}, f'{REFUSAL}Field "can_pin_messages" must be of type Boolean'),
    ],
)
async def test_what_are_no_rights(bot: BotClient, rights: object, complaint: str) -> None:
    refusal = await bot.refused("setMyDefaultAdministratorRights", rights=rights)
    assert refusal == f"400 Bad Request: {complaint}"
