"""What whoever leads a Team hears where nothing could be shown for weeks."""

from dataclasses import dataclass
from datetime import date

from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingShown(Message):
    """`questions`: those of which nothing was shown since that day; none: nothing of the bank."""

    team_id: int
    team: str
    bank: str
    since: date
    floor: int
    questions: tuple[str, ...] = ()


MESSAGES = (NothingShown,)
