"""The dialogue of one Prompt: which question comes next, and how each is asked and confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.answers import Answer, AnswerState
from bot.domain.deliveries import Priority, Subject
from bot.domain.languages import in_language
from bot.domain.members import Caller, Member
from bot.domain.messages.answers import AnswerKept, Kept
from bot.domain.messages.prompts import AskQuestion, Choice, ClosingSummary
from bot.domain.prompts import Prompt, PromptState
from bot.domain.questions import Question, QuestionBank
from bot.domain.receipts import new_receipt, receipt_hash
from bot.domain.rounds import Round
from bot.domain.teams import Team
from bot.domain.visibility import Visibility
from bot.errors import Refusal
from bot.flows.base.readers import may_share_taps, readers
from bot.flows.base.step import Step
from bot.storage import answers, deliveries, members, prompts, rounds, teams


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """A Prompt with all that belongs to it."""

    prompt: Prompt
    round: Round
    team: Team
    member: Member
    bank: QuestionBank

    def question(self, answer: Answer) -> Question:
        """The question an answer replies to. Refused if the bank has lost it."""
        question = self.bank.question(answer.question_id)
        if question is None:
            raise Refusal("question_gone")
        return question

    def wording(self, question: Question) -> str:
        return question.wording(self.round.number, self.member.language)


async def of_prompt(step: Step, prompt: Prompt) -> Dialogue:
    """The Prompt's Dialogue. Refused if its bank is no longer installed."""
    found = await rounds.by_id(step.tx, prompt.round_id)
    member = await members.by_id(step.tx, prompt.member_id)
    team = await teams.by_id(step.tx, found.team_id) if found else None
    bank = step.house.banks.get(found.bank_id) if found else None
    if found is None or member is None or team is None or bank is None:
        raise Refusal("question_gone")
    return Dialogue(prompt=prompt, round=found, team=team, member=member, bank=bank)


async def of_answer(step: Step, caller: Caller, answer_id: int) -> tuple[Dialogue, Answer]:
    """The Dialogue of an answer whose question the caller was asked.

    Refused if the Round is closed, and in the same words if it was somebody else's.
    """
    answer = await answers.by_id(step.tx, answer_id)
    prompt = await prompts.by_id(step.tx, answer.prompt_id) if answer else None
    if answer is None or prompt is None or not prompt.takes_answers(step.now):
        raise Refusal("round_closed")
    dialogue = await of_prompt(step, prompt)
    if dialogue.member.telegram_id != caller.telegram_id:
        raise Refusal("round_closed")
    return dialogue, answer


async def ask(
    step: Step,
    dialogue: Dialogue,
    question: Question,
    *,
    priority: Priority = Priority.REPLY,
    reminder: bool = False,
) -> None:
    """Owe this question to the person, on a new message."""
    answered = await answers.of_prompt(step.tx, dialogue.prompt.id)
    answer = next((a for a in answered if a.question_id == question.id), None)
    answer = answer or await answers.ask(step.tx, dialogue.prompt.id, question.id)
    step.write(
        dialogue.member,
        await question_message(step, dialogue, question, answer, answered, reminder=reminder),
        priority=priority,
        about=(Subject.QUESTION, answer.id),
        round_id=dialogue.round.id,
        expires_at=dialogue.prompt.expires_at,
    )


async def question_message(
    step: Step,
    dialogue: Dialogue,
    question: Question,
    answer: Answer,
    answered: Sequence[Answer],
    *,
    visibility: Visibility | None = None,
    reminder: bool = False,
) -> AskQuestion:
    """The question as this person meets it. `visibility` is what a tap will be kept with."""
    language = dialogue.member.language
    can_share = question.kind.tapped and await may_share_taps(step, dialogue.team)
    path = [q.id for q in dialogue.bank.path({a.question_id: a.options for a in answered})]
    return AskQuestion(
        answer_id=answer.id,
        kind=question.kind,
        text=dialogue.wording(question),
        position=path.index(question.id) + 1 if question.id in path else 1,
        total=len(path),
        bank=in_language(dialogue.bank.title, language),
        team=dialogue.team.name,
        closes_at=dialogue.prompt.expires_at,
        zone=dialogue.member.zone,
        visibility=(visibility or dialogue.member.usual_taps) if can_share else Visibility.PRIVATE,
        options=tuple(
            Choice(id=o.id, label=in_language(o.label, language), emoji=o.emoji)
            for o in question.options
        ),
        chosen=answer.options,
        low=in_language(question.low, language) if question.low else "",
        high=in_language(question.high, language) if question.high else "",
        has_example=question.example is not None,
        can_share=can_share,
        reminder=reminder,
    )


async def go_on(step: Step, dialogue: Dialogue) -> None:
    """Ask what comes next, or close the Prompt with a summary."""
    answered = {a.question_id: a for a in await answers.of_prompt(step.tx, dialogue.prompt.id)}
    path = dialogue.bank.path({a.question_id: a.options for a in answered.values()})
    for question in path:
        answer = answered.get(question.id)
        if answer is None:
            await ask(step, dialogue, question)
            return
        if answer.state in (AnswerState.ASKED, AnswerState.BEGUN):
            return
    if dialogue.prompt.state is not PromptState.DONE:
        await _close(step, dialogue, list(answered.values()))


async def keep(step: Step, dialogue: Dialogue, answer: Answer, *, edit: int | None) -> None:
    """Confirm an answer to its author, with a fresh Receipt; in place of message `edit`, if any."""
    receipt = new_receipt()
    await answers.change(step.tx, answer.id, receipt_hash=receipt_hash(receipt))
    question = dialogue.question(answer)
    step.write(
        dialogue.member,
        AnswerKept(
            question=dialogue.wording(question),
            reply=await reply_text(step, dialogue, answer),
            readers=await readers(step, dialogue.team, dialogue.member, answer.visibility),
            receipt=receipt,
        ),
        edits=edit,
        about=(Subject.KEPT, answer.id),
        round_id=dialogue.round.id,
    )


async def sent_message(step: Step, subject: Subject, subject_id: int) -> int | None:
    """Telegram's id of the latest message about the subject, if it has been sent."""
    about = await deliveries.about(step.tx, subject, subject_id)
    return next((d.message_id for d in reversed(about) if d.message_id is not None), None)


async def reply_text(step: Step, dialogue: Dialogue, answer: Answer) -> str:
    """An answer as its author would read it: their words, or the labels they chose."""
    question = dialogue.question(answer)
    if not question.kind.tapped:
        return "\n".join(part.text for part in await answers.parts(step.tx, answer.id))
    return chosen_labels(question, answer.options, dialogue.member.language)


def chosen_labels(question: Question, options: Sequence[str], language: str) -> str:
    """The chosen options in words, in the question's own order."""
    return ", ".join(
        f"{o.emoji} {in_language(o.label, language)}".strip()
        for o in question.options
        if o.id in options
    )


async def _close(step: Step, dialogue: Dialogue, answered: Sequence[Answer]) -> None:
    await prompts.change(step.tx, dialogue.prompt.id, state=PromptState.DONE, remind_at=None)
    kept = [
        Kept(
            question=dialogue.wording(dialogue.question(answer)),
            reply=await reply_text(step, dialogue, answer),
            readers=await readers(step, dialogue.team, dialogue.member, answer.visibility),
        )
        for answer in answered
        if answer.replied
    ]
    step.write(
        dialogue.member,
        ClosingSummary(
            bank=in_language(dialogue.bank.title, dialogue.member.language),
            team=dialogue.team.name,
            closes_at=dialogue.prompt.expires_at,
            zone=dialogue.member.zone,
            kept=tuple(kept),
            skipped=sum(answer.state is AnswerState.SKIPPED for answer in answered),
        ),
        about=(Subject.CLOSING, dialogue.prompt.id),
        round_id=dialogue.round.id,
    )
