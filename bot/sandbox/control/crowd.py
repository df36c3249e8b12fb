"""People and bots come into chats, leave, and are given rights."""

from bot.sandbox.accounts import Account
from bot.sandbox.chats import Chat, Kind, Status
from bot.sandbox.control import bodies, finding
from bot.sandbox.errors import ControlError
from bot.sandbox.jsons import JsonObject
from bot.sandbox.members import bring_in, change_status, take_out
from bot.sandbox.members import migrate as migrate_group
from bot.sandbox.world import World


async def join(world: World, body: bodies.Join) -> JsonObject:
    chat = finding.chat_of_many(world, body.chat)
    account = finding.subject(world, body.user, body.bot)
    if chat.status_of(account.id).inside:
        raise ControlError(f"{_field(account)}: is in the chat already", 409)
    bring_in(world, chat, account, by=_actor(world, chat, account, body.user))
    return chat.as_json()


async def leave(world: World, body: bodies.Join) -> JsonObject:
    """A bot cannot be asked to leave: without a `user`, the owner of the chat removes it."""
    chat = finding.chat_of_many(world, body.chat)
    account = finding.subject(world, body.user, body.bot)
    if not chat.status_of(account.id).inside:
        raise ControlError(f"{_field(account)}: is not in the chat", 409)
    take_out(world, chat, account, by=_actor(world, chat, account, body.user))
    return chat.as_json()


async def promote(world: World, body: bodies.Promote) -> JsonObject:
    chat = finding.chat_of_many(world, body.chat)
    account = finding.subject(world, body.user, body.bot)
    if not chat.status_of(account.id).inside:
        raise ControlError(f"{_field(account)}: is not in the chat", 409)
    status = Status.ADMINISTRATOR if body.admin else Status.MEMBER
    change_status(world, chat, account, status, by=_owner(world, chat))
    return chat.as_json()


async def migrate(world: World, body: bodies.Migrate) -> JsonObject:
    """The answer is the new chat."""
    chat = finding.chat_of_many(world, body.chat)
    if chat.kind is not Kind.GROUP or chat.migrated_to is not None:
        raise ControlError("chat: only a group can become a supergroup", 409)
    by = _owner(world, chat) if body.user is None else finding.person(world, body.user)
    return migrate_group(world, chat, by=by).as_json()


def _actor(world: World, chat: Chat, account: Account, user: int | None) -> Account:
    if not account.is_bot:
        return account
    return _owner(world, chat) if user is None else finding.person(world, user)


def _owner(world: World, chat: Chat) -> Account:
    """Who rules the chat; where nobody does, the first person in it."""
    people = [
        user for user, status in chat.members.items() if status.inside and user in world.people
    ]
    ruling = [user for user in people if chat.members[user].rules]
    if not people:
        raise ControlError("user: nobody is in the chat to do it; name somebody")
    return world.people[(ruling or people)[0]]


def _field(account: Account) -> str:
    return "bot" if account.is_bot else "user"
