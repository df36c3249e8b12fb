"""What polls show beside their words: with the question, with an option, when a quiz explains."""

from collections.abc import Callable

from bot.sandbox.calling import Call
from bot.sandbox.errors import bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.locations import VENUE_IDS, location_in, venue_in
from bot.sandbox.media import STICKER, content_of, input_media
from bot.sandbox.online import is_url
from bot.sandbox.params import Params

Make = Callable[[], JsonObject]
"""A PollMedia, once the poll is known to be sent; empty if there is none."""

_ALWAYS = frozenset({"animation", "photo", "live_photo", "video"})
_WITH_WORDS = _ALWAYS | {"audio", "document"}
_POINT = frozenset({"type", "latitude", "longitude", "horizontal_accuracy"})
_VENUE = (_POINT - {"horizontal_accuracy"}) | {"title", "address", *VENUE_IDS}


def poll_media(call: Call, name: str) -> Make:
    """An InputPollMedia, which is a parameter."""
    given = call.params.json(name, "can't parse InputPollMedia JSON object")
    return _media(call, given, "failed to parse InputPollMedia: ", _WITH_WORDS)


def option_media(call: Call, given: object) -> Make:
    """An InputPollOptionMedia."""
    return _media(call, given, "failed to parse poll option media: ", _ALWAYS | {"sticker", "link"})


def _media(call: Call, given: object, refusal: str, files: frozenset[str]) -> Make:
    if given is None:
        return dict
    if not isinstance(given, dict):
        raise bad_request(f"{refusal}expected an Object")
    kind = given.get("type")
    if not isinstance(kind, str):
        raise bad_request(f'{refusal}can\'t find field "type"')
    params = call.params.within(given)
    if kind in ("location", "venue"):
        return _place(params, kind)
    if kind not in files:
        raise bad_request(f"{refusal}invalid type specified")
    if kind == "link":
        return _link(params, refusal)
    if kind == "sticker":
        return _sticker(call, params, refusal)
    medium, make = input_media(call, given, for_album=False, refusal=refusal)
    return lambda: {medium.name: make()[medium.name]}


def _place(params: Params, kind: str) -> Make:
    params.remark_on_unknown(_POINT if kind == "location" else _VENUE)
    place = location_in(params) if kind == "location" else venue_in(params)
    return lambda: {kind: place}


def _link(params: Params, refusal: str) -> Make:
    params.remark_on_unknown(frozenset({"type", "url"}))
    url = params.text("url")
    if not is_url(url):
        raise bad_request(f"{refusal}wrong HTTP URL specified")
    return lambda: {"link": {"url": url}}


def _sticker(call: Call, params: Params, refusal: str) -> Make:
    params.remark_on_unknown(frozenset({"type", "media", "emoji"}))
    given = params.upload("media")
    if not given or (isinstance(given, str) and given.startswith("attach://")):
        raise bad_request(f"{refusal}media not found")
    return content_of(call, STICKER, params, given)
