"""Who can write: people and bots."""

from dataclasses import dataclass, field

from bot.sandbox.files import FileStore
from bot.sandbox.jsons import JsonObject
from bot.sandbox.queries import Queries
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.webhooks import Webhook


@dataclass(slots=True, kw_only=True, eq=False)
class Person:
    """A human being with a Telegram account."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    deactivated: bool = False

    is_bot = False

    def as_json(self) -> JsonObject:
        user: JsonObject = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        for key in ("last_name", "username", "language_code"):
            if value := getattr(self, key):
                user[key] = value
        return user


@dataclass(slots=True, kw_only=True)
class Profile:
    """What a bot tells about itself; keyed by language ("" for every other language)."""

    commands: dict[tuple[str, str], list[JsonObject]] = field(default_factory=dict)
    """By scope (as canonical JSON) and language."""
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    """By kind (name, description, short_description) and language."""
    menu_buttons: dict[int, JsonObject] = field(default_factory=dict)
    """By private chat; 0 holds the default."""
    rights: dict[str, list[str]] = field(default_factory=dict)
    """Those it asks for in groups and in channels."""
    photo: list[JsonObject] = field(default_factory=list)
    """Its picture in several sizes, the smallest first."""


@dataclass(slots=True, kw_only=True, eq=False)
class Bot:
    """A bot account, and everything Telegram keeps for it."""

    id: int
    token: str
    username: str
    first_name: str
    reads_all: bool
    updates: UpdateQueue
    files: FileStore
    has_topics: bool = False
    """Its private chats can have topics."""
    queries: Queries = field(default_factory=Queries)
    profile: Profile = field(default_factory=Profile)
    webhook: Webhook | None = None
    started_by: set[int] = field(default_factory=set)
    blocked_by: set[int] = field(default_factory=set)
    drafts: dict[tuple[int, int], int | None] = field(default_factory=dict)
    """Messages that are being written: chat and draft id, and the thread they stand in."""

    is_bot = True

    def as_json(self) -> JsonObject:
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }

    def forget(self, files: FileStore) -> None:
        """Lose what people and this bot had with each other; the account stays."""
        self.updates.clear()
        self.files = files
        self.profile.photo = []
        self.queries = Queries()
        self.started_by.clear()
        self.blocked_by.clear()
        self.drafts.clear()

    def retire(self) -> None:
        """End what runs for it."""
        self.updates.wake()
        if self.webhook is not None and self.webhook.sender is not None:
            self.webhook.sender.cancel()


Account = Person | Bot
