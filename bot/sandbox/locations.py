"""Points on the map, alone and with what stands there."""

from bot.sandbox.errors import bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.params import Params

LEAST_ACCURATE = 1500.0
"""Metres."""

VENUE_IDS = ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type")


def location_in(params: Params) -> JsonObject:
    """A Location that stands still."""
    latitude = params.number("latitude", "latitude is empty")
    longitude = params.number("longitude", "longitude is empty")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("wrong location specified")
    location: JsonObject = {"latitude": latitude, "longitude": longitude}
    if params.has("horizontal_accuracy"):
        accuracy = params.number("horizontal_accuracy", "horizontal_accuracy is empty")
        location["horizontal_accuracy"] = max(0.0, min(LEAST_ACCURATE, accuracy))
    return location


def venue_in(params: Params) -> JsonObject:
    """A Venue."""
    venue: JsonObject = {"location": location_in(params), "title": params.words("title")}
    venue["address"] = params.words("address")
    return venue | {name: params.text(name) for name in VENUE_IDS if params.text(name)}
