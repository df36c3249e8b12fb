"""What is said about one Answer to its author."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.base.visibility import Visibility
from bot.domain.hearing.insights import Band
from bot.domain.messages.base.message import Fleeting, Message, OnlyInPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Exactly who may see an answer.

    `names` are the critical friends. What the Team may see is read in `chat` (by `chat_people`, if
    they have been counted, and by who joins it later; by anybody if it is `public`) and by
    `managers` in their letter, from `floor` people on. Of what was `tapped`, only the sum.
    """

    visibility: Visibility
    people: int = 0
    names: tuple[str, ...] = ()
    floor: int = 0
    chat: str = ""
    chat_people: int | None = None
    public: bool = False
    managers: tuple[str, ...] = ()
    tapped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One reply in the closing summary, which does not repeat it: what is deleted under the answer
    must not stand there still."""

    question: str
    readers: Readers


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseReaders(Message):
    """Asks who may see an answer. `usual` is the level this person mostly takes; `current` the one
    they have chosen before; `missed`: it is asked once more, as a tap may have been lost.

    `now`: who reads it until they choose, of an answer that is given; else nobody but the author
    does, also if it was shared before words were added. `below`: another question stands open.
    `wording` stands for the words shown here, and `offer` for the readers: whoever
    chooses, chooses just these for just those. `asked`: so many people the Round asks, where there
    are enough to hide among: else it would take `too_few`; `no_chat`: the Team has none to share
    anything in. `receipt`: of an
    answer that stands as it is unless something is chosen; its author must not lose it by looking.
    `brief`: it has been explained before what each level means.
    """

    answer_id: int
    question: str
    reply: str
    levels: tuple[Readers, ...]
    usual: Visibility
    current: Visibility | None = None
    missed: bool = False
    now: Readers | None = None
    below: bool = False
    wording: str = ""
    offer: str = ""
    asked: Band | None = None
    too_few: int = 0
    no_chat: bool = False
    receipt: str = ""
    brief: bool = False


class Elsewhere(StrEnum):
    """Why a message about an answer does not speak of it any more.

    `added`: words were added to what had been shared; `below`: who may see it is asked further
    down; `chosen`: that was chosen in another message; `deleted`: it is gone.
    """

    ADDED = "added"
    BELOW = "below"
    CHOSEN = "chosen"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerElsewhere(OnlyInPlace):
    """In place of a message that showed an answer as it is no longer."""

    question: str
    why: Elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """An answer to which words may belong. `given`: there is one, to which they would be added."""

    answer_id: int
    question: str
    given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWhich(Message):
    """Asks to what some words belong, as nobody else can tell. It points at them, and so the phone
    holds them until the person decides."""

    answers: tuple[Belonging, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerKept(Fleeting):
    """Confirms an answer. Its buttons carry the Receipt, the only way back to the answer later.
    `replaced`: something else stands in it where the author's own message says who it is about."""

    question: str
    reply: str
    readers: Readers
    receipt: str
    replaced: bool = False


class Since(StrEnum):
    """Why something that was shared is its author's alone again: the `chat` is another, or none; a
    `friend` reads nothing any more; or either of that, while nothing reached the author (`away`).
    """

    CHAT = "chat"
    FRIEND = "friend"
    AWAY = "away"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseAnew(Fleeting):
    """What somebody has shared is theirs alone again. `may_choose`: who may see it now; not in a
    Team that they have `left`, nor where there is nobody else to choose. `chat`: the one that the
    Team was given, if any; `public`: anybody can read it."""

    team: str
    since: Since = Since.CHAT
    friend: str = ""
    chat: str = ""
    public: bool = False
    may_choose: bool = True
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmWithdrawal(Fleeting):
    """Asks once more before an answer is deleted for good. `shown`, `read`, `counted`, `reach`:
    see Withdrawn."""

    receipt: str
    shown: bool
    read: bool = False
    counted: bool = False
    reach: bool = True


class FateKind(StrEnum):
    """What became of an answer after its Round was closed."""

    PRIVATE = "private"
    WITH_FRIENDS = "with_friends"
    WAITS = "waits"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFate(Fleeting):
    """`on` is when it was shown, or until when it waits for enough others. `named`: it will be with
    its author's name."""

    kind: FateKind
    reply: str
    receipt: str
    team: str = ""
    on: date | None = None
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Fleeting):
    """The answer is gone. `shown`: it had been told to the Team and was taken out there, too, if
    all of that is in `reach`; `counted`: it is a part of a figure that was told, which stays.

    `read`: critical friends have it in their own chats, where it stays. `words`: the author wrote
    it, and their own message stays in this chat.
    """

    shown: bool
    read: bool = False
    words: bool = False
    counted: bool = False
    reach: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack(Fleeting):
    """Too few were asked to hide among: what somebody shared without their name is among their own
    notes now. The same word goes to everybody who was asked, so that it tells of nobody whether
    they had shared anything."""

    team: str
    bank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood(Message):
    """What was typed fits none of a question's buttons."""

    labels: tuple[str, ...]
    several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditUnknown(Message):
    """A message was edited that belongs to no open answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotYet(Message):
    """Something other than text came: "photo", "voice", "sticker", "file" or "other"."""

    what: str
    closes_at: datetime | None = None


MESSAGES = (
    ChooseReaders,
    AnswerElsewhere,
    AskWhich,
    AnswerKept,
    ConfirmWithdrawal,
    AnswerFate,
    Withdrawn,
    NotUnderstood,
    EditUnknown,
    CameBack,
    ChooseAnew,
    NotYet,
)
