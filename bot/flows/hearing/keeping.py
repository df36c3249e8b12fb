"""What people have answered in a Round and nobody else is to see becomes their own Notes."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.asking.answers import Answer, AnswerState
from bot.domain.asking.notes import Note
from bot.domain.asking.questions import QuestionBank
from bot.domain.asking.rounds import Round
from bot.domain.base.pace import month_of
from bot.domain.base.visibility import Visibility
from bot.flows.asking.dialogue import chosen_labels
from bot.flows.base.step import Step
from bot.storage.asking import answers, notes
from bot.storage.people import members


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer, its author and its words, for the last time together."""

    member_id: int
    answer: Answer
    text: str

    @property
    def private(self) -> bool:
        return (
            self.answer.visibility is Visibility.PRIVATE
            or self.answer.state is not AnswerState.GIVEN
            or self.answer.receipt_hash is None
        )


async def replies(step: Step, ended: Round) -> list[Reply]:
    """Everything that was answered in the Round."""
    texts = await answers.texts_of_round(step.tx, ended.id)
    return [
        Reply(member_id=member_id, answer=answer, text=texts.get(answer.id, ""))
        for member_id, answer in await answers.of_round(step.tx, ended.id)
    ]


async def keep(step: Step, ended: Round, bank: QuestionBank | None, own: Sequence[Reply]) -> None:
    """Keep each of these replies among its author's Notes."""
    people = await members.by_ids(step.tx, {reply.member_id for reply in own})
    languages = {one.id: one.language for one in people.values()}
    await notes.add_many(step.tx, [_note(ended, bank, reply, languages) for reply in own])


def _note(
    ended: Round, bank: QuestionBank | None, reply: Reply, languages: Mapping[int, str]
) -> Note:
    question = bank.question(reply.answer.question_id) if bank else None
    language = languages[reply.member_id]
    # Always the first wording: the one that was asked would tell the Round.
    wording = question.wording(0, language) if question else reply.answer.question_id
    chosen = chosen_labels(question, reply.answer.options, language) if question else ""
    return Note(
        id=secrets.token_hex(8),
        member_id=reply.member_id,
        month=month_of(ended.on_date),
        question=wording,
        text=chosen or reply.text or ", ".join(reply.answer.options),
        receipt_hash=reply.answer.receipt_hash,
        receipt_before=reply.answer.receipt_before,
    )
