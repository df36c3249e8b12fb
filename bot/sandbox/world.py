"""Everything that exists in the box, and where to find it."""

import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping

from bot.sandbox.accounts import Account, Bot, Person
from bot.sandbox.calls import CallLog
from bot.sandbox.chats import Chat, Kind
from bot.sandbox.clock import Clock
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.limits import Limits
from bot.sandbox.numbers import Numbers
from bot.sandbox.online import Online
from bot.sandbox.polls import Poll
from bot.sandbox.standings import Standing
from bot.sandbox.stickersets import StickerSets
from bot.sandbox.taps import Tap
from bot.sandbox.updates import UpdateQueue

FIRST_PERSON = 7_000_000_001
FIRST_BOT = 8_000_000_001
"""Ids are larger than 32 bits, as new ones are at Telegram."""
FIRST_GROUP = 4_000_000_001
FIRST_SUPERGROUP = 1_000_000_000_000 + 2_000_000_001
FIRST_UPDATE = 100_000_001


Reply = Callable[[Bot, str, Mapping[str, object]], Awaitable[None]]


async def _unheard(bot: Bot, name: str, values: Mapping[str, object]) -> None:
    """What becomes of it where nobody serves the Bot API."""


class World:
    """One box: its people, bots and chats, its clock and its rules."""

    def __init__(self) -> None:
        self.events = Events()
        self.clock = Clock(lambda: self.events.publish("clock"))
        self.limits = Limits()
        self.faults = Faults()
        self.calls = CallLog()
        self.taps: list[Tap] = []
        """Who reads along; a tap outlives all that is in the box."""
        self.people: dict[int, Person] = {}
        self.bots: dict[str, Bot] = {}
        """By token."""
        self.chats: dict[int, Chat] = {}
        """Groups, supergroups and channels, by id (negative)."""
        self.private_chats: dict[tuple[int, int], Chat] = {}
        """By the ids of the bot and the person."""
        self.polls: dict[str, Poll] = {}
        self.sticker_sets = StickerSets()
        self.online = Online()
        self.numbers = _first_numbers()
        self.reply: Reply = _unheard
        """Runs a method that a bot's webhook answered with."""

    def empty(self, *, keep_bots: bool = False) -> None:
        """Start over. Bots that are kept have their tokens, webhooks and profiles; nothing else."""
        for bot in self.bots.values():
            bot.forget(self._file_store(bot.id))
            if not keep_bots:
                bot.retire()
        if not keep_bots:
            self.bots.clear()
            self.numbers = _first_numbers()
        for kept in (self.people, self.chats, self.private_chats, self.polls):
            kept.clear()
        self.sticker_sets.clear()
        self.online.clear()
        self.calls.clear()
        self.faults.clear()
        self.limits.restore()
        self.clock.forget_alarms()
        self.clock.release()
        self.events.publish("reset")

    def adopt(self, other: "World") -> None:
        """Take over everything that is in another box, but for its clock, its log and its page."""
        self.people, self.bots, self.chats = other.people, other.bots, other.chats
        self.private_chats, self.polls = other.private_chats, other.polls
        self.sticker_sets, self.online = other.sticker_sets, other.online
        self.numbers, self.limits, self.faults = other.numbers, other.limits, other.faults
        self.events.publish("reset")

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
        self.events.publish("user", user=person.as_json())
        return person

    def add_bot(
        self,
        username: str,
        token: str | None,
        first_name: str,
        *,
        reads_all: bool,
        has_topics: bool = False,
    ) -> Bot:
        """`token` is `<digits>:<secret>`; the digits become the bot's id."""
        token = token or f"{next(self.numbers['bot'])}:{secrets.token_urlsafe(26)[:35]}"
        bot_id = int(token.partition(":")[0])
        bot = Bot(
            id=bot_id,
            token=token,
            username=username,
            first_name=first_name,
            reads_all=reads_all,
            has_topics=has_topics,
            updates=UpdateQueue(FIRST_UPDATE, username, self.faults),
            files=self._file_store(bot_id),
        )
        self.bots[token] = bot
        self.events.publish("bot", bot=username)
        return bot

    def add_chat(
        self, kind: Kind, title: str, *, is_forum: bool = False, username: str | None = None
    ) -> Chat:
        ids = self.numbers["group" if kind is Kind.GROUP else "supergroup"]
        chat = Chat(id=-next(ids), kind=kind, title=title, is_forum=is_forum, username=username)
        if kind is not Kind.GROUP:
            # Its making takes the first id, which is also that of a forum's general topic.
            chat.next_message_id()
        self.chats[chat.id] = chat
        self.events.publish("chat", chat_id=chat.id)
        return chat

    def private_chat(self, bot: Bot, person: Person) -> Chat:
        """The one they have with each other, made the first time somebody looks."""
        key = (bot.id, person.id)
        chat = self.private_chats.get(key)
        if chat is None:
            chat = Chat(id=person.id, kind=Kind.PRIVATE, person=person, bot=bot)
            self.private_chats[key] = chat
        return chat

    def all_chats(self) -> Iterator[Chat]:
        yield from self.chats.values()
        yield from self.private_chats.values()

    def bot_named(self, username: str) -> Bot | None:
        wanted = username.removeprefix("@").lower()
        return next((bot for bot in self.bots.values() if bot.username.lower() == wanted), None)

    def bot_with_id(self, bot_id: int) -> Bot | None:
        return next((bot for bot in self.bots.values() if bot.id == bot_id), None)

    def chat_named(self, username: str) -> Chat | None:
        """A public supergroup or channel."""
        wanted = username.removeprefix("@").lower()
        named = (chat for chat in self.chats.values() if chat.username)
        return next((chat for chat in named if str(chat.username).lower() == wanted), None)

    def account(self, account_id: int) -> Account | None:
        return self.people.get(account_id) or self.bot_with_id(account_id)

    def let_in(self, chat: Chat, account: Account, standing: Standing) -> None:
        chat.members[account.id] = standing
        if isinstance(account, Bot):
            chat.bots[account.id] = account

    def _file_store(self, bot_id: int) -> FileStore:
        return FileStore(bot_id, self.numbers["file"])

    def _free_person_id(self) -> int:
        return next(number for number in self.numbers["person"] if number not in self.people)


def _first_numbers() -> dict[str, Numbers]:
    """Where the ids of each kind of thing begin."""
    return {
        "person": Numbers(FIRST_PERSON),
        "bot": Numbers(FIRST_BOT),
        "group": Numbers(FIRST_GROUP),
        "supergroup": Numbers(FIRST_SUPERGROUP),
        "file": Numbers(0),
    }
