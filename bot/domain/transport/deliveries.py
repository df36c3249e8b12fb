"""Deliveries: messages owed to chats. All of them together are the outbox."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, IntEnum, StrEnum

from bot.domain.base.backoff import SPREAD, Backoff

SEEN_WITHIN = timedelta(seconds=3)
"""A message that has been under way for so long, and still is, may well have been read already."""

BACKOFF = Backoff(first=1.0, longest=15 * 60.0)
"""Between two tries to send it."""

LONGEST_TRY = timedelta(seconds=20)
"""As long as Telegram may take to answer."""


class Priority(IntEnum):
    """Lower goes first. Within one chat, messages always keep the order in which they were owed."""

    REPLY = 0
    PROMPT = 1
    DIGEST = 2


class DeliveryState(StrEnum):
    """`sent`: kept only if somebody may come back to it; `parked`: Telegram refused it for good."""

    OWED = "owed"
    SENT = "sent"
    PARKED = "parked"


class Subject(StrEnum):
    """What a message is about, where somebody may come back to it.

    `question`, `readers`, `kept`: an Answer was asked for, who may see it was, it was confirmed;
    `closing`: a Prompt's last word; `draft`: words for a Draft were asked for; `release`: what the
    Team was told; `channel`: a chat was asked which Team it belongs to.
    """

    QUESTION = "question"
    READERS = "readers"
    KEPT = "kept"
    CLOSING = "closing"
    DRAFT = "draft"
    RELEASE = "release"
    CHANNEL = "channel"


WAITING_FOR_A_TAP = (Subject.QUESTION, Subject.READERS)
"""What a message is about that stays open until somebody taps."""

TELLING_READERS = (Subject.READERS, Subject.KEPT)
"""What a message is about that shows an answer and who may see it."""

OF_ANSWERS = (Subject.QUESTION, Subject.READERS, Subject.KEPT)
"""What a message about an Answer is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """`kind` and `body` are a semantic message; the body is dropped once it is sent. A message with
    no subject, to which nobody can come back, is forgotten altogether: a trace of it would tell who
    had been at work when.

    `subject` and `subject_id` say what the message is about, so that a later text, edit or
    withdrawal finds it by the id Telegram gave it. `edits` is a Telegram message to change instead
    of sending a new one.

    Once it is sent, `id` is drawn by lot and below zero, `not_before` is the same for all, and of
    the tries is only left whether there were several: neither when anything went to somebody nor in
    what order can be read from what stays. `unheard`: the bot has been away since it was sent, so
    that a tap on it may have been lost. `ordinal`: which of a Release's messages it is, from 0
    on.
    """

    id: int
    bot_id: int
    chat_id: int
    thread_id: int | None
    priority: Priority
    kind: str
    body: str | None
    language: str
    subject: Subject | None
    subject_id: int | None
    round_id: int | None
    edits: int | None
    reply_to: int | None
    state: DeliveryState
    not_before: datetime
    expires_at: datetime | None
    attempts: int
    message_id: int | None
    error: str | None
    unheard: bool = False
    ordinal: int | None = None

    @property
    def turn(self) -> tuple[bool, int]:
        """Its place in its chat: what was sent comes first, as Telegram has numbered it; then what
        is owed, in its order."""
        sent = self.state is DeliveryState.SENT
        return not sent, (self.message_id or 0) if sent else self.id

    @property
    def left_behind(self) -> bool:
        """Whether a try to send it was begun, and is not known to have come to any end: either it
        is under way, or whoever made it has died."""
        return self.state is DeliveryState.OWED and self.attempts > 0 and self.error is None

    @property
    def first_tried(self) -> datetime:
        """The earliest moment at which a copy of it may have got there, if a try to send it failed:
        nobody knows which."""
        waits = timedelta(seconds=sum(map(BACKOFF.wait, range(self.attempts))))
        return self.not_before - waits * SPREAD[1] - self.attempts * LONGEST_TRY


class Heard(Enum):
    """Whether a Team's channel has got a Release. `NEVER`: not all of it, and it will not."""

    YES = "yes"
    NOT_YET = "not_yet"
    NEVER = "never"


def heard(states: Collection[DeliveryState], messages: int) -> Heard:
    """What became of a Release of so many messages, by the states of its channel's Deliveries."""
    if DeliveryState.OWED in states:
        return Heard.NOT_YET
    sent = sum(state is DeliveryState.SENT for state in states)
    return Heard.YES if sent >= messages else Heard.NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageHeld:
    """A message the bot still has on its list for this chat: which, and when it was owed. Of one
    that was sent no time is kept."""

    kind: str
    state: str
    owed_at: datetime | None
