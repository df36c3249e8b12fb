"""What somebody in the office answers to a Prompt, one question after the other."""

from collections.abc import Iterable

from bot.domain.asking.questions import Kind
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept
from bot.domain.messages.asking.prompts import AskQuestion
from bot.flows.asking import answers
from tests.desk import Phone
from tests.factories import mark

Said = tuple[str, Visibility]


async def answer(phone: Phone, *said: Said, tap: str | None = None) -> None:
    """Answer the open Prompt: `tap` for the scale at its beginning, then words with their levels.

    Without a tap the Prompt must begin with words.
    """
    if tap is not None:
        at, asked = phone.with_id(AskQuestion)
        level = Visibility.TEAM_UNNAMED
        await phone.does(answers.tap, asked.answer_id, tap, level, at=at)
    for text, level in said:
        asked = phone.last(AskQuestion)
        assert asked.kind is Kind.TEXT
        await phone.replies(asked.answer_id, text)
        await phone.picks(level)


async def answer_alike(phones: Iterable[Phone], level: Visibility) -> None:
    """Everybody answers everything, each in their own words."""
    for phone in phones:
        said = [(f"{mark(phone.member.name)} says {n}", level) for n in ("one", "two", "three")]
        await answer(phone, *said, tap="4")


def receipts(phone: Phone) -> list[str]:
    """The Receipts under the answers in a person's chat, from top to bottom."""
    shown = (one for _, one in sorted(phone.shown.items()))
    return [one.receipt for one in shown if isinstance(one, AnswerKept)]
