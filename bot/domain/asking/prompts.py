"""Prompts: one Member's part in a Round. A Prompt *is* the dialogue state."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.asking.hints import Hint
from bot.domain.asking.rounds import LAST_CHANCE
from bot.domain.base.availability import Availability, kind_moment
from bot.domain.base.visibility import Visibility


class PromptState(StrEnum):
    """`waiting`: due later, also after a snooze. `again`: due later, since what was answered may be
    lost. `dropped`: could not go out in time or kindly."""

    WAITING = "waiting"
    AGAIN = "again"
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


TO_COME = (PromptState.WAITING, PromptState.AGAIN)
"""What is to be asked when it is due."""


class Untold(StrEnum):
    """`sentences` that stand in the person's chat are not so any more; `return`: and something that
    they had shared is theirs alone again."""

    NOTHING = "nothing"
    SENTENCES = "sentences"
    RETURN = "return"


class Snooze(StrEnum):
    """Later, in the words people use."""

    HOUR = "hour"
    EVENING = "evening"
    TOMORROW = "tomorrow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """`due_at`: when it is sent. `expires_at`: when its Round closes and answers end. `untold`:
    what has changed of who may read the answers while nothing reached the person. `hint`: what the
    person is told beside it."""

    id: int
    round_id: int
    member_id: int
    due_at: datetime
    expires_at: datetime
    remind_at: datetime | None
    state: PromptState
    untold: Untold = Untold.NOTHING
    hint: Hint | None = None

    def left(self, now: datetime) -> bool:
        """Whether its person has left the Team while the Round is open. (Of one that could not go
        out, nobody knows.)"""
        return now < self.expires_at and self.state is PromptState.DROPPED

    def takes_answers(self, now: datetime) -> bool:
        return now < self.expires_at and self.state is not PromptState.DROPPED


def remind_moment(
    availability: Availability, due_at: datetime, expires_at: datetime
) -> datetime | None:
    """Half way between the question and its end, on one of the person's own days and outside their
    quiet hours; None if that is too soon after the question, or leaves too little time to answer.
    """
    moment = kind_moment(availability, due_at + (expires_at - due_at) / 2)
    return moment if due_at + LAST_CHANCE <= moment <= expires_at - LAST_CHANCE else None


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
