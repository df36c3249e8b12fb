"""sendLocation, sendVenue, sendContact and sendDice; live locations that move and stop."""

import random

from bot.sandbox.calling import Call, method
from bot.sandbox.edits import change, to_edit
from bot.sandbox.errors import bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.locations import VENUE_IDS, location_in, venue_in
from bot.sandbox.params import Params
from bot.sandbox.sends import HEEDED, Sort, send

FOR_EVER = 0x7FFFFFFF
"""A live period in seconds that has no end."""
LIVE_SECONDS = (60, 86_400)

DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
"""The highest value of each."""


async def send_location(call: Call) -> object:
    params = call.params
    location = location_in(params) | _live(params)
    sort = Sort("can_send_messages", "locations")
    return send(call, sort, lambda _: {"location": location}).as_json()


async def send_venue(call: Call) -> object:
    params = call.params
    venue = venue_in(params)
    sort = Sort("can_send_messages", "venues")
    return send(call, sort, lambda _: {"venue": venue, "location": venue["location"]}).as_json()


async def send_contact(call: Call) -> object:
    params = call.params
    contact: JsonObject = {}
    for name in ("phone_number", "first_name"):
        if not params.text(name):
            raise bad_request(f'parameter "{name}" is required')
    for name in ("phone_number", "first_name", "last_name", "vcard"):
        if value := params.words(name):
            contact[name] = value
    sort = Sort("can_send_messages", "contacts")
    return send(call, sort, lambda _: {"contact": contact}).as_json()


async def send_dice(call: Call) -> object:
    emoji = call.params.text("emoji").removesuffix("\ufe0f") or "🎲"
    if emoji not in DICE:
        raise bad_request("EMOTICON_INVALID")
    dice = {"emoji": emoji, "value": random.randint(1, DICE[emoji])}
    sort = Sort("can_send_other_messages", "dice")
    return send(call, sort, lambda _: {"dice": dice}).as_json()


async def edit_message_live_location(call: Call) -> object:
    location = location_in(call.params) | _live(call.params)
    message, markup = to_edit(call)
    old = _live_location(message.content)
    return change(call, message, {**message.content, "location": {**old, **location}}, markup)


async def stop_message_live_location(call: Call) -> object:
    message, markup = to_edit(call)
    still = _live_location(message.content)
    del still["live_period"]
    return change(call, message, {**message.content, "location": still}, markup)


def _live_location(content: JsonObject) -> JsonObject:
    location = content.get("location")
    if not isinstance(location, dict) or "live_period" not in location:
        raise bad_request("message can't be edited")
    return dict(location)


def _live(params: Params) -> JsonObject:
    live: JsonObject = {}
    period = params.integer("live_period")
    if period:
        if period != FOR_EVER and not LIVE_SECONDS[0] <= period <= LIVE_SECONDS[1]:
            raise bad_request("wrong live location period specified")
        live["live_period"] = period
    for name, most in (("heading", 360), ("proximity_alert_radius", 100_000)):
        if number := params.integer(name):
            if not 0 < number <= most:
                raise bad_request(f"wrong live location {name.replace('_', ' ')} specified")
            live[name] = number
    return live


_POINT = "latitude longitude horizontal_accuracy"
_LIVE = "live_period heading proximity_alert_radius"
_TARGET = "chat_id message_id reply_markup"

METHODS = (
    method("sendLocation", send_location, f"{HEEDED} reply_markup {_POINT} {_LIVE}"),
    method(
        "sendVenue",
        send_venue,
        f"{HEEDED} reply_markup latitude longitude title address {' '.join(VENUE_IDS)}",
    ),
    method(
        "sendContact",
        send_contact,
        f"{HEEDED} reply_markup phone_number first_name last_name vcard",
    ),
    method("sendDice", send_dice, f"{HEEDED} reply_markup emoji"),
    method("editMessageLiveLocation", edit_message_live_location, f"{_TARGET} {_POINT} {_LIVE}"),
    method("stopMessageLiveLocation", stop_message_live_location, _TARGET),
)
