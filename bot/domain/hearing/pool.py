"""The Pool: what was shared, after the Seal has cut it from the people."""

import random
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.base.visibility import Visibility
from bot.domain.hearing.receipts import no_receipt

WAITS_AT_MOST = 28
"""Days that what too few have shared waits for others before it is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """One shared answer. `member_id` is set only where the author chose to be named. `chat_id` is
    the chat to which it was promised, if it is for the Team."""

    id: str
    team_id: int
    bank_id: str
    round_id: int
    question_id: str
    visibility: Visibility
    voice: str
    week: date
    options: tuple[str, ...]
    text: str
    receipt_hash: str
    receipt_before: str
    member_id: int | None = None
    release_id: int | None = None
    chat_id: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept of it but its place."""
        return not (self.text or self.options)

    def emptied(self) -> "Pooled":
        """The place of an answer that is never to be shown, without what it said, to which question
        or in which Round. Its author's Receipt finds it there as it finds any that waits."""
        return replace(
            self, round_id=0, question_id="", options=(), text="", voice=secrets.token_hex(8)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealable:
    """One shared answer while its author is still known, the moment before the Seal."""

    member_id: int
    question_id: str
    visibility: Visibility
    options: tuple[str, ...]
    text: str
    receipt_hash: str
    receipt_before: str | None = None
    chat_id: int | None = None


def seal(
    answers: Iterable[Sealable],
    *,
    team_id: int,
    bank_id: str,
    round_id: int,
    week: date,
    rng: random.Random,
) -> Sequence[Pooled]:
    """Cut answers from their authors: a random Voice for a person, random ids, random order.

    One person has a Voice for each Visibility, so that what they told the critical friends cannot
    be laid beside what they told the team. The ids of a Round begin alike: rows that are kept by
    their ids lie together then, and to add them changes few pages of a large database.
    """
    shelf = secrets.token_hex(2)
    voices: dict[tuple[int, Visibility], str] = {}
    pooled = [
        Pooled(
            id=shelf + secrets.token_hex(6),
            team_id=team_id,
            bank_id=bank_id,
            round_id=round_id,
            question_id=answer.question_id,
            visibility=answer.visibility,
            voice=voices.setdefault((answer.member_id, answer.visibility), secrets.token_hex(8)),
            week=week,
            options=answer.options,
            text=answer.text,
            receipt_hash=answer.receipt_hash,
            receipt_before=answer.receipt_before or no_receipt(),
            chat_id=answer.chat_id,
            member_id=answer.member_id if answer.visibility is Visibility.TEAM_NAMED else None,
        )
        for answer in answers
    ]
    rng.shuffle(pooled)
    return pooled


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedHeld:
    """An answer shared with the person's name. `told_on` is when the Team heard it, if it has."""

    team: str
    week: date
    question: str
    text: str
    told_on: date | None = None
