"""What a bot can learn about chats and people, and leaving."""

from bot.sandbox import access
from bot.sandbox.accounts import Account, Bot
from bot.sandbox.calling import Call, method
from bot.sandbox.chats import Chat, Kind
from bot.sandbox.errors import bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.members import MEMBER, member_json, take_out
from bot.sandbox.standings import Standing

_GIFTS: JsonObject = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


async def get_chat(call: Call) -> object:
    chat = access.chat_to_read(call.world, call.bot, call.params)
    info = chat.as_json() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": _GIFTS,
    }
    if username := chat.person.username if chat.person else chat.username:
        info["active_usernames"] = [username]
    if chat.kind in (Kind.GROUP, Kind.SUPERGROUP):
        info["permissions"] = dict(chat.permissions)
    for name, value in (("description", chat.description), ("photo", chat.photo)):
        if value:
            info[name] = value
    mine = (link for link in chat.invites.values() if link.primary and not link.revoked)
    if link := next((link for link in mine if link.creator is call.bot), None):
        info["invite_link"] = link.url
    if chat.pinned:
        info["pinned_message"] = chat.messages[chat.pinned[-1]].as_json(quoting=False)
    return info


async def get_chat_member(call: Call) -> object:
    chat = access.chat_to_read(call.world, call.bot, call.params)
    account = call.world.account(call.params.user_id())
    if account is None or not (chat.private or account.id in chat.members):
        raise bad_request("member not found" if account else "PARTICIPANT_ID_INVALID")
    return member_json(chat, account, _standing(chat, account))


async def get_chat_administrators(call: Call) -> object:
    """Other bots only where they are asked for."""
    chat = access.chat_to_read(call.world, call.bot, call.params)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    with_bots = call.params.flag("return_bots")
    return [
        member_json(chat, account, standing)
        for account_id, standing in chat.members.items()
        if standing.rules
        and (account := call.world.account(account_id)) is not None
        and (with_bots or account is call.bot or not account.is_bot)
    ]


async def get_chat_member_count(call: Call) -> object:
    chat = access.chat_to_read(call.world, call.bot, call.params)
    if chat.private:
        return 2
    return sum(standing.inside for standing in chat.members.values())


async def leave_chat(call: Call) -> object:
    chat = access.chat_to_write(call.world, call.bot, call.params)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    take_out(call.world, chat, call.bot, by=call.bot)
    return True


async def get_user_profile_photos(call: Call) -> object:
    """Bots may have one picture; people in the box have none."""
    account = _require_acquaintance(call)
    sizes = _picture(call, account) if isinstance(account, Bot) else []
    first = call.params.integer("offset", 0, 0)
    shown = [sizes][first:] if sizes else []
    return {"total_count": 1 if sizes else 0, "photos": shown}


async def get_user_profile_audios(call: Call) -> object:
    """Nor music."""
    _require_acquaintance(call)
    return {"total_count": 0, "audios": []}


async def get_user_chat_boosts(call: Call) -> object:
    """Nor boosts a chat."""
    access.chat_to_write(call.world, call.bot, call.params)
    _require_acquaintance(call)
    return {"boosts": []}


def _picture(call: Call, account: Bot) -> list[JsonObject]:
    """As files that the bot that asks may fetch."""
    for size in account.profile.photo:
        stored = account.files.by_id(str(size["file_id"]))
        if stored is not None:
            call.bot.files.share(stored)
    return account.profile.photo


def _require_acquaintance(call: Call) -> Account:
    user_id = call.params.user_id()
    call.params.integer("offset", 0, 0)
    call.params.integer("limit", 100, 1, 100)
    account = call.world.account(user_id)
    if account is None:
        raise bad_request("user not found")
    return account


def _standing(chat: Chat, account: Account) -> Standing:
    return MEMBER if chat.private else chat.standing_of(account.id)


METHODS = (
    method("getUserProfilePhotos", get_user_profile_photos, "user_id offset limit"),
    method("getUserProfileAudios", get_user_profile_audios, "user_id offset limit"),
    method("leaveChat", leave_chat, "chat_id"),
    method("getChat", get_chat, "chat_id"),
    method("getChatAdministrators", get_chat_administrators, "chat_id return_bots"),
    method("getChatMemberCount", get_chat_member_count, "chat_id"),
    method("getChatMember", get_chat_member, "chat_id user_id"),
    method("getUserChatBoosts", get_user_chat_boosts, "chat_id user_id"),
)
