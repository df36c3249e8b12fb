"""The rights that a bot asks people for where they make it an administrator; a suggestion."""

from bot.sandbox.calling import Call, method
from bot.sandbox.errors import bad_request
from bot.sandbox.fields import UnfitError, optional
from bot.sandbox.standings import ADMIN_RIGHTS, FOR_CHANNELS, FOR_GROUPS

ANONYMOUS = "is_anonymous"


async def set_default_rights(call: Call) -> object:
    """Without rights, it asks for none."""
    called = "ChatAdministratorRights"
    given = call.params.object(
        "rights", called, f"can't parse {called}: {called} must be an Object"
    )
    asked: list[str] = []
    if given is not None:
        call.params.within(given).remark_on_unknown(frozenset({ANONYMOUS, *ADMIN_RIGHTS}))
        try:
            names = (ANONYMOUS, *ADMIN_RIGHTS)
            asked = [name for name in names if optional(given, name, bool, unset=False)]
        except UnfitError as unfit:
            raise bad_request(f"can't parse {called}: {unfit}") from None
    call.bot.profile.rights[_where(call)] = asked
    return True


async def get_default_rights(call: Call) -> object:
    """Nobody is anonymous in a channel; any right implies that of managing the chat."""
    where = _where(call)
    asked = frozenset(call.bot.profile.rights.get(where, ()))
    hidden = FOR_GROUPS if where == "channels" else FOR_CHANNELS
    rights = {name: name in asked for name in ADMIN_RIGHTS if name not in hidden}
    rights["can_manage_chat"] = any(rights.values())
    return {ANONYMOUS: where == "groups" and ANONYMOUS in asked, **rights}


def _where(call: Call) -> str:
    return "channels" if call.params.flag("for_channels") else "groups"


METHODS = (
    method("setMyDefaultAdministratorRights", set_default_rights, "rights for_channels"),
    method("getMyDefaultAdministratorRights", get_default_rights, "for_channels"),
)
