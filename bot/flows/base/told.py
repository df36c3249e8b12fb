"""What a flow returns: what whoever acts is told, in order.

A flow knows who acts and nothing of where. So it says of each message what it is about and what it
takes the place of, and the edge through which somebody acts finds out where that is.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from bot.domain.messages.base.message import Message
from bot.domain.people.members import Member
from bot.domain.transport.deliveries import Priority, Subject

About = tuple[Subject, int]


class At(Enum):
    """`end`: below all else; `once`: the same, but one about the same that has not been sent yet
    gives way; `pressed`: in place of what was pressed, if anything was; `copy`: the same, but only
    if nothing is known of that message: it came twice; `pointing`: below all else, pointing at what
    was written or pressed."""

    END = "end"
    ONCE = "once"
    PRESSED = "pressed"
    COPY = "copy"
    POINTING = "pointing"


@dataclass(frozen=True, slots=True, kw_only=True)
class InPlaceOf:
    """In place of the last message about one of these that stands in the chat; where none does, as
    `At.ONCE`. `below`: only one that stands below the message with this id."""

    subjects: Collection[Subject]
    id: int
    below: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Correcting:
    """In place of the last message about this that is owed, or else of all that were sent; nowhere
    if there is none."""

    subject: Subject
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Everywhere:
    """In place of every message about these, sent or not, but for the one that was pressed.
    `confirmed`: what stands instead where a confirmation stands."""

    subjects: Collection[Subject]
    id: int
    confirmed: Message | None = None


Spot = At | InPlaceOf | Correcting | Everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One message. `about`: what it is about, where somebody may come back to it.

    `ordinal`: which of a Release's messages it is. `outdates`: what every other message that shows
    the Answer it is about, or who may see it, says from now on. `sealed`: it shows something sealed
    beside whoever acts, so it is never kept: the edge says it past the outbox.
    """

    message: Message
    language: str
    at: Spot = At.END
    about: About | None = None
    round_id: int | None = None
    expires_at: datetime | None = None
    priority: Priority = Priority.REPLY
    outdates: Message | None = None
    ordinal: int | None = None
    sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    """A line that flashes up over the button that was pressed. `alert`: it stays until it is
    closed, as where something is refused."""

    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    alert: bool = False


Telling = Sequence[Told | Toast]
"""All that whoever acts is told."""

Reader = Member | str
"""Whose language it is told in, or which."""


def told(
    reader: Reader,
    message: Message,
    at: Spot = At.END,
    *,
    about: About | None = None,
    ordinal: int | None = None,
    round_id: int | None = None,
    expires_at: datetime | None = None,
) -> Told:
    """One message for whoever acts; at the end, unless it is said where."""
    return Told(
        message=message,
        language=_language(reader),
        at=at,
        about=about,
        ordinal=ordinal,
        round_id=round_id,
        expires_at=expires_at,
    )


def instead(reader: Reader, message: Message, *, about: About | None = None) -> Told:
    """One message in place of what was pressed."""
    return told(reader, message, At.PRESSED, about=about)


def pointing(reader: Reader, message: Message) -> Told:
    """One message that points at what was written or pressed."""
    return told(reader, message, At.POINTING)


def sealed(reader: Reader, message: Message, at: At) -> Told:
    """One message that is never kept."""
    return Told(message=message, language=_language(reader), at=at, sealed=True)


def _language(reader: Reader) -> str:
    return reader if isinstance(reader, str) else reader.language


def toast(key: str, **facts: str | int) -> Toast:
    """Flash this sentence over the pressed button."""
    return Toast(key=key, facts=facts)
