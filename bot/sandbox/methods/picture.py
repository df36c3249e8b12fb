"""The picture that a bot shows of itself."""

from bot.sandbox.calling import Call, method
from bot.sandbox.errors import bad_request
from bot.sandbox.fields import UnfitError, required
from bot.sandbox.files import Upload
from bot.sandbox.jsons import JsonObject
from bot.sandbox.params import Params
from bot.sandbox.recordings import recording

ANIMATED_SIDE = 800
"""Pixels. As large is the still of an animation that cannot be looked into."""


async def set_my_profile_photo(call: Call) -> object:
    given = call.params.json("photo", "can't parse photo JSON object")
    if given is None:
        raise bad_request("photo isn't specified")
    if not isinstance(given, dict):
        raise bad_request("object expected as profile photo")
    call.bot.profile.photo = _sizes(call, call.params.within(given), _type(given))
    return True


async def remove_my_profile_photo(call: Call) -> object:
    call.bot.profile.photo = []
    return True


def _type(given: JsonObject) -> str:
    try:
        return required(given, "type", str)
    except UnfitError as unfit:
        text = str(unfit)
        raise bad_request(text[:1].lower() + text[1:]) from None


def _sizes(call: Call, photo: Params, kind: str) -> list[JsonObject]:
    """PhotoSize objects, the smallest first."""
    if kind == "static":
        photo.remark_on_unknown(frozenset({"type", "photo"}))
        return list(call.bot.files.add_photo(_uploaded(photo, "photo")).parts.values())
    if kind != "animated":
        raise bad_request("invalid profile photo type specified")
    photo.remark_on_unknown(frozenset({"type", "animation", "main_frame_timestamp"}))
    film = _uploaded(photo, "animation")
    seen = recording(film.data)
    sides = seen.width or ANIMATED_SIDE, seen.height or ANIMATED_SIDE
    return [call.bot.files.keep_thumbnail(film, *sides)]


def _uploaded(photo: Params, name: str) -> Upload:
    """Pictures of oneself cannot be sent by a file id."""
    given = photo.upload(name)
    if not isinstance(given, Upload) or not given.data:
        raise bad_request("photo must be uploaded as a file")
    return given


METHODS = (
    method("setMyProfilePhoto", set_my_profile_photo, "photo"),
    method("removeMyProfilePhoto", remove_my_profile_photo),
)
