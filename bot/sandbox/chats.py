"""Chats, who is in them, and what was said."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.sandbox.accounts import Account, Bot, Person
from bot.sandbox.invites import InviteLink
from bot.sandbox.jsons import JsonObject
from bot.sandbox.reactions import Reactions
from bot.sandbox.standings import OUTSIDE, PERMISSIONS, Standing, Status
from bot.sandbox.topics import Topic


class Kind(StrEnum):
    """`Chat.type` of the Bot API."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


@dataclass(slots=True, kw_only=True, eq=False)
class Message:
    """One message. `content` and `markup` are Bot API JSON, replaced and never mutated."""

    id: int
    chat: "Chat"
    sender: Account
    date: int
    content: JsonObject
    thread: int | None = None
    reply_to: "Message | None" = None
    markup: JsonObject | None = None
    edit_date: int | None = None
    deleted: bool = False
    reactions: Reactions | None = None

    def as_json(self, *, quoting: bool = True, phone: bool = False) -> JsonObject:
        """The Bot API object.

        Without `quoting` it does not show what it replies to: replies are shown one level deep.
        For a `phone` it shows any keyboard, not only an inline one as for bots, and reactions.
        """
        message = self._head()
        if self.thread is not None:
            message["message_thread_id"] = self.thread
            message["is_topic_message"] = True
        if quoting and self.reply_to is not None and not self.reply_to.deleted:
            message["reply_to_message"] = self.reply_to.as_json(quoting=False)
        message.update(self.content)
        if self.markup is not None and (phone or "inline_keyboard" in self.markup):
            message["reply_markup"] = self.markup
        if phone and self.reactions:
            message["reactions"] = self.reactions.counted()
        return message

    def _head(self) -> JsonObject:
        head: JsonObject = {"message_id": self.id}
        if self.chat.kind is Kind.CHANNEL:
            head["sender_chat"] = self.chat.as_json()
        else:
            head["from"] = self.sender.as_json()
        head["chat"] = self.chat.as_json()
        head["date"] = self.date
        if self.edit_date is not None:
            head["edit_date"] = self.edit_date
        return head


@dataclass(slots=True, kw_only=True, eq=False)
class Chat:
    """A private chat (then with `person` and `bot`) or a chat of many (then with members)."""

    id: int
    kind: Kind
    title: str = ""
    username: str | None = None
    description: str = ""
    is_forum: bool = False
    person: Person | None = None
    bot: Bot | None = None
    members: dict[int, Standing] = field(default_factory=dict)
    bots: dict[int, Bot] = field(default_factory=dict)
    """Every bot that is or was a member."""
    permissions: Mapping[str, bool] = field(default_factory=lambda: dict(PERMISSIONS))
    photo: JsonObject | None = None
    """A ChatPhoto."""
    topics: dict[int, Topic] = field(default_factory=dict)
    general: Topic = field(default_factory=lambda: Topic(name="General"))
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    invites: dict[str, InviteLink] = field(default_factory=dict)
    requests: dict[int, InviteLink] = field(default_factory=dict)
    """Who asks to be let in, by user id."""
    migrated_to: int | None = None
    dissolved: bool = False
    last_message_id: int = 0

    def as_json(self) -> JsonObject:
        if self.person is not None:
            return _private_chat(self.person)
        chat: JsonObject = {"id": self.id, "title": self.title, "type": self.kind.value}
        if self.username:
            chat["username"] = self.username
        if self.is_forum:
            chat["is_forum"] = True
        if self.kind is Kind.GROUP:
            chat["all_members_are_administrators"] = False
        return chat

    @property
    def private(self) -> bool:
        return self.kind is Kind.PRIVATE

    @property
    def has_topics(self) -> bool:
        return self.is_forum or (self.bot is not None and self.bot.has_topics)

    def standing_of(self, account_id: int) -> Standing:
        return self.members.get(account_id, OUTSIDE)

    def status_of(self, account_id: int) -> Status:
        return self.standing_of(account_id).status

    def permits(self, account_id: int, permission: str) -> bool:
        """Whether somebody may do what is up to the chat's permissions."""
        standing = self.standing_of(account_id)
        if self.private or standing.rules:
            return True
        own = standing.permissions.get(permission, True)
        return standing.inside and own and self.permissions.get(permission, False)

    def instance_for(self, bot: Bot) -> int:
        """`chat_instance`: the same for every press in this chat, and nothing like its id."""
        return zlib.crc32(f"{bot.token}:{self.id}".encode()) << 31 | zlib.crc32(bot.token.encode())

    def next_message_id(self) -> int:
        self.last_message_id += 1
        return self.last_message_id


def _private_chat(person: Person) -> JsonObject:
    chat: JsonObject = {"id": person.id, "first_name": person.first_name}
    if person.last_name:
        chat["last_name"] = person.last_name
    if person.username:
        chat["username"] = person.username
    chat["type"] = Kind.PRIVATE.value
    return chat
