"""What is said where words may tell who they are about."""

from dataclasses import dataclass

from bot.domain.messages.asking.answers import Readers
from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of somebody's words. `instead`: what would be sent in its place, where it may tell
    who they are about."""

    text: str
    instead: str | None = None

    @property
    def sent(self) -> str:
        return self.text if self.instead is None else self.instead


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWords(Message):
    """Shows what was found in an answer that was to go to `readers`, and asks what to do.

    `certain`: something was found that cannot be kept as it is; `doubtful`: so many different words
    that may be no names; `hint`: there are no names, only what may point at somebody. `wording`
    stands for the words as they are, `sent` for those that would be sent, and `offer` for the
    readers: whoever decides, decides about just these.
    """

    answer_id: int
    pieces: tuple[Stretch, ...]
    readers: Readers
    certain: bool
    doubtful: int
    hint: bool
    wording: str
    sent: str
    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAnew(Message):
    """Waits for other words in place of those that were written, which nobody else reads."""

    answer_id: int
    question: str
    wording: str
    offer: str


MESSAGES = (CheckWords, AskAnew)
