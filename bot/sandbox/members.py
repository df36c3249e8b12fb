"""Who is in a chat of many, and the updates and service messages when that changes."""

from bot.sandbox.accounts import Account, Bot, Person
from bot.sandbox.chats import Chat, Kind, Status
from bot.sandbox.jsons import JsonObject
from bot.sandbox.posting import post
from bot.sandbox.world import World

_ADMIN_RIGHTS: JsonObject = {
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": True,
    "can_edit_stories": True,
    "can_delete_stories": True,
    "can_send_welcome_messages": True,
}


def member_json(chat: Chat, account: Account, status: Status) -> JsonObject:
    """A ChatMember object."""
    member: JsonObject = {"user": account.as_json(), "status": status.value}
    if status is Status.CREATOR:
        member["is_anonymous"] = False
    elif status is Status.ADMINISTRATOR:
        member |= _ADMIN_RIGHTS
        if chat.kind is Kind.CHANNEL:
            member |= {"can_post_messages": True, "can_edit_messages": True}
        else:
            member["can_pin_messages"] = True
            member["can_manage_topics"] = chat.is_forum
    elif status is Status.KICKED:
        member["until_date"] = 0
    return member


def change_status(
    world: World, chat: Chat, account: Account, status: Status, *, by: Account
) -> None:
    """Give an account another standing in the chat and tell the bots that may know."""
    old = chat.status_of(account.id)
    world.let_in(chat, account, status)
    change: JsonObject = {
        "chat": chat.as_json(),
        "from": by.as_json(),
        "date": int(world.clock.now()),
        "old_chat_member": member_json(chat, account, old),
        "new_chat_member": member_json(chat, account, status),
    }
    if isinstance(account, Bot):
        _queue(world, account, "my_chat_member", chat, change)
    for bot in chat.bots.values():
        # Administrators alone are told of the others.
        if bot is not account and chat.status_of(bot.id).rules:
            _queue(world, bot, "chat_member", chat, change)
    world.events.publish("chat_member", chat_id=chat.id, change=change)


def note_block(world: World, bot: Bot, person: Person, *, blocked: bool) -> None:
    """A person blocked the bot in their private chat, or unblocked it."""
    chat = world.private_chat(bot, person)
    statuses = (Status.MEMBER, Status.KICKED) if blocked else (Status.KICKED, Status.MEMBER)
    old, new = (member_json(chat, bot, status) for status in statuses)
    change: JsonObject = {
        "chat": chat.as_json(),
        "from": person.as_json(),
        "date": int(world.clock.now()),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    _queue(world, bot, "my_chat_member", chat, change)
    world.events.publish("chat_member", chat_id=chat.id, bot=bot.username, change=change)


def bring_in(world: World, chat: Chat, account: Account, *, by: Account) -> None:
    """Somebody is added, or joins by themselves (then `by` is the same account)."""
    status = Status.ADMINISTRATOR if _rules_by_nature(chat, account) else Status.MEMBER
    change_status(world, chat, account, status, by=by)
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


def take_out(world: World, chat: Chat, account: Account, *, by: Account) -> None:
    """Somebody leaves (then `by` is the same account) or is removed for good."""
    if chat.kind is not Kind.CHANNEL:
        leaver = account.as_json()
        post(world, chat, by, {"left_chat_participant": leaver, "left_chat_member": leaver})
    status = Status.LEFT if by is account else Status.KICKED
    change_status(world, chat, account, status, by=by)


def migrate(world: World, chat: Chat, *, by: Account) -> Chat:
    """Turn a group into a supergroup; the old one stays behind, closed."""
    new = world.add_chat(Kind.SUPERGROUP, chat.title)
    new.members |= {
        account_id: status for account_id, status in chat.members.items() if status.inside
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
