"""What is said where words may tell who they are about."""

from dataclasses import dataclass

from bot.domain.messages.asking.answers import Readers
from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some of somebody's words. `found`: they may tell who it is about; `instead`: what would be
    sent in their place, if anything else; `doubtful`: their author may say that they do not."""

    text: str
    found: bool = False
    instead: str | None = None
    doubtful: bool = False

    @property
    def sent(self) -> str:
        return self.text if self.instead is None else self.instead


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWords(Message):
    """Shows what was found in an answer that was to go to `readers`, and asks what to do.

    `more`: so many finds are not shown, and are asked about afterwards. `doubtful`: so many
    different words that may be no names. `wording` stands for the words as they are, `sent` for
    those and for what would be sent instead, and `offer` for the readers: whoever decides, decides
    about just these.
    """

    answer_id: int
    stretches: tuple[Stretch, ...]
    readers: Readers
    more: int
    doubtful: int
    wording: str
    sent: str
    offer: str

    @property
    def replaces(self) -> bool:
        """Whether anything would be sent in the place of what was found; else there are but
        hints."""
        return any(one.instead is not None for one in self.stretches)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAnew(Message):
    """Waits for other words in place of those that were written, which nobody else reads."""

    answer_id: int
    question: str
    wording: str
    offer: str


MESSAGES = (CheckWords, AskAnew)
