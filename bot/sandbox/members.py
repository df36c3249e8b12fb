"""Who is in a chat of many, and the updates and service messages when that changes."""

from dataclasses import replace

from bot.sandbox.accounts import Account, Bot, Person
from bot.sandbox.chats import Chat, Kind
from bot.sandbox.invites import InviteLink
from bot.sandbox.jsons import JsonObject
from bot.sandbox.posting import post
from bot.sandbox.standings import (
    ADMIN_RIGHTS,
    FOR_CHANNELS,
    FOR_GROUPS,
    OUTSIDE,
    PERMISSIONS,
    Standing,
    Status,
)
from bot.sandbox.world import World

MEMBER = Standing(status=Status.MEMBER)
ADMINISTRATOR = Standing(status=Status.ADMINISTRATOR)


def member_json(chat: Chat, account: Account, standing: Standing) -> JsonObject:
    """A ChatMember object."""
    member: JsonObject = {"user": account.as_json(), "status": standing.status.value}
    match standing.status:
        case Status.CREATOR:
            member["is_anonymous"] = False
        case Status.ADMINISTRATOR:
            member |= {"can_be_edited": False, "is_anonymous": False, **_rights(chat, standing)}
            if standing.title:
                member["custom_title"] = standing.title
        case Status.RESTRICTED:
            allowed = {name: standing.permissions.get(name, False) for name in PERMISSIONS}
            member |= {"is_member": standing.member, **allowed, "until_date": standing.until}
        case Status.KICKED:
            member["until_date"] = standing.until
    return member


def _rights(chat: Chat, standing: Standing) -> JsonObject:
    hidden = FOR_GROUPS if chat.kind is Kind.CHANNEL else FOR_CHANNELS
    rights = {name: standing.may(name) for name in ADMIN_RIGHTS if name not in hidden}
    if not chat.is_forum and "can_manage_topics" in rights:
        rights["can_manage_topics"] = False
    return {**rights}


def change_standing(
    world: World,
    chat: Chat,
    account: Account,
    standing: Standing,
    *,
    by: Account,
    link: InviteLink | None = None,
) -> None:
    """Give an account another standing in the chat and tell the bots that may know."""
    old = chat.standing_of(account.id)
    world.let_in(chat, account, standing)
    lift_in_time(world, chat, account.id, standing)
    change: JsonObject = {
        "chat": chat.as_json(),
        "from": by.as_json(),
        "date": int(world.clock.now()),
        "old_chat_member": member_json(chat, account, old),
        "new_chat_member": member_json(chat, account, standing),
    }
    if link is not None:
        change["invite_link"] = link.as_json()
    if isinstance(account, Bot):
        _queue(world, account, "my_chat_member", chat, change)
    for bot in chat.bots.values():
        # Administrators alone are told of the others.
        if bot is not account and chat.status_of(bot.id).rules:
            _queue(world, bot, "chat_member", chat, change)
    world.events.publish("chat_member", chat_id=chat.id, change=change)


def lift_in_time(world: World, chat: Chat, account_id: int, standing: Standing) -> None:
    """End a ban or a restriction when its time is over, unless it was changed. Nobody is told."""

    def lift() -> None:
        if chat.standing_of(account_id) is standing:
            inside = standing.status is Status.RESTRICTED and standing.member
            chat.members[account_id] = MEMBER if inside else OUTSIDE

    if standing.until:
        world.clock.at(standing.until, lift)


def note_block(world: World, bot: Bot, person: Person, *, blocked: bool) -> None:
    """A person blocked the bot in their private chat, or unblocked it."""
    chat = world.private_chat(bot, person)
    kicked = Standing(status=Status.KICKED)
    standings = (MEMBER, kicked) if blocked else (kicked, MEMBER)
    old, new = (member_json(chat, bot, standing) for standing in standings)
    change: JsonObject = {
        "chat": chat.as_json(),
        "from": person.as_json(),
        "date": int(world.clock.now()),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    _queue(world, bot, "my_chat_member", chat, change)
    world.events.publish("chat_member", chat_id=chat.id, bot=bot.username, change=change)


def bring_in(
    world: World, chat: Chat, account: Account, *, by: Account, link: InviteLink | None = None
) -> None:
    """Somebody is added, or joins by themselves (then `by` is the same account)."""
    standing = ADMINISTRATOR if _rules_by_nature(chat, account) else MEMBER
    old = chat.standing_of(account.id)
    if old.status is Status.RESTRICTED:
        standing = replace(old, member=True)
    change_standing(world, chat, account, standing, by=by, link=link)
    if chat.kind is not Kind.CHANNEL:
        newcomer = account.as_json()
        post(
            world,
            chat,
            by,
            {
                "new_chat_participant": newcomer,
                "new_chat_member": newcomer,
                "new_chat_members": [newcomer],
            },
        )


def take_out(world: World, chat: Chat, account: Account, *, by: Account, until: int = 0) -> None:
    """Somebody leaves (then `by` is the same account) or is removed, for good or for a time."""
    old = chat.standing_of(account.id)
    if chat.kind is not Kind.CHANNEL and old.inside:
        leaver = account.as_json()
        post(world, chat, by, {"left_chat_participant": leaver, "left_chat_member": leaver})
    gone = Standing(status=Status.KICKED, until=until)
    if by is account:
        gone = replace(old, member=False) if old.status is Status.RESTRICTED else OUTSIDE
    change_standing(world, chat, account, gone, by=by)


def migrate(world: World, chat: Chat, *, by: Account) -> Chat:
    """Turn a group into a supergroup; the old one stays behind, closed."""
    new = world.add_chat(Kind.SUPERGROUP, chat.title)
    new.members |= {
        account_id: standing for account_id, standing in chat.members.items() if standing.inside
    }
    new.bots |= chat.bots
    chat.migrated_to = new.id
    post(world, chat, by, {"migrate_to_chat_id": new.id})
    post(world, new, by, {"migrate_from_chat_id": chat.id})
    return new


def _rules_by_nature(chat: Chat, account: Account) -> bool:
    """In a channel a bot can only be an administrator."""
    return chat.kind is Kind.CHANNEL and account.is_bot


def _queue(world: World, bot: Bot, kind: str, chat: Chat, change: JsonObject) -> None:
    bot.updates.put(kind, change, (kind, chat.id), world.clock.now())
