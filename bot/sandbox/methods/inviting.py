"""Invite links, and requests to be let in."""

from bot.sandbox import access
from bot.sandbox.accounts import Person
from bot.sandbox.calling import Call, method
from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad_request
from bot.sandbox.invites import InviteLink, new_url
from bot.sandbox.members import bring_in

MOST_MEMBERS = 99_999
LONGEST_NAME = 32
"""Characters."""


async def export_chat_invite_link(call: Call) -> object:
    """The bot's primary link, made anew: the old one no longer holds."""
    chat = _chat(call)
    for old in chat.invites.values():
        if old.primary and old.creator is call.bot:
            old.revoked = True
    return _keep(chat, InviteLink(url=new_url(), creator=call.bot, primary=True)).url


async def create_chat_invite_link(call: Call) -> object:
    chat = _chat(call)
    link = InviteLink(url=new_url(), creator=call.bot)
    _set(call, link)
    return _keep(chat, link).as_json()


async def edit_chat_invite_link(call: Call) -> object:
    link = _own_link(call)
    if link.primary or link.revoked:
        raise bad_request("INVITE_HASH_EXPIRED")
    _set(call, link)
    return link.as_json()


async def revoke_chat_invite_link(call: Call) -> object:
    """A new primary link is made where that one is revoked."""
    link = _own_link(call)
    link.revoked = True
    if link.primary:
        _keep(_chat(call), InviteLink(url=new_url(), creator=call.bot, primary=True))
    return link.as_json()


async def approve_chat_join_request(call: Call) -> object:
    chat, person, link = _request(call)
    link.joined.add(person.id)
    bring_in(call.world, chat, person, by=call.bot, link=link)
    return True


async def decline_chat_join_request(call: Call) -> object:
    _request(call)
    return True


def _chat(call: Call) -> Chat:
    chat = access.chat_to_write(call.world, call.bot, call.params)
    if chat.private:
        raise bad_request("can't invite members to a private chat")
    if not chat.standing_of(call.bot.id).may("can_invite_users"):
        raise bad_request("not enough rights to manage chat invite link")
    return chat


def _keep(chat: Chat, link: InviteLink) -> InviteLink:
    chat.invites[link.url] = link
    return link


def _own_link(call: Call) -> InviteLink:
    link = _chat(call).invites.get(call.params.text("invite_link"))
    if link is None or link.creator is not call.bot:
        raise bad_request("INVITE_HASH_EXPIRED")
    return link


def _set(call: Call, link: InviteLink) -> None:
    params = call.params
    name, expires_at = params.words("name"), params.integer("expire_date", 0, 0)
    limit = params.integer("member_limit", 0, 0, 100_000)
    by_request = params.flag("creates_join_request")
    if len(name) > LONGEST_NAME:
        raise bad_request("INVITE_TITLE_TOO_LONG")
    if expires_at and expires_at <= call.world.clock.now():
        raise bad_request("EXPIRE_DATE_INVALID")
    if limit > MOST_MEMBERS or (limit and by_request):
        raise bad_request("USAGE_LIMIT_INVALID")
    link.name, link.expires_at = name, expires_at
    link.member_limit, link.by_request = limit, by_request


def _request(call: Call) -> tuple[Chat, Person, InviteLink]:
    """The request of the person, taken off the list."""
    chat = _chat(call)
    person = call.world.people.get(call.params.user_id())
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if chat.standing_of(person.id).inside:
        raise bad_request("USER_ALREADY_PARTICIPANT")
    link = chat.requests.pop(person.id, None)
    if link is None:
        raise bad_request("HIDE_REQUESTER_MISSING")
    link.asking -= 1
    return chat, person, link


_TERMS = "name expire_date member_limit creates_join_request"

METHODS = (
    method("exportChatInviteLink", export_chat_invite_link, "chat_id"),
    method("createChatInviteLink", create_chat_invite_link, f"chat_id {_TERMS}"),
    method("editChatInviteLink", edit_chat_invite_link, f"chat_id invite_link {_TERMS}"),
    method("revokeChatInviteLink", revoke_chat_invite_link, "chat_id invite_link"),
    method("approveChatJoinRequest", approve_chat_join_request, "chat_id user_id"),
    method("declineChatJoinRequest", decline_chat_join_request, "chat_id user_id"),
)
