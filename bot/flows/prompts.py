"""Prompts: sent at each Member's own moment, put off, skipped, reminded of."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.answers import AnswerState
from bot.domain.deliveries import Priority, Subject
from bot.domain.kindness import WEEK, Ceilings
from bot.domain.languages import in_language
from bot.domain.members import Caller, Member
from bot.domain.messages.prompts import OfferLater, ShowExample, Skipped, Snoozed
from bot.domain.pace import after_quiet, is_quiet, local_day, this_evening, tomorrow
from bot.domain.prompts import Prompt, PromptState, Snooze
from bot.domain.visibility import Visibility
from bot.errors import Refusal
from bot.flows.base import dialogue
from bot.flows.base.dialogue import Dialogue
from bot.flows.base.step import Step
from bot.storage import answers, members, prompts, started
from bot.storage.started import Started

BATCH = 50
"""Prompts sent in one step: few enough that somebody's tap never waits long for its turn."""

OVERDUE = timedelta(minutes=15)
"""A Prompt that is later than this (the bot was away) has missed the person's own hour, so that
their quiet hours count again."""


async def send_due(step: Step) -> bool:
    """Send a batch of Prompts whose moment has come. True if there may be more."""
    due = await prompts.due(step.tx, step.now, BATCH)
    people = await members.by_ids(step.tx, {prompt.member_id for prompt in due})
    week = (step.now - WEEK).date()
    history = await started.since(step.tx, week, people.keys())
    for prompt in due:
        await _send(step, prompt, people[prompt.member_id], history.get(prompt.member_id, []))
    return len(due) == BATCH


async def remind(step: Step) -> bool:
    """Ask a batch of people once more who have a question open. True if there may be more."""
    due = await prompts.to_remind(step.tx, step.now, BATCH)
    for prompt in due:
        await prompts.change(step.tx, prompt.id, remind_at=None)
        if prompt.state is PromptState.OPEN and prompt.takes_answers(step.now):
            await _ask_again(step, await dialogue.of_prompt(step, prompt), reminder=True)
    return len(due) == BATCH


async def offer_later(step: Step, caller: Caller, answer_id: int) -> None:
    """Ask until when a question shall be put off, in the place where it stands."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    message = OfferLater(answer_id=answer.id, question=talk.wording(talk.question(answer)))
    step.reply(
        caller,
        message,
        member=talk.member,
        edit=True,
        about=(Subject.QUESTION, answer.id),
        round_id=talk.round.id,
    )


async def snooze(step: Step, caller: Caller, answer_id: int, wish: Snooze) -> None:
    """Put a question off. Refused if it would come back after the Round has closed."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    until = _snoozed_until(talk.member, wish, step.now)
    if until >= talk.prompt.expires_at:
        raise Refusal("snooze_too_late")
    await prompts.change(
        step.tx, talk.prompt.id, state=PromptState.WAITING, due_at=until, remind_at=None
    )
    step.reply(
        caller,
        Snoozed(
            answer_id=answer.id,
            question=talk.wording(talk.question(answer)),
            until=until,
            zone=talk.member.zone,
        ),
        member=talk.member,
        edit=True,
        about=(Subject.QUESTION, answer.id),
        round_id=talk.round.id,
    )


async def skip(step: Step, caller: Caller, answer_id: int) -> None:
    """Leave a question out. It leaves no trace after the Seal, and can be taken up again before."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    await answers.remove_parts(step.tx, answer.id)
    await answers.change(
        step.tx,
        answer.id,
        state=AnswerState.SKIPPED,
        options=(),
        visibility=Visibility.PRIVATE,
        receipt_hash=None,
    )
    step.reply(
        caller,
        Skipped(answer_id=answer.id, question=talk.wording(talk.question(answer))),
        member=talk.member,
        edit=True,
        about=(Subject.QUESTION, answer.id),
        round_id=talk.round.id,
    )
    await dialogue.go_on(step, talk)


async def take_up(step: Step, caller: Caller, answer_id: int) -> None:
    """Ask a question again that was skipped or put off, in the place where it stood."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    if answer.state is AnswerState.SKIPPED:
        await answers.change(step.tx, answer.id, state=AnswerState.ASKED)
    if talk.prompt.state is PromptState.WAITING:
        await prompts.change(step.tx, talk.prompt.id, state=PromptState.OPEN)
    await show(step, caller, answer_id, None)


async def show(step: Step, caller: Caller, answer_id: int, visibility: Visibility | None) -> None:
    """Draw a question's buttons anew, keeping taps with this visibility from now on."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    answered = await answers.of_prompt(step.tx, talk.prompt.id)
    message = await dialogue.question_message(
        step, talk, talk.question(answer), answer, answered, visibility=visibility
    )
    step.reply(
        caller,
        message,
        member=talk.member,
        edit=True,
        about=(Subject.QUESTION, answer.id),
        round_id=talk.round.id,
    )


async def example(step: Step, caller: Caller, answer_id: int) -> None:
    """Show what an answer could look like."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    text = talk.question(answer).example
    if text is None:
        raise Refusal("button_unknown")
    step.reply(
        caller,
        ShowExample(text=in_language(text, talk.member.language)),
        member=talk.member,
        quote=True,
    )


async def _send(step: Step, prompt: Prompt, member: Member, history: Sequence[Started]) -> None:
    if not prompt.takes_answers(step.now) or not member.reachable:
        await prompts.change(step.tx, prompt.id, state=PromptState.DROPPED)
        return
    if step.now - prompt.due_at > OVERDUE and is_quiet(member.pace, step.now):
        later = after_quiet(member.pace, step.now)
        await prompts.change(step.tx, prompt.id, due_at=later)
        return
    talk = await dialogue.of_prompt(step, prompt)
    if await answers.of_prompt(step.tx, prompt.id):
        await prompts.change(step.tx, prompt.id, state=PromptState.OPEN)
        await _ask_again(step, talk)
    elif await _kind_enough(step, prompt, member, history):
        await prompts.change(step.tx, prompt.id, state=PromptState.OPEN)
        first = talk.bank.path({})[0]
        await dialogue.ask(step, talk, first, priority=Priority.PROMPT)
    else:
        await prompts.change(step.tx, prompt.id, state=PromptState.DROPPED, remind_at=None)


async def _kind_enough(
    step: Step, prompt: Prompt, member: Member, history: Sequence[Started]
) -> bool:
    """Count the Prompt against the person's ceilings, or refuse it.

    Its reminder is counted at once, whether it will be needed or not: a reminder counted when it
    goes out would tell later who had not answered by then.
    """
    today = local_day(member.zone, step.now)
    ceilings = Ceilings(
        prompts_a_day=step.house.config.kindness.prompts_per_day,
        messages_a_week=step.house.config.kindness.started_per_week,
    )
    messages = 1 if prompt.remind_at is None else 2
    allowed = ceilings.allow(
        prompts_today=sum(one.prompts for one in history if one.on_date == today),
        messages_this_week=sum(one.messages for one in history if one.on_date > today - WEEK),
        more=messages,
    )
    if allowed:
        await started.count(step.tx, member.id, today, prompts=1, messages=messages)
    return allowed


async def _ask_again(step: Step, talk: Dialogue, *, reminder: bool = False) -> None:
    """Send the open question once more, at the end of the chat."""
    answered = await answers.of_prompt(step.tx, talk.prompt.id)
    open_now = next((a for a in answered if a.state is AnswerState.ASKED), None)
    if open_now is not None:
        await dialogue.ask(
            step, talk, talk.question(open_now), priority=Priority.PROMPT, reminder=reminder
        )


def _snoozed_until(member: Member, wish: Snooze, now: datetime) -> datetime:
    match wish:
        case Snooze.HOUR:
            return now + timedelta(hours=1)
        case Snooze.EVENING:
            evening = this_evening(member.pace, now)
            return evening if evening > now else now + timedelta(hours=1)
        case Snooze.TOMORROW:
            return tomorrow(member.pace, now)
