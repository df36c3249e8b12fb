"""People and bots come into chats, leave, and are given rights; chats move and end."""

from collections.abc import Collection

from bot.sandbox.accounts import Account, Person
from bot.sandbox.chats import Chat, Kind
from bot.sandbox.control import bodies, finding
from bot.sandbox.errors import ControlError
from bot.sandbox.invites import InviteLink
from bot.sandbox.jsons import JsonObject
from bot.sandbox.members import MEMBER, bring_in, change_standing, take_out
from bot.sandbox.members import migrate as migrate_group
from bot.sandbox.standings import (
    ADMIN_RIGHTS,
    PERMISSIONS,
    USUAL_RIGHTS,
    Standing,
    Status,
)
from bot.sandbox.world import World


async def join(world: World, body: bodies.Join) -> JsonObject:
    """By a link that asks for approval, nobody is let in yet."""
    if body.link is not None:
        return _come_by_link(world, finding.person(world, body.user), body.link).as_json()
    chat = finding.chat_of_many(world, body.chat)
    account = finding.subject(world, body.user, body.bot)
    _require_outside(chat, account)
    bring_in(world, chat, account, by=_actor(world, chat, account, body.user))
    return chat.as_json()


async def leave(world: World, body: bodies.Leave) -> JsonObject:
    """A bot cannot be asked to leave: without a `user`, the owner of the chat removes it."""
    chat, account = _inside(world, body)
    take_out(world, chat, account, by=_actor(world, chat, account, body.user))
    return chat.as_json()


async def promote(world: World, body: bodies.Promote) -> JsonObject:
    chat, account = _inside(world, body)
    rights = USUAL_RIGHTS if body.rights is None else _known(body.rights, ADMIN_RIGHTS, "rights")
    standing = Standing(status=Status.ADMINISTRATOR, rights=rights, title=body.title)
    change_standing(
        world, chat, account, standing if body.admin else MEMBER, by=_owner(world, chat)
    )
    return chat.as_json()


async def restrict(world: World, body: bodies.Restrict) -> JsonObject:
    """In a supergroup: what this member may not do, whatever the chat permits to others."""
    chat, account = _inside(world, body)
    if chat.kind is not Kind.SUPERGROUP or chat.standing_of(account.id).rules:
        raise ControlError("chat: only members of a supergroup can be restricted", 409)
    forbidden = _known(body.forbid, PERMISSIONS, "forbid")
    allowed = {name: usual and name not in forbidden for name, usual in PERMISSIONS.items()}
    restricted = Standing(status=Status.RESTRICTED, permissions=allowed)
    standing = restricted if forbidden else MEMBER
    change_standing(world, chat, account, standing, by=_owner(world, chat))
    return chat.as_json()


async def migrate(world: World, body: bodies.Migrate) -> JsonObject:
    """The answer is the new chat."""
    chat = finding.chat_of_many(world, body.chat)
    if chat.kind is not Kind.GROUP or chat.migrated_to is not None:
        raise ControlError("chat: only a group can become a supergroup", 409)
    by = _owner(world, chat) if body.user is None else finding.person(world, body.user)
    return migrate_group(world, chat, by=by).as_json()


async def dissolve(world: World, body: bodies.OneChat) -> JsonObject:
    """Delete the chat for everybody. Bots are not told; a supergroup looks as if they were out."""
    chat = finding.chat_of_many(world, body.chat)
    chat.dissolved = True
    if chat.kind is not Kind.GROUP:
        for account_id in chat.members:
            chat.members[account_id] = Standing(status=Status.KICKED)
    world.events.publish("chat", chat_id=chat.id)
    return {}


def _come_by_link(world: World, person: Person, url: str) -> Chat:
    found = ((chat, chat.invites[url]) for chat in world.chats.values() if url in chat.invites)
    chat, link = next(found, (None, None))
    if chat is None or link is None or not link.open_at(world.clock.now()):
        raise ControlError("link: it leads nowhere, or no longer", 404)
    _require_outside(chat, person)
    if chat.status_of(person.id) is Status.KICKED:
        raise ControlError(f"user: {person.first_name} was banned from the chat", 403)
    if link.by_request:
        _ask_to_be_let_in(world, chat, person, link)
    else:
        link.joined.add(person.id)
        bring_in(world, chat, person, by=person, link=link)
    return chat


def _ask_to_be_let_in(world: World, chat: Chat, person: Person, link: InviteLink) -> None:
    if person.id not in chat.requests:
        link.asking += 1
    chat.requests[person.id] = link
    request: JsonObject = {
        "chat": chat.as_json(),
        "from": person.as_json(),
        "user_chat_id": person.id,
        "date": int(world.clock.now()),
        "invite_link": link.as_json(),
    }
    for bot in chat.bots.values():
        if chat.standing_of(bot.id).may("can_invite_users"):
            line, now = ("chat_join_request", person.id), world.clock.now()
            bot.updates.put("chat_join_request", request, line, now)


def _inside(world: World, body: bodies.Leave) -> tuple[Chat, Account]:
    chat = finding.chat_of_many(world, body.chat)
    account = finding.subject(world, body.user, body.bot)
    if not chat.standing_of(account.id).inside:
        raise ControlError(f"{_field(account)}: is not in the chat", 409)
    return chat, account


def _require_outside(chat: Chat, account: Account) -> None:
    if chat.standing_of(account.id).inside:
        raise ControlError(f"{_field(account)}: is in the chat already", 409)


def _known(named: Collection[str], known: Collection[str], field: str) -> frozenset[str]:
    for name in named:
        if name not in known:
            raise ControlError(f"{field}: there is no {name!r}; there are {', '.join(known)}")
    return frozenset(named)


def _actor(world: World, chat: Chat, account: Account, user: int | None) -> Account:
    if not account.is_bot:
        return account
    return _owner(world, chat) if user is None else finding.person(world, user)


def _owner(world: World, chat: Chat) -> Account:
    """Who rules the chat; where nobody does, the first person in it."""
    people = [
        user for user, standing in chat.members.items() if standing.inside and user in world.people
    ]
    ruling = [user for user in people if chat.members[user].rules]
    if not people:
        raise ControlError("user: nobody is in the chat to do it; name somebody")
    return world.people[(ruling or people)[0]]


def _field(account: Account) -> str:
    return "bot" if account.is_bot else "user"
