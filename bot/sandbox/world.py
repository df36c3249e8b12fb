"""Everything that exists in the box, and where to find it."""

import itertools
import secrets

from bot.sandbox.accounts import Account, Bot, Person
from bot.sandbox.calls import CallLog
from bot.sandbox.chats import Chat, Kind, Status
from bot.sandbox.clock import Clock
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.limits import Limits
from bot.sandbox.updates import UpdateQueue

FIRST_PERSON = 7_000_000_001
FIRST_BOT = 8_000_000_001
"""Ids are larger than 32 bits, as new ones are at Telegram."""
FIRST_GROUP = 4_000_000_001
FIRST_SUPERGROUP = 1_000_000_000_000 + 2_000_000_001
FIRST_UPDATE = 100_000_001


class World:
    """One box: its people, bots and chats, its clock and its rules."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.limits = Limits()
        self.faults = Faults()
        self.events = Events()
        self.calls = CallLog()
        self.people: dict[int, Person] = {}
        self.bots: dict[str, Bot] = {}
        """By token."""
        self.chats: dict[int, Chat] = {}
        """Groups, supergroups and channels, by id (negative)."""
        self._private: dict[tuple[int, int], Chat] = {}
        self._person_ids = itertools.count(FIRST_PERSON)
        self._bot_ids = itertools.count(FIRST_BOT)
        self._file_numbers = itertools.count()
        self._group_ids = itertools.count(FIRST_GROUP)
        self._supergroup_ids = itertools.count(FIRST_SUPERGROUP)

    def add_person(
        self,
        first_name: str,
        *,
        person_id: int | None = None,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
    ) -> Person:
        person = Person(
            id=person_id or self._free_person_id(),
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
        )
        self.people[person.id] = person
        return person

    def add_bot(self, username: str, token: str | None, first_name: str, *, reads_all: bool) -> Bot:
        """`token` is `<digits>:<secret>`; the digits become the bot's id."""
        token = token or f"{next(self._bot_ids)}:{secrets.token_urlsafe(26)[:35]}"
        bot_id = int(token.partition(":")[0])
        bot = Bot(
            id=bot_id,
            token=token,
            username=username,
            first_name=first_name,
            reads_all=reads_all,
            updates=UpdateQueue(FIRST_UPDATE),
            files=FileStore(bot_id, self._file_numbers),
        )
        self.bots[token] = bot
        return bot

    def add_chat(self, kind: Kind, title: str, *, is_forum: bool = False) -> Chat:
        ids = self._group_ids if kind is Kind.GROUP else self._supergroup_ids
        chat = Chat(id=-next(ids), kind=kind, title=title, is_forum=is_forum)
        if kind is not Kind.GROUP:
            # Its making takes the first id, which is also that of a forum's general topic.
            chat.next_message_id()
        self.chats[chat.id] = chat
        return chat

    def private_chat(self, bot: Bot, person: Person) -> Chat:
        """The one they have with each other, made the first time somebody looks."""
        key = (bot.id, person.id)
        chat = self._private.get(key)
        if chat is None:
            chat = Chat(id=person.id, kind=Kind.PRIVATE, person=person, bot=bot)
            self._private[key] = chat
        return chat

    def bot_named(self, username: str) -> Bot | None:
        wanted = username.removeprefix("@").lower()
        return next((bot for bot in self.bots.values() if bot.username.lower() == wanted), None)

    def bot_with_id(self, bot_id: int) -> Bot | None:
        return next((bot for bot in self.bots.values() if bot.id == bot_id), None)

    def account(self, account_id: int) -> Account | None:
        return self.people.get(account_id) or self.bot_with_id(account_id)

    def let_in(self, chat: Chat, account: Account, status: Status) -> None:
        chat.members[account.id] = status
        if isinstance(account, Bot):
            chat.bots[account.id] = account

    def _free_person_id(self) -> int:
        return next(number for number in self._person_ids if number not in self.people)
