"""Gifts. In the box nobody has any, and none are sold: they cost Stars, which are not played."""

from bot.sandbox import access
from bot.sandbox.calling import Call, method
from bot.sandbox.errors import bad_request
from bot.sandbox.jsons import JsonObject

_FILTERS = (
    "exclude_unlimited",
    "exclude_limited_upgradable",
    "exclude_limited_non_upgradable",
    "exclude_from_blockchain",
    "exclude_unique",
    "sort_by_price",
)
_OF_CHATS = ("exclude_unsaved", "exclude_saved")


async def get_available_gifts(_: Call) -> object:
    return {"gifts": []}


async def get_user_gifts(call: Call) -> object:
    if call.world.account(call.params.user_id()) is None:
        raise bad_request("user not found")
    return _none_of(call, _FILTERS)


async def get_chat_gifts(call: Call) -> object:
    access.chat_to_read(call.world, call.bot, call.params)
    return _none_of(call, _FILTERS + _OF_CHATS)


def _none_of(call: Call, filters: tuple[str, ...]) -> JsonObject:
    """Whatever is asked for, there is none of it."""
    for name in filters:
        call.params.flag(name)
    call.params.text("offset")
    call.params.integer("limit", 100, 1, 100)
    return {"total_count": 0, "gifts": []}


_PAGE = f"{' '.join(_FILTERS)} offset limit"

METHODS = (
    method("getAvailableGifts", get_available_gifts),
    method("getUserGifts", get_user_gifts, f"user_id {_PAGE}"),
    method("getChatGifts", get_chat_gifts, f"chat_id {' '.join(_OF_CHATS)} {_PAGE}"),
)
