"""Receipts: the author's own way back to an answer, before the Seal and after it.

Whoever holds a Receipt is the author; no Member has to be known. So it still opens the way for
somebody who has left, or whom we were asked to forget.

What is done with a Receipt after the Seal ties a person to what is sealed. So none of it is stored:
not the press (see `inbox.about_sealed`), and not what it is answered with, which is returned.
"""

from dataclasses import replace
from datetime import timedelta

from bot.domain.asking.answers import Answer
from bot.domain.asking.notes import Note
from bot.domain.base.actors import Actor
from bot.domain.base.availability import local_day
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.pool import WAITS_AT_MOST, Pooled
from bot.domain.hearing.receipts import receipt_hash
from bot.domain.messages.asking.answers import (
    AnswerFate,
    ConfirmWithdrawal,
    Elsewhere,
    FateKind,
    Withdrawn,
)
from bot.domain.messages.base.message import Message
from bot.domain.transport.deliveries import Subject
from bot.flows.asking import dialogue, questions, settling
from bot.flows.base import access, lost, redaction
from bot.flows.base.step import Step
from bot.flows.base.told import At, Telling, sealed, toast
from bot.flows.hearing.releases import in_reach, take_back
from bot.storage.asking import answers, notes
from bot.storage.hearing import pool, releases
from bot.storage.people import teams


async def follow(step: Step, actor: Actor, receipt: str) -> Telling:
    """Before the Seal: let the author change the answer. After it: tell what became of it."""
    key = receipt_hash(receipt)
    answer = await answers.by_receipt(step.tx, key)
    if answer is not None:
        await _holds(step, answer, key)
        return await _let_change(step, actor, answer, receipt)
    fate = await _fate(step, key, receipt)
    if fate is None:
        raise await lost.refusal(step, actor, "answer_gone")
    return [sealed(await access.language(step, actor), fate, At.PRESSED)]


async def ask_withdrawal(step: Step, actor: Actor, receipt: str) -> Telling:
    """Ask once more before anything is deleted."""
    key = receipt_hash(receipt)
    answer = await answers.by_receipt(step.tx, key)
    if answer is not None:
        talk, _ = await dialogue.of_answer(step, actor, answer.id, withdrawing=True)
        question = ConfirmWithdrawal(receipt=receipt, shown=False)
        return [talk.told(question, At.PRESSED, about=(Subject.KEPT, answer.id))]
    pooled = await pool.by_receipt(step.tx, key)
    if pooled is None and await notes.by_receipt(step.tx, key) is None:
        raise await lost.refusal(step, actor, "answer_gone")
    shown = pooled is not None and pooled.release_id is not None and bool(pooled.text)
    message = ConfirmWithdrawal(
        receipt=receipt,
        shown=shown,
        read=_read(pooled),
        counted=_counted(pooled),
        reach=await _in_reach(step, pooled),
    )
    return [sealed(await access.language(step, actor), message, At.PRESSED)]


async def withdraw(step: Step, actor: Actor, receipt: str) -> Telling:
    """Delete the answer for good, from what the Team was told, too."""
    key = receipt_hash(receipt)
    answer = await answers.by_receipt(step.tx, key)
    if answer is not None:
        return await _delete_open(step, actor, answer)
    if (pooled := await pool.by_receipt(step.tx, key)) is not None:
        step.claim(teams={pooled.team_id})
        reach = await _in_reach(step, pooled)
        shown = await take_back(step, [pooled])
        gone = Withdrawn(
            shown=shown,
            read=_read(pooled),
            words=bool(pooled.text),
            counted=_counted(pooled),
            reach=reach,
        )
    elif (note := await notes.by_receipt(step.tx, key)) is not None:
        await notes.remove(step.tx, note.id)
        gone = Withdrawn(shown=False, words=not _tapped(step, note))
    else:
        raise await lost.refusal(step, actor, "answer_gone")
    await redaction.want(step)
    return [sealed(await access.language(step, actor), gone, At.PRESSED)]


def _tapped(step: Step, note: Note) -> bool:
    """Whether a note was made of a tap, as far as can be told: then nothing of the person's stands
    in their chat. It carries the question's first wording, in what was then their language."""
    asked = (question for bank in step.house.banks.values() for question in bank.questions)
    return any(one.kind.tapped and note.question in one.wordings[0].values() for one in asked)


def _read(pooled: Pooled | None) -> bool:
    """Whether critical friends have the words in their own chats, out of our reach."""
    return pooled is not None and pooled.visibility is Visibility.FRIEND


async def _in_reach(step: Step, pooled: Pooled | None) -> bool:
    if pooled is None:
        return True
    return await in_reach(step, await teams.by_id(step.tx, pooled.team_id), pooled.release_id)


def _counted(pooled: Pooled | None) -> bool:
    """Whether it is a part of a figure that the Team has been told."""
    return pooled is not None and pooled.release_id is not None and bool(pooled.options)


async def _holds(step: Step, answer: Answer, key: str) -> None:
    """Whichever of an answer's Receipts its author has used is what stands in their chat."""
    if key == answer.receipt_before:
        await answers.change(
            step.tx,
            answer.id,
            receipt_hash=key,
            receipt_before=answer.receipt_hash,
            arrived=True,
        )


async def _let_change(step: Step, actor: Actor, answer: Answer, receipt: str) -> Telling:
    """Show what can be chosen. The Receipt stays under it: whoever only looks must not lose it."""
    talk, answer = await dialogue.of_answer(step, actor, answer.id, withdrawing=True)
    if talk.prompt.left(step.now):
        return [toast("you_left"), *await settling.keep(step, talk, answer, At.PRESSED)]
    if not talk.prompt.takes_answers(step.now):
        raise await lost.refusal(step, actor, "round_closed")
    question = talk.question(answer)
    message: Message
    if question.kind.tapped:
        answered = await answers.of_prompt(step.tx, talk.prompt.id)
        question_again = questions.question_message(talk, answer, answered)
        message = replace(question_again, receipt=receipt)
        about = Subject.QUESTION
    else:
        message = replace(await questions.readers_message(step, talk, answer), receipt=receipt)
        about = Subject.READERS
    return [talk.told(message, At.PRESSED, about=(about, answer.id))]


async def _fate(step: Step, key: str, receipt: str) -> AnswerFate | None:
    pooled = await pool.by_receipt(step.tx, key)
    # What leaves the Pool at this moment becomes a note.
    note = await notes.by_receipt(step.tx, key) if pooled is None else None
    if note is not None:
        return AnswerFate(kind=FateKind.PRIVATE, reply=note.text, receipt=receipt)
    team = await teams.by_id(step.tx, pooled.team_id) if pooled else None
    if pooled is None or team is None:
        return None
    told = await releases.by_id(step.tx, pooled.release_id) if pooled.release_id else None
    kind, on = FateKind.WAITS, pooled.week + timedelta(days=WAITS_AT_MOST)
    if pooled.visibility is Visibility.FRIEND:
        kind, on = FateKind.WITH_FRIENDS, pooled.week
    elif told is not None:
        kind, on = FateKind.SHOWN, local_day(team.zone, told.released_at)
    return AnswerFate(
        kind=kind,
        reply=pooled.text,
        receipt=receipt,
        team=team.name,
        on=on,
        named=pooled.visibility is Visibility.TEAM_NAMED,
    )


async def _delete_open(step: Step, actor: Actor, answer: Answer) -> Telling:
    talk, answer = await dialogue.of_answer(step, actor, answer.id, withdrawing=True)
    words = await answers.clear(step.tx, answer.id)
    outdates = questions.elsewhere(talk, answer, Elsewhere.DELETED)
    gone = talk.instead(answer, Withdrawn(shown=False, words=words), outdates=outdates)
    if not talk.prompt.takes_answers(step.now):
        return [gone]
    return [gone, *await settling.go_on(step, talk)]
