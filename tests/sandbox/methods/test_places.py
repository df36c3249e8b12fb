import pytest

from bot.sandbox.client import Control
from bot.sandbox.jsons import JsonObject
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient

STOCKHOLM = {"latitude": 59.33, "longitude": 18.07}


async def test_a_location_and_a_venue(bot: BotClient, alice: User) -> None:
    sent = await bot.call("sendLocation", chat_id=alice["id"], **STOCKHOLM)
    assert sent["location"] == STOCKHOLM
    sent = await bot.call(
        "sendVenue", chat_id=alice["id"], title="Ward 7", address="Main road 1", **STOCKHOLM
    )
    assert sent["venue"] == {"location": STOCKHOLM, "title": "Ward 7", "address": "Main road 1"}
    assert sent["location"] == STOCKHOLM


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        ({}, "latitude is empty"),
        ({"latitude": "1.5"}, "longitude is empty"),
        ({"latitude": 91, "longitude": 0}, "wrong location specified"),
        ({**STOCKHOLM, "live_period": 59}, "wrong live location period specified"),
        ({**STOCKHOLM, "heading": 361}, "wrong live location heading specified"),
    ],
)
async def test_places_that_are_none(
    bot: BotClient, alice: User, parameters: JsonObject, complaint: str
) -> None:
    refusal = await bot.refused("sendLocation", chat_id=alice["id"], **parameters)
    assert refusal == f"400 Bad Request: {complaint}"


async def test_numbers_may_come_as_text(bot: BotClient, control: Control, alice: User) -> None:
    sent = await bot.call("sendLocation", chat_id=alice["id"], latitude="1.5", longitude="2 east")
    assert sent["location"] == {"latitude": 1.5, "longitude": 2.0}
    assert [finding["parameter"] for finding in await control.lint()] == ["longitude"]


async def test_a_live_location_moves_and_stops(bot: BotClient, alice: User) -> None:
    sent = await bot.call("sendLocation", chat_id=alice["id"], live_period=900, **STOCKHOLM)
    assert sent["location"]["live_period"] == 900
    target = {"chat_id": alice["id"], "message_id": sent["message_id"]}
    moved = await bot.call("editMessageLiveLocation", latitude=59.34, longitude=18.07, **target)
    assert (moved["location"]["latitude"], moved["location"]["live_period"]) == (59.34, 900)
    still = await bot.call("stopMessageLiveLocation", **target)
    assert "live_period" not in still["location"]
    refusal = await bot.refused("stopMessageLiveLocation", **target)
    assert refusal == "400 Bad Request: message can't be edited"


async def test_a_contact(bot: BotClient, alice: User) -> None:
    card = {"phone_number": "+46701234567", "first_name": "Bob"}
    assert (await bot.call("sendContact", chat_id=alice["id"], **card))["contact"] == card
    refusal = await bot.refused("sendContact", chat_id=alice["id"], phone_number="+46701234567")
    assert refusal == '400 Bad Request: parameter "first_name" is required'


@pytest.mark.parametrize(("emoji", "highest"), [("🎲", 6), ("🏀", 5), ("⚽️", 5), ("🎰", 64)])
async def test_dice(bot: BotClient, alice: User, emoji: str, highest: int) -> None:
    sent = await bot.call("sendDice", chat_id=alice["id"], emoji=emoji)
    assert 1 <= sent["dice"]["value"] <= highest


async def test_dice_of_nothing(bot: BotClient, alice: User) -> None:
    assert (await bot.call("sendDice", chat_id=alice["id"]))["dice"]["emoji"] == "🎲"
    refusal = await bot.refused("sendDice", chat_id=alice["id"], emoji="x")
    assert refusal == "400 Bad Request: EMOTICON_INVALID"


async def test_alice_sends_a_place_a_number_and_a_document(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.say(alice["id"], location=(59.33, 18.07))
    await control.say(alice["id"], contact={})
    await control.say(alice["id"], "Our rota", document=b"a,b", file_name="rota.csv")
    place, card, document = [update["message"] for update in await bot.updates()]
    assert place["location"] == STOCKHOLM
    assert card["contact"]["user_id"] == alice["id"]
    assert (document["document"]["file_name"], document["caption"]) == ("rota.csv", "Our rota")
