"""What follows from an answer: it is confirmed, the next question is asked, and at the end there is
a summary, which stays true."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Unpack

from bot.domain.asking.answers import OPEN, Answer, AnswerState
from bot.domain.asking.hints import Hint
from bot.domain.asking.prompts import PromptState
from bot.domain.base.languages import in_language
from bot.domain.hearing.receipts import new_receipt, receipt_hash
from bot.domain.messages.asking.answers import AnswerKept, Elsewhere, Kept
from bot.domain.messages.asking.prompts import ClosingSummary, UsualLevels
from bot.domain.people.members import UNTIL_BACK
from bot.domain.transport.deliveries import OF_ANSWERS, Delivery, DeliveryState, Subject
from bot.flows.asking import dialogue, questions
from bot.flows.asking.dialogue import Dialogue
from bot.flows.base.envelope import decode
from bot.flows.base.outbox import standing
from bot.flows.base.step import Step
from bot.flows.base.told import At, Correcting, Everywhere, Spot, Told
from bot.storage.asking import answers, prompts
from bot.storage.transport import deliveries


async def keep(
    step: Step,
    talk: Dialogue,
    answer: Answer,
    at: Spot,
    *,
    replaced: bool = False,
    **changes: Unpack[answers.Fields],
) -> list[Told]:
    """Save an answer with these changes and confirm it to its author, with a fresh Receipt. No
    other message says any more who may see it. `replaced`: other words than the author's.

    Where nothing reaches the author, what stands in their chat keeps the Receipt it has.
    """
    outdates = None
    if answer.state is not AnswerState.ASKED:
        outdates = questions.elsewhere(talk, answer, Elsewhere.CHOSEN)
    message = await _confirmation(step, talk, answer, **changes)
    message = replace(message, replaced=replaced)
    return [talk.told(message, at, about=(Subject.KEPT, answer.id), outdates=outdates)]


async def draw_question(step: Step, talk: Dialogue, answer: Answer) -> Told:
    """Let nothing in the chat say any more that the question is asked again later."""
    answered = await answers.of_prompt(step.tx, talk.prompt.id)
    message = questions.question_message(talk, answer, answered)
    at = Everywhere(subjects=(Subject.QUESTION,), id=answer.id)
    return talk.told(message, at, about=(Subject.QUESTION, answer.id))


async def draw_copies(step: Step, talk: Dialogue, answer: Answer) -> list[Told]:
    """Let every message but the one that was pressed say of a tapped question what it says: nowhere
    may it stand that others see the answer than those who do."""
    answered = await answers.of_prompt(step.tx, talk.prompt.id)
    message = questions.question_message(talk, answer, answered)
    confirmed = None
    if answer.state is AnswerState.GIVEN and await _stands_confirmed(step, answer):
        confirmed = await _confirmation(step, talk, answer)
    at = Everywhere(subjects=OF_ANSWERS, id=answer.id, confirmed=confirmed)
    return [talk.told(message, at, about=(Subject.QUESTION, answer.id))]


async def _stands_confirmed(step: Step, answer: Answer) -> bool:
    found = standing(await deliveries.about(step.tx, OF_ANSWERS, answer.id))
    return any(one.subject is Subject.KEPT for one in found)


async def _confirmation(
    step: Step, talk: Dialogue, answer: Answer, **changes: Unpack[answers.Fields]
) -> AnswerKept:
    """Save an answer with these changes, and with the Receipt that its confirmation carries."""
    receipt = await _owed_receipt(step, answer) or new_receipt()
    key = receipt_hash(receipt)
    if key != answer.receipt_hash and talk.member.reachable:
        stands = answer.receipt_hash if answer.arrived else answer.receipt_before
        changes.update({"receipt_hash": key, "receipt_before": stands, "arrived": False})
    kept = await answers.change(step.tx, answer.id, **changes)
    return AnswerKept(
        question=talk.wording(talk.question(kept)),
        reply=await dialogue.reply_text(step, talk, kept),
        readers=talk.readers_of(kept),
        receipt=receipt,
    )


async def _owed_receipt(step: Step, answer: Answer) -> str | None:
    """The Receipt of a confirmation that has not been sent yet. What stands in the chat meanwhile
    carries the one before, and the answer is found by no more than two."""
    waiting = await deliveries.about(step.tx, Subject.KEPT, answer.id)
    owed = [decode(one.kind, one.body) for one in waiting if one.body is not None]
    return next((one.receipt for one in owed if isinstance(one, AnswerKept)), None)


async def go_on(step: Step, talk: Dialogue) -> list[Told]:
    """Ask what comes next, or close the Prompt with a summary.

    The question that was asked last keeps the next one back until it is answered; one further up
    that was taken up again does not. Of what is open still when all have been asked, the first is
    asked once more, where people look. Whoever is on a leave until they say so is asked nothing.
    """
    answered = await answers.of_prompt(step.tx, talk.prompt.id)
    corrected = _corrected(talk, answered)
    if talk.member.paused_until == UNTIL_BACK:
        return corrected
    by_question = {answer.question_id: answer for answer in answered}
    last = answered[-1] if answered else None
    waits = None
    for question in talk.bank.path({a.question_id: a.options for a in answered}):
        answer = by_question.get(question.id)
        if answer is None and last is not None and last.state in OPEN:
            return corrected
        if answer is None:
            place = (talk.prompt.id, question.id, talk.first_promise(question))
            (answer,) = await answers.ask(step.tx, [place], after=last)
            return [*corrected, questions.ask(talk, answer, [*answered, answer])]
        if answer.state in OPEN:
            waits = waits or answer
    if talk.prompt.state is PromptState.DONE:
        return corrected
    if waits is None:
        return [*corrected, await _close(step, talk, answered)]
    if await _at_the_end(step, waits, answered):
        return corrected
    return [*corrected, *await questions.ask_open(step, talk, answered)]


async def _at_the_end(step: Step, waits: Answer, answered: Sequence[Answer]) -> bool:
    """Whether nothing about another answer stands below what asks about this one."""
    asks = await deliveries.about(step.tx, OF_ANSWERS, waits.id)
    if any(one.state is DeliveryState.OWED for one in asks):
        return True
    others = [
        _lowest(await deliveries.about(step.tx, OF_ANSWERS, one.id))
        for one in answered
        if one.id != waits.id
    ]
    return _lowest(asks) > max(others, default=0)


def _lowest(found: Sequence[Delivery]) -> int:
    """Where in the chat the last of these messages stands."""
    return max((one.message_id or 0 for one in found), default=0)


async def correct(step: Step, talk: Dialogue) -> list[Told]:
    """If the Prompt has been closed, its summary tells what has changed since."""
    if talk.prompt.state is not PromptState.DONE:
        return []
    return _corrected(talk, await answers.of_prompt(step.tx, talk.prompt.id))


def _corrected(talk: Dialogue, answered: Sequence[Answer]) -> list[Told]:
    if talk.prompt.state is not PromptState.DONE:
        return []
    at = Correcting(subject=Subject.CLOSING, id=talk.prompt.id)
    return [talk.told(_summary(talk, answered), at, about=(Subject.CLOSING, talk.prompt.id))]


async def _close(step: Step, talk: Dialogue, answered: Sequence[Answer]) -> Told:
    await prompts.change(step.tx, talk.prompt.id, state=PromptState.DONE, remind_at=None)
    return talk.told(_summary(talk, answered), about=(Subject.CLOSING, talk.prompt.id))


def _summary(talk: Dialogue, answered: Sequence[Answer]) -> ClosingSummary:
    told = [one for one in answered if one.replied and talk.bank.question(one.question_id)]
    return ClosingSummary(
        bank=in_language(talk.bank.title, talk.member.language),
        team=talk.team.name,
        closes_at=talk.prompt.expires_at,
        zone=talk.member.zone,
        kept=tuple(
            Kept(question=talk.wording(talk.question(one)), readers=talk.readers_of(one))
            for one in told
        ),
        skipped=sum(answer.state is AnswerState.SKIPPED for answer in answered),
        usual=_usual(talk, answered[0]) if told and talk.prompt.hint is Hint.HABITS else None,
    )


def _usual(talk: Dialogue, answer: Answer) -> UsualLevels:
    member = talk.member
    return UsualLevels(answer_id=answer.id, taps=member.usual_taps, words=member.usual_words)


async def end_offer(step: Step, talk: Dialogue) -> list[Told]:
    """Let the last word of the Prompt offer no other usual levels any more: in the message that was
    pressed, and in the other if it came twice."""
    await prompts.change(step.tx, talk.prompt.id, hint=None)
    told = replace(talk, prompt=replace(talk.prompt, hint=None))
    summary = _summary(told, await answers.of_prompt(step.tx, talk.prompt.id))
    about = (Subject.CLOSING, talk.prompt.id)
    everywhere = Everywhere(subjects=(Subject.CLOSING,), id=talk.prompt.id)
    return [talk.told(summary, at, about=about) for at in (At.PRESSED, everywhere)]
