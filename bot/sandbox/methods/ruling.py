"""Bots that ban, restrict and promote members."""

from dataclasses import replace

from bot.sandbox import access
from bot.sandbox.accounts import Account
from bot.sandbox.calling import Call, method
from bot.sandbox.chats import Chat, Kind
from bot.sandbox.cleaning import clean_name
from bot.sandbox.errors import bad_request
from bot.sandbox.members import MEMBER, change_standing, take_out
from bot.sandbox.params import Params
from bot.sandbox.posting import delete
from bot.sandbox.standings import ADMIN_RIGHTS, OUTSIDE, PERMISSIONS, Standing, Status

SHORTEST_BAN = 30
LONGEST_BAN = 366 * 86_400
"""Seconds. What ends sooner or later than that is for ever."""

LONGEST_TITLE = 16
"""Characters."""

_MEDIA = (
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
)


async def ban_chat_member(call: Call) -> object:
    chat, account = _subject(call, "ban members")
    until = _until(call)
    forgets = call.params.flag("revoke_messages")
    _require_power(call, chat, account)
    take_out(call.world, chat, account, by=call.bot, until=until)
    if forgets:
        for message in [each for each in chat.messages.values() if each.sender is account]:
            delete(call.world, message)
    return True


async def unban_chat_member(call: Call) -> object:
    """Somebody who is in the chat is removed by it, unless `only_if_banned`."""
    chat, account = _subject(call, "ban members")
    _require(chat.kind in (Kind.SUPERGROUP, Kind.CHANNEL), "supergroup and channel chats only")
    only_banned = call.params.flag("only_if_banned")
    standing = chat.standing_of(account.id)
    if standing.status is not Status.KICKED and (only_banned or not standing.inside):
        return True
    _require_power(call, chat, account)
    change_standing(call.world, chat, account, OUTSIDE, by=call.bot)
    return True


async def restrict_chat_member(call: Call) -> object:
    chat, account = _subject(call, "restrict members")
    if chat.kind is not Kind.SUPERGROUP:
        raise bad_request("method is available only for supergroups")
    permissions = read_permissions(call.params)
    until = _until(call)
    _require_power(call, chat, account)
    inside = chat.standing_of(account.id).inside
    standing = Standing(
        status=Status.RESTRICTED, permissions=permissions, member=inside, until=until
    )
    if all(permissions[name] for name, usual in PERMISSIONS.items() if usual):
        standing = MEMBER if inside else OUTSIDE
    change_standing(call.world, chat, account, standing, by=call.bot)
    return True


async def promote_chat_member(call: Call) -> object:
    """Without any right, it demotes."""
    params = call.params
    chat, account = _subject(call, "promote members")
    _require(chat.kind in (Kind.SUPERGROUP, Kind.CHANNEL), "supergroup and channel chats only")
    rights = frozenset(name for name in ADMIN_RIGHTS if params.flag(name))
    if account is call.bot:
        raise bad_request("can't promote self")
    own = chat.standing_of(call.bot.id)
    if not own.may("can_promote_members"):
        raise bad_request("not enough rights")
    if chat.status_of(account.id) is Status.CREATOR:
        raise bad_request("can't remove chat owner")
    if not all(own.may(right) for right in rights):
        raise bad_request("RIGHT_FORBIDDEN")
    if account.id not in chat.members:
        raise bad_request("USER_NOT_PARTICIPANT" if not rights else "USER_NOT_MUTUAL_CONTACT")
    standing = Standing(status=Status.ADMINISTRATOR, rights=rights) if rights else MEMBER
    change_standing(call.world, chat, account, standing, by=call.bot)
    return True


async def set_custom_title(call: Call) -> object:
    chat, account = _subject(call, "promote members")
    if chat.kind not in (Kind.GROUP, Kind.SUPERGROUP):
        raise bad_request("method is available only for groups and supergroups")
    standing = chat.standing_of(account.id)
    if standing.status is Status.CREATOR:
        raise bad_request("only the owner can edit their custom title")
    if standing.status is not Status.ADMINISTRATOR:
        raise bad_request("user is not an administrator")
    if not chat.standing_of(call.bot.id).may("can_promote_members"):
        raise bad_request("not enough rights to change custom title of the user")
    title = clean_name(call.params.text("custom_title"))
    if len(title) > LONGEST_TITLE:
        raise bad_request("CUSTOM_TITLE_INVALID")
    call.world.let_in(chat, account, replace(standing, title=title))
    return True


def read_permissions(params: Params) -> dict[str, bool]:
    """ChatPermissions. Some imply others, unless `use_independent_chat_permissions`."""
    given = params.object("permissions", "permissions")
    if given is None:
        raise bad_request("can't parse permissions JSON object")
    fields = params.within(given)
    fields.remark_on_unknown(frozenset({*PERMISSIONS, "can_send_media_messages"}))
    told = {name: fields.flag(name) for name in PERMISSIONS}
    if not any(name in given for name in _MEDIA):
        told |= dict.fromkeys(_MEDIA, fields.flag("can_send_media_messages"))
    if not params.flag("use_independent_chat_permissions"):
        if told["can_send_other_messages"] or told["can_add_web_page_previews"]:
            told |= dict.fromkeys((*_MEDIA, "can_send_messages"), True)
        told["can_send_messages"] |= told["can_send_polls"] or any(told[name] for name in _MEDIA)
    followers = {
        "can_manage_topics": "can_pin_messages",
        "can_edit_tag": "can_pin_messages",
        "can_react_to_messages": "can_send_messages",
    }
    return told | {name: told[led] for name, led in followers.items() if name not in given}


def _subject(call: Call, deed: str) -> tuple[Chat, Account]:
    user_id = call.params.user_id()
    chat = access.chat_to_write(call.world, call.bot, call.params)
    if chat.private:
        raise bad_request(f"can't {deed} in private chats")
    account = call.world.account(user_id)
    if account is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return chat, account


def _require(possible: bool, where: str) -> None:
    if not possible:
        raise bad_request(f"method is available for {where}")


def _require_power(call: Call, chat: Chat, account: Account) -> None:
    """The right to restrict members, and somebody on whom it may be used."""
    if account is call.bot:
        raise bad_request("can't restrict self")
    standing = chat.standing_of(account.id)
    if standing.status is Status.CREATOR:
        raise bad_request("can't remove chat owner")
    if not chat.standing_of(call.bot.id).may("can_restrict_members"):
        raise bad_request("not enough rights to restrict/unrestrict chat member")
    if standing.status is Status.ADMINISTRATOR:
        raise bad_request("user is an administrator of the chat")


def _until(call: Call) -> int:
    date = call.params.integer("until_date")
    lasts = date - call.world.clock.now()
    return date if date and SHORTEST_BAN <= lasts <= LONGEST_BAN else 0


METHODS = (
    method("banChatMember", ban_chat_member, "chat_id user_id until_date revoke_messages"),
    method("unbanChatMember", unban_chat_member, "chat_id user_id only_if_banned"),
    method(
        "restrictChatMember",
        restrict_chat_member,
        "chat_id user_id permissions use_independent_chat_permissions until_date",
    ),
    method(
        "promoteChatMember",
        promote_chat_member,
        f"chat_id user_id is_anonymous {' '.join(ADMIN_RIGHTS)}",
    ),
    method("setChatAdministratorCustomTitle", set_custom_title, "chat_id user_id custom_title"),
)
