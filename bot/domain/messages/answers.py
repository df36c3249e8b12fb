"""What is said about one Answer to its author."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.visibility import Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Exactly who may see an answer: how many people of the Team, or which critical friends."""

    visibility: Visibility
    people: int = 0
    names: tuple[str, ...] = ()
    floor: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One reply in the closing summary."""

    question: str
    reply: str
    readers: Readers


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseReaders:
    """Asks who may see an answer. `usual` is the level this person mostly takes; `missed`: it is
    asked once more, as a tap may have been lost."""

    answer_id: int
    question: str
    reply: str
    levels: tuple[Readers, ...]
    usual: Visibility
    current: Visibility | None = None
    missed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerKept:
    """Confirms an answer. Its buttons carry the Receipt, the only way back to the answer later."""

    question: str
    reply: str
    readers: Readers
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmWithdrawal:
    """Asks once more before an answer is deleted for good. `shown`, `read`: see Withdrawn."""

    receipt: str
    shown: bool
    read: bool = False


class FateKind(StrEnum):
    """What became of an answer after its Round was closed."""

    PRIVATE = "private"
    WITH_FRIENDS = "with_friends"
    WAITS = "waits"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFate:
    """`on` is when it was shown, or until when it waits for enough others."""

    kind: FateKind
    reply: str
    receipt: str
    team: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """The answer is gone. `shown`: it had been told to the Team and was taken out there, too.

    `read`: critical friends have it in their own chats, where it stays.
    """

    shown: bool
    read: bool = False


class Why(StrEnum):
    """Why answers came back to their authors before anybody else had read them.

    `too_few_asked` to hide among; `friend_gone`: those who were named to read them are critical
    friends no more; `chat_gone`: the chat that was named is the Team's no more.
    """

    TOO_FEW_ASKED = "too_few_asked"
    FRIEND_GONE = "friend_gone"
    CHAT_GONE = "chat_gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """Answers are among their author's own notes now. `answers` is how many; 0 where the same word
    goes to everybody who was asked, so that it tells of nobody whether they had shared any."""

    team: str
    bank: str
    answers: int = 0
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """What was typed fits none of a question's buttons."""

    labels: tuple[str, ...]
    several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditUnknown:
    """A message was edited that belongs to no open answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotYet:
    """Something other than text came: "photo", "voice", "sticker", "file" or "other"."""

    what: str
    closes_at: datetime | None = None
