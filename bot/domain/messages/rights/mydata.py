"""What a person is given who asks for what is kept about them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.base.message import Fleeting

Setting = str | int | bool | tuple[int, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamHeld:
    team: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHeld:
    """`state` is that of the answer: asked, begun, given or skipped. `readers` are the critical
    friends it was promised to."""

    question_id: str
    question: str
    state: str
    reply: str
    visibility: Visibility
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptHeld:
    """A part in a Round that is still open."""

    team: str
    bank: str
    state: str
    due_at: datetime
    closes_at: datetime
    answers: tuple[AnswerHeld, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHeld:
    month: date
    question: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedHeld:
    """An answer shared with the person's name. `told_on` is when the Team heard it, if it has."""

    team: str
    week: date
    question: str
    text: str
    told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftHeld:
    kind: str
    fields: dict[str, str | int | bool | list[str] | list[int]]
    touched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedHeld:
    """How often the bot meant to write first on one day, whether or not it came to that."""

    on: date
    prompts: int
    messages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteHeld:
    """An invite this person made."""

    team: str
    role: Role
    expires_at: datetime
    uses: int
    max_uses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageHeld:
    """A message the bot still has on its list for this chat: which, and when it was owed. Of one
    that was sent no time is kept."""

    kind: str
    state: str
    owed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateHeld:
    """Something that came from the person and could not be handled yet, as Telegram sent it."""

    state: str
    received_on: date | None
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MyData:
    """All that is linked to one person. `you` holds their settings by name."""

    made_at: datetime
    you: dict[str, Setting]
    teams: tuple[TeamHeld, ...] = ()
    open: tuple[PromptHeld, ...] = ()
    notes: tuple[NoteHeld, ...] = ()
    named: tuple[NamedHeld, ...] = ()
    draft: DraftHeld | None = None
    planned: tuple[PlannedHeld, ...] = ()
    invites: tuple[InviteHeld, ...] = ()
    messages: tuple[MessageHeld, ...] = ()
    updates: tuple[UpdateHeld, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveMyData(Fleeting):
    """The data as a file to read. Comes first, and says what the files are."""

    data: MyData


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveMyDataFile(Fleeting):
    """The same data as JSON, for programs."""

    data: MyData


MESSAGES = (GiveMyData, GiveMyDataFile)
