"""What a saved box looks like. People, bots, chats and polls are named by their ids."""

from typing import Annotated, Final, Literal, Self

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, model_validator

from bot.sandbox.chats import Kind
from bot.sandbox.clock import EARLIEST, FASTEST, LATEST
from bot.sandbox.faults import Fault
from bot.sandbox.jsons import JsonObject
from bot.sandbox.limits import Rates
from bot.sandbox.polls import Option
from bot.sandbox.standings import Status
from bot.sandbox.state.contents import Content, FileContent, Keyboard
from bot.sandbox.topics import Topic

VERSION: Final = 1


class Saved(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SavedClock(Saved):
    """`now` is in unix seconds."""

    now: Annotated[float, Field(ge=EARLIEST, le=LATEST)]
    speed: Annotated[float, Field(ge=0, le=FASTEST)]


class SavedPerson(Saved):
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    deactivated: bool = False


class SavedFile(Saved):
    kind: str
    path: str
    data: Base64Bytes
    content: FileContent | Annotated[list[FileContent], Field(min_length=1)]


class SavedUpdate(Saved):
    id: int
    kind: str
    body: object
    expires_at: float
    line: tuple[str, int]


class SavedWebhook(Saved):
    url: str
    secret: str
    max_connections: int
    ip_address: str
    has_certificate: bool


class SavedProfile(Saved):
    """Commands by scope and language, texts by kind and language."""

    commands: list[tuple[str, str, list[JsonObject]]]
    texts: list[tuple[str, str, str]]
    menu_buttons: dict[int, JsonObject]
    rights: dict[str, list[str]] = {}
    photo: list[FileContent] = []


class SavedBot(Saved):
    """`files` are paths, `queries` the open presses and when they expire."""

    id: int
    token: str
    username: str
    first_name: str
    reads_all: bool
    has_topics: bool
    profile: SavedProfile
    webhook: SavedWebhook | None
    started_by: list[int]
    blocked_by: list[int]
    drafts: list[tuple[int, int, int | None]]
    queries: dict[str, float]
    files: list[str]
    allowed_updates: list[str]
    next_update_id: int
    updates: list[SavedUpdate]


class SavedMessage(Saved):
    """`reply_to` is the id of a message in the same chat."""

    id: int
    sender: int
    date: int
    content: Content
    thread: int | None = None
    reply_to: int | None = None
    markup: Keyboard | None = None
    edit_date: int | None = None
    reactions: dict[int, list[JsonObject]] = {}


class SavedInvite(Saved):
    url: str
    creator: int
    name: str
    expires_at: int
    member_limit: int
    by_request: bool
    primary: bool
    revoked: bool
    joined: list[int]
    asking: int


class SavedStanding(Saved):
    status: Status
    rights: list[str]
    permissions: dict[str, bool]
    member: bool
    until: int
    title: str


class SavedChat(Saved):
    """A private one has `person` and `bot`, the others members. `requests` are urls by user."""

    id: int
    kind: Kind
    title: str
    username: str | None
    description: str
    is_forum: bool
    person: int | None
    bot: int | None
    members: dict[int, SavedStanding]
    permissions: dict[str, bool]
    photo: JsonObject | None
    topics: dict[int, Topic]
    general: Topic
    messages: list[SavedMessage]
    pinned: list[int]
    invites: list[SavedInvite]
    requests: dict[int, str]
    migrated_to: int | None
    dissolved: bool
    last_message_id: int


class SavedPoll(Saved):
    id: Annotated[str, Field(pattern=r"^[0-9]{1,20}$")]
    owner: int
    question: JsonObject
    options: list[Option]
    anonymous: bool
    several: bool
    revoting: bool
    correct: list[int] | None
    explanation: JsonObject
    description: JsonObject
    media: JsonObject = {}
    explaining: JsonObject = {}
    open_period: int
    close_date: int
    closed: bool
    votes: dict[int, list[int]]

    @model_validator(mode="after")
    def _fit_the_options(self) -> Self:
        for chosen in (*self.votes.values(), self.correct or ()):
            if not all(0 <= number < len(self.options) for number in chosen):
                raise ValueError("options: there are not so many")
        if not all(isinstance(option.text.get("text"), str) for option in self.options):
            raise ValueError("options: one has no text")
        return self


class SavedStickerSet(Saved):
    """`bot` is the one that made it, `stickers` are the ids of its files."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,64}$")]
    title: str
    kind: Literal["regular", "mask", "custom_emoji"]
    bot: int
    repainted: bool
    stickers: Annotated[list[str], Field(min_length=1, max_length=200)]
    thumbnail: FileContent | None


class SavedBox(Saved):
    """`clock` is none in real time, `rates` none where limits are off."""

    version: Literal[1]
    clock: SavedClock | None
    rates: Rates | None
    faults: list[Fault]
    numbers: dict[str, int]
    people: list[SavedPerson]
    files: list[SavedFile]
    bots: list[SavedBot]
    chats: list[SavedChat]
    polls: list[SavedPoll]
    sticker_sets: list[SavedStickerSet] = []
    online: dict[str, Base64Bytes] = {}
    moved: dict[str, str] = {}
