"""Prompts: sent at each Member's own moment, put off, skipped, reminded of. What becomes of them
when their person changes something is in `own_time.py`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.asking.answers import Answer, AnswerState
from bot.domain.asking.promises import PRIVATE, Promise
from bot.domain.asking.prompts import Prompt, PromptState, Snooze, remind_moment
from bot.domain.asking.rounds import LAST_CHANCE, OVERDUE, due_moment, due_now
from bot.domain.base.actors import Actor
from bot.domain.base.availability import (
    is_quiet,
    kind_moment,
    local_day,
    this_evening,
    tomorrow,
)
from bot.domain.base.languages import in_language
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import Elsewhere
from bot.domain.messages.asking.prompts import OfferLater, ShowExample, Skipped, Snoozed
from bot.domain.people.members import Member
from bot.errors import Refusal
from bot.flows.asking import dialogue, questions, settling
from bot.flows.asking.dialogue import Dialogue
from bot.flows.asking.frequency_caps import Allowance, allowance, planned_days
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, Told, pointing, toast
from bot.storage.asking import answers, prompts
from bot.storage.people import teams

BATCH = 50
"""Prompts sent in one step: few enough that somebody's tap never waits long for its turn."""


async def send_due(step: Step) -> bool:
    """Send a batch of Prompts whose moment has come. True if there may be more.

    Of a Schedule that is paused or gone nobody is asked a first question. That hangs on their hour
    alone, not on what anybody did.
    """
    due = await prompts.due(step.tx, step.now, BATCH, step.leaves)
    if not due:
        return False
    await _claim_teams(step, due)
    ids = [prompt.id for prompt in due]
    talks = await dialogue.of_prompts(step, ids)
    answered = await answers.of_prompts(step.tx, ids)
    allowed = await allowance(step, [talk.member for talk in talks.values()])
    first: list[Dialogue] = []
    afresh: list[Dialogue] = []
    seen: list[int] = []
    dropped: list[int] = []
    for prompt in due:
        talk = talks.get(prompt.id)
        if talk is None or not talk.wanted(step.now):
            # A question that was put off can still be answered by whoever comes back.
            (seen if prompt.id in answered else dropped).append(prompt.id)
        elif prompt.state is PromptState.WAITING and prompt.id not in answered:
            if talk.stopped:
                dropped.append(prompt.id)
            else:
                first += await _in_time(step, allowed, talk)
        elif await _comes_back(step, talk, answered):
            allowed.counts(talk.member)
            afresh.append(talk)
    asked = [talk.prompt.id for talk in (*first, *afresh)]
    await prompts.mark(step.tx, asked, state=PromptState.OPEN)
    await prompts.mark(step.tx, seen, state=PromptState.OPEN, remind_at=None)
    await prompts.mark(step.tx, dropped, state=PromptState.DROPPED, remind_at=None)
    await allowed.keep()
    await questions.ask_first(step, first)
    await questions.ask_afresh(step, afresh, answered)
    return len(due) == BATCH


async def _comes_back(step: Step, talk: Dialogue, answered: Mapping[int, Sequence[Answer]]) -> bool:
    """Ask again what was put off, as soon as that is kind. True if it is to be asked afresh, since
    what was answered may be lost. Neither is reminded of."""
    prompt = talk.prompt
    if (later := _kinder_moment(step, talk)) is not None:
        await prompts.change(step.tx, prompt.id, due_at=later, remind_at=None)
        return False
    if prompt.state is PromptState.AGAIN:
        return True
    await prompts.change(step.tx, prompt.id, state=PromptState.OPEN)
    await step.tell(talk.member, questions.ask_again(talk, answered[prompt.id]))
    return False


async def remind(step: Step) -> bool:
    """Ask a batch of people once more who have a question open. True if there may be more."""
    due = await prompts.to_remind(step.tx, step.now, BATCH, step.leaves)
    if not due:
        return False
    await _claim_teams(step, due)
    ids = [prompt.id for prompt in due]
    talks = await dialogue.of_prompts(step, ids)
    answered = await answers.of_prompts(step.tx, ids)
    for prompt in due:
        talk = talks.get(prompt.id)
        at = _reminded_at(step, talk) if talk is not None else None
        await prompts.change(step.tx, prompt.id, remind_at=None if at == step.now else at)
        if talk is not None and at == step.now:
            await questions.remind(step, talk, answered.get(prompt.id, []))
    return len(due) == BATCH


async def offer_later(step: Step, actor: Actor, answer_id: int) -> Telling:
    """Ask until when a question shall be put off, in the place where it stands. Refused where the
    Round closes before any moment that there is to choose."""
    talk, answer = await _unanswered(step, actor, answer_id)
    ends = talk.prompt.expires_at
    wishes = tuple(w for w in Snooze if _snoozed_until(talk.member, w, step.now) < ends)
    if not wishes:
        raise Refusal("no_time_for_later")
    question = talk.wording(talk.question(answer))
    offer = OfferLater(answer_id=answer.id, question=question, wishes=wishes)
    return [talk.instead(answer, offer)]


async def snooze(step: Step, actor: Actor, answer_id: int, wish: Snooze) -> Telling:
    """Put a question off. Refused if it would come back after the Round has closed."""
    talk, answer = await _unanswered(step, actor, answer_id)
    until = _snoozed_until(talk.member, wish, step.now)
    if until >= talk.prompt.expires_at:
        raise Refusal("snooze_too_late")
    await _ask_after_all(step, talk, answer)
    await prompts.change(
        step.tx, talk.prompt.id, state=PromptState.WAITING, due_at=until, remind_at=None
    )
    message = Snoozed(
        answer_id=answer.id,
        question=talk.wording(talk.question(answer)),
        until=until,
        zone=talk.member.zone,
    )
    return [talk.instead(answer, message)]


async def skip(step: Step, actor: Actor, answer_id: int) -> Telling:
    """Leave a question out. It leaves no trace after the Seal, and can be taken up again before.

    An answer that is given is not skipped by an old button: its own button deletes it.
    """
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    if answer.state is AnswerState.GIVEN:
        raise Refusal("answered_already")
    outdates = questions.elsewhere(talk, answer, Elsewhere.DELETED) if answer.replied else None
    words = await answers.clear(step.tx, answer.id)
    question = talk.wording(talk.question(answer))
    message = Skipped(answer_id=answer.id, question=question, words=words)
    skipped = talk.instead(answer, message, outdates=outdates)
    return [skipped, *await settling.go_on(step, talk)]


async def take_up(step: Step, actor: Actor, answer_id: int) -> Telling:
    """Ask a question again that was skipped or put off, in the place where it stood. Whoever has
    answered it in words meanwhile adds to these where they stand."""
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    if answer.replied and not talk.question(answer).kind.tapped:
        return [toast("answered_already"), await _drawn(step, talk, answer)]
    answer = await _ask_after_all(step, talk, answer)
    await dialogue.reopen(step, talk)
    return [await _drawn(step, talk, answer), *await settling.correct(step, talk)]


async def show(step: Step, actor: Actor, answer_id: int, visibility: Visibility) -> Telling:
    """Draw a question's buttons anew; taps are kept with this visibility from now on, and so is
    the answer if there is one. It is said wherever the question stands.

    An answer that is its author's alone never counts by this: they have not been shown where.
    """
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    if not talk.question(answer).kind.tapped:
        raise Refusal("button_unknown")
    promise = talk.tap_promise(visibility)
    if answer.state is AnswerState.GIVEN and promise not in (answer.promise, PRIVATE):
        raise Refusal("button_unknown")
    return await _tap_with(step, talk, answer, promise)


async def count(step: Step, actor: Actor, answer_id: int, chat: str) -> Telling:
    """Let an answer that was its author's alone count, in the chat that was named beside it (see
    Around.tag). If the Team has another by now, that is shown, and nothing else done."""
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    promise = talk.tap_promise(Visibility.TEAM_UNNAMED)
    if not talk.question(answer).kind.tapped:
        raise Refusal("button_unknown")
    if promise != PRIVATE and talk.there.tag(promise) == chat:
        return await _tap_with(step, talk, answer, promise)
    return [toast("readers_changed"), await _drawn(step, talk, answer)]


async def _tap_with(step: Step, talk: Dialogue, answer: Answer, promise: Promise) -> Telling:
    answer = await _ask_after_all(step, talk, answer)
    answer = await answers.change(step.tx, answer.id, **promise.fields)
    return [
        await _drawn(step, talk, answer),
        *await settling.draw_copies(step, talk, answer),
        *await settling.correct(step, talk),
    ]


async def example(step: Step, actor: Actor, answer_id: int) -> Telling:
    """Show what an answer could look like."""
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    text = talk.question(answer).example
    if text is None:
        raise Refusal("button_unknown")
    return [pointing(talk.member, ShowExample(text=in_language(text, talk.member.language)))]


async def _claim_teams(step: Step, due: Sequence[Prompt]) -> None:
    """Who is asked, or is not after all, changes the crowd of all others."""
    step.claim(teams=await teams.of_prompts(step.tx, [prompt.id for prompt in due]))


def _overdue(step: Step, talk: Dialogue) -> bool:
    """Whether its moment was missed: by so much, or since quiet hours have begun after it."""
    availability, due_at = talk.member.availability, talk.prompt.due_at
    is_night = is_quiet(availability, step.now) and not is_quiet(availability, due_at)
    return is_night or step.now - due_at > OVERDUE


def _kinder_moment(step: Step, talk: Dialogue) -> datetime | None:
    """When to send what is overdue and would come at a bad moment; None if that is now."""
    later = kind_moment(talk.member.availability, step.now)
    return later if _overdue(step, talk) and later > step.now else None


async def _in_time(step: Step, allowed: Allowance, talk: Dialogue) -> list[Dialogue]:
    """The Dialogue, if its first question goes out now: on the day that was planned for it.

    If that day is over since the bot was away, it comes on the first day on which it is not too
    much, and is left out if that is too late. That does not hang on what anybody did.
    """
    member, prompt = talk.member, talk.prompt
    before = planned_days(member, prompt.due_at, prompt.remind_at)
    on_its_day = local_day(member.zone, step.now) == before[0]
    enough_left = step.now <= prompt.expires_at - LAST_CHANCE
    if on_its_day and enough_left and not _overdue(step, talk):
        return [await _reminded_later(step, allowed, talk)]
    for due_at, remind_at in _late(step, talk):
        days = planned_days(member, due_at, remind_at)
        if allowed.takes(member, days, instead_of=before):
            await prompts.change(step.tx, prompt.id, due_at=due_at, remind_at=remind_at)
            late = replace(talk, prompt=replace(prompt, due_at=due_at, remind_at=remind_at))
            return [late] if due_at <= step.now else []
    await prompts.mark(step.tx, [prompt.id], state=PromptState.DROPPED, remind_at=None)
    return []


async def _reminded_later(step: Step, allowed: Allowance, talk: Dialogue) -> Dialogue:
    """The Dialogue, with its reminder an hour or more after a question that is only a little late;
    without, if that is too late or too much."""
    member, prompt = talk.member, talk.prompt
    if prompt.remind_at is None or step.now + LAST_CHANCE <= prompt.remind_at:
        return talk
    before = planned_days(member, prompt.due_at, prompt.remind_at)
    again = remind_moment(member.availability, step.now, prompt.expires_at)
    days = planned_days(member, prompt.due_at, again)
    if again is not None and not allowed.takes(member, days, instead_of=before):
        again = None
    await prompts.change(step.tx, prompt.id, remind_at=again)
    return replace(talk, prompt=replace(prompt, remind_at=again))


def _late(step: Step, talk: Dialogue) -> Iterator[tuple[datetime, datetime | None]]:
    """When somebody may be asked after all, and reminded half way from then; better not reminded
    than not asked."""
    availability, prompt = talk.member.availability, talk.prompt
    due_at = due_now(availability, step.now, prompt.expires_at)
    while due_at is not None:
        if prompt.remind_at is not None:
            yield due_at, remind_moment(availability, due_at, prompt.expires_at)
        yield due_at, None
        following = local_day(availability.zone, due_at) + timedelta(days=1)
        due_at = due_moment(availability, following, prompt.expires_at)


def _reminded_at(step: Step, talk: Dialogue) -> datetime | None:
    """When somebody is reminded whose reminder is due: now, or later on the day on which it is
    counted. None: not any more, since the bot was away, or since less than an hour is left."""
    prompt, member = talk.prompt, talk.member
    if prompt.remind_at is None or prompt.state is not PromptState.OPEN:
        return None
    if talk.stopped or not talk.wanted(step.now):
        return None
    moment = kind_moment(member.availability, step.now)
    counted_on = local_day(member.zone, prompt.remind_at)
    on_its_day = local_day(member.zone, moment) == counted_on
    return moment if on_its_day and moment <= prompt.expires_at - LAST_CHANCE else None


async def _unanswered(step: Step, actor: Actor, answer_id: int) -> tuple[Dialogue, Answer]:
    """A question that has no reply yet, for what makes no sense of any other."""
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    if answer.replied:
        raise Refusal("answered_already")
    return talk, answer


async def _ask_after_all(step: Step, talk: Dialogue, answer: Answer) -> Answer:
    """The answer, to be given although its question was skipped."""
    if answer.state is not AnswerState.SKIPPED:
        return answer
    promise = talk.first_promise(talk.question(answer))
    return await answers.change(step.tx, answer.id, state=AnswerState.ASKED, **promise.fields)


async def _drawn(step: Step, talk: Dialogue, answer: Answer) -> Told:
    """The question in place of the pressed message."""
    answered = await answers.of_prompt(step.tx, talk.prompt.id)
    return talk.instead(answer, questions.question_message(talk, answer, answered))


def _snoozed_until(member: Member, wish: Snooze, now: datetime) -> datetime:
    match wish:
        case Snooze.HOUR:
            return now + timedelta(hours=1)
        case Snooze.EVENING:
            evening = this_evening(member.availability, now)
            return evening if evening > now else now + timedelta(hours=1)
        case Snooze.TOMORROW:
            return tomorrow(member.availability, now)
