"""Answers: replies to the Questions of a Prompt."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.asking.promises import Promise
from bot.domain.base.visibility import Visibility


class AnswerState(StrEnum):
    """`asked`: the question is out. `begun`: a reply came, who may see it is not chosen yet."""

    ASKED = "asked"
    BEGUN = "begun"
    GIVEN = "given"
    SKIPPED = "skipped"


OPEN = (AnswerState.ASKED, AnswerState.BEGUN)
"""What still waits for its author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """No time is kept with an answer. Its words live in parts, one for each Telegram message.

    `friends` and `chat_id`: see Promise. `offer` is what its author was last shown to choose from.
    `receipt_before`: what was under the last confirmation that has surely arrived before the one
    with `receipt_hash`; `arrived`: that one has, too. `cleared`: words of it of which its author
    says that they are no names; `anew`: the next words take the place of those that it has.
    """

    id: int
    prompt_id: int
    question_id: str
    state: AnswerState
    visibility: Visibility
    options: tuple[str, ...] = ()
    receipt_hash: str | None = None
    receipt_before: str | None = None
    arrived: bool = False
    friends: tuple[int, ...] = ()
    chat_id: int | None = None
    offer: str | None = None
    cleared: tuple[str, ...] = ()
    anew: bool = False

    @property
    def promise(self) -> Promise:
        return Promise(visibility=self.visibility, friends=self.friends, chat_id=self.chat_id)

    def promised(self, promise: Promise) -> "Answer":
        """The same answer, with another promise."""
        return replace(
            self,
            visibility=promise.visibility,
            friends=promise.friends,
            chat_id=promise.chat_id,
        )

    @property
    def replied(self) -> bool:
        return self.state in (AnswerState.BEGUN, AnswerState.GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The words of one Telegram message. An edit of that message replaces them."""

    message_id: int
    text: str
    edited: bool


def wording_of(parts: Sequence[Part]) -> str:
    """What stands for these words as they are now, in a button that chooses their readers: another
    text has another."""
    told = json.dumps([[part.message_id, part.text] for part in parts])
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def unchanged_since(parts: Sequence[Part], message_id: int) -> bool:
    """Whether all that is said was written before this message, and has not been changed since."""
    return all(part.message_id < message_id and not part.edited for part in parts)
