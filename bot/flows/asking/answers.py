"""Answers: tapped, typed, chosen by several taps, and edited."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.domain.asking.answers import Answer, AnswerState
from bot.domain.asking.promises import PRIVATE, Promise
from bot.domain.asking.prompts import TO_COME
from bot.domain.asking.questions import Kind, Question, read_reply
from bot.domain.base.actors import Actor
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AskWhich, Belonging, EditUnknown, NotUnderstood
from bot.domain.transport.deliveries import OF_ANSWERS, TELLING_READERS, Subject
from bot.errors import Refusal
from bot.flows.asking import dialogue, guard, questions, settling
from bot.flows.asking.dialogue import Dialogue
from bot.flows.base import access
from bot.flows.base.step import Step
from bot.flows.base.told import At, InPlaceOf, Spot, Telling, Told, pointing, sealed
from bot.storage.asking import answers

BELONGINGS = 3
"""Answers that are offered at once for words that may belong to any of them."""


async def tap(
    step: Step, actor: Actor, answer_id: int, option: str, visibility: Visibility
) -> Telling:
    """Keep one tapped option and ask what comes next. The last tap before the Seal counts."""
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    question = talk.question(answer)
    if not question.kind.tapped or question.kind is Kind.CHOICES or not _has(question, option):
        raise Refusal("button_unknown")
    promise = talk.kept_tap(answer, visibility)
    return await _keep_options(step, talk, answer, (option,), promise, At.PRESSED)


async def toggle(
    step: Step, actor: Actor, answer_id: int, option: str, visibility: Visibility
) -> Telling:
    """Tick or untick one of several options. They count once the person says they are done."""
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    question = talk.question(answer)
    if question.kind is not Kind.CHOICES or not _has(question, option):
        raise Refusal("button_unknown")
    ticked = set(answer.options) ^ {option}
    given = answer.state is AnswerState.GIVEN
    if given and not ticked:
        raise Refusal("nothing_ticked")
    changed = await answers.change(
        step.tx,
        answer.id,
        state=AnswerState.GIVEN if given else AnswerState.ASKED,
        options=tuple(o.id for o in question.options if o.id in ticked),
        **talk.kept_tap(answer, visibility).fields,
    )
    answered = await answers.of_prompt(step.tx, talk.prompt.id)
    telling = [talk.instead(answer, questions.question_message(talk, changed, answered))]
    if given:
        telling += await settling.draw_copies(step, talk, changed)
        telling += await settling.correct(step, talk)
    return telling


async def done(step: Step, actor: Actor, answer_id: int, visibility: Visibility) -> Telling:
    """Keep the ticked options."""
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    if talk.question(answer).kind is not Kind.CHOICES:
        raise Refusal("button_unknown")
    if not answer.options:
        raise Refusal("nothing_ticked")
    promise = talk.kept_tap(answer, visibility)
    return await _keep_options(step, talk, answer, answer.options, promise, At.PRESSED)


async def words(step: Step, actor: Actor, answer_id: int, text: str, written_as: int) -> Telling:
    """Keep what somebody wrote, as this message, in reply to a question.

    More messages belong to the same answer. Whoever may see it is asked after each of them, also if
    that had been chosen: words never get a reader that was not chosen for them.
    """
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    return await _put_words(step, talk, answer, text, written_as)


async def edited(step: Step, actor: Actor, text: str, written_as: int) -> Telling:
    """Put the new words of a message in place of its old ones, as long as the Round is open."""
    member = await access.member(step, actor)
    answer = await answers.by_message(step.tx, member.id, written_as)
    if answer is None:
        return [sealed(member, EditUnknown(), At.POINTING)]
    talk, answer = await dialogue.of_answer(step, actor, answer.id)
    showing = None
    if answer.state is AnswerState.GIVEN:
        showing = InPlaceOf(subjects=TELLING_READERS, id=answer.id)
    return await _put_words(step, talk, answer, text, written_as, showing)


async def ask_which(step: Step, actor: Actor, which: Sequence[int], text: str) -> list[Told]:
    """Ask to which of these answers somebody's words belong. They are not kept until that is said.
    Nothing if they fit none."""
    found = []
    for answer_id in which:
        with suppress(Refusal):
            talk, answer = await dialogue.of_answer(step, actor, answer_id)
            if _fits(talk, answer, text):
                found.append((talk, answer))
    if not found:
        return []
    found.sort(key=lambda one: one[1].state is AnswerState.GIVEN)
    belongings = [
        Belonging(
            answer_id=answer.id,
            question=talk.wording(talk.question(answer)),
            given=answer.state is AnswerState.GIVEN,
        )
        for talk, answer in found
    ]
    still_open = [one for one in belongings if not one.given]
    given = [one for one in belongings if one.given]
    first = still_open[: BELONGINGS - 1] if given else still_open
    shown = (*first, *given)[:BELONGINGS]
    return [pointing(found[0][0].member, AskWhich(answers=shown))]


async def belong(step: Step, actor: Actor, answer_id: int, text: str, written_as: int) -> Telling:
    """Somebody says that what they wrote as this message belongs to the answer."""
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    if await answers.by_message(step.tx, talk.member.id, written_as) is not None:
        raise Refusal("kept_already")
    if not _fits(talk, answer, text):
        raise Refusal("button_unknown")
    if talk.question(answer).kind.tapped:
        # What would be done with a tap was said further up, and is not asked here.
        answer = answer.promised(PRIVATE)
    return await _put_words(step, talk, answer, text, written_as, At.PRESSED)


async def _put_words(
    step: Step,
    talk: Dialogue,
    answer: Answer,
    text: str,
    written_as: int,
    at: Spot | None = None,
) -> Telling:
    """`at`: where it is asked who may see them."""
    if not text:
        raise Refusal("nothing_readable")
    await dialogue.reopen(step, talk)
    if talk.question(answer).kind.tapped:
        return await _typed_tap(step, talk, answer, text, written_as, at)
    before = answer.visibility if answer.state is AnswerState.GIVEN else None
    await guard.make_room(step, answer, written_as, text)
    begun = await answers.put_part(step.tx, answer.id, written_as, text)
    if at is None and before is None:
        at = await _asked_below(step, begun)
    asked = await questions.ask_readers(step, talk, begun, at or At.ONCE, before=before)
    if talk.prompt.state in TO_COME:
        asked.append(await settling.draw_question(step, talk, begun))
    return [*asked, *await settling.correct(step, talk)]


async def _typed_tap(
    step: Step, talk: Dialogue, answer: Answer, text: str, written_as: int, at: Spot | None
) -> Telling:
    question = talk.question(answer)
    options = read_reply(question, talk.member.language, text)
    if options is None:
        labels = tuple(
            dialogue.chosen_labels(question, (o.id,), talk.member.language)
            for o in question.options
        )
        several = question.kind is Kind.CHOICES
        return [pointing(talk.member, NotUnderstood(labels=labels, several=several))]
    # What stands in the message that was answered: whoever changes it changes that, too.
    promise = talk.kept_tap(answer, answer.visibility)
    begun = await answers.put_part(step.tx, answer.id, written_as, text)
    where_asked = InPlaceOf(subjects=OF_ANSWERS, id=answer.id)
    return await _keep_options(step, talk, begun, options, promise, at or where_asked)


async def _keep_options(
    step: Step,
    talk: Dialogue,
    answer: Answer,
    options: tuple[str, ...],
    promise: Promise,
    at: Spot,
) -> list[Told]:
    await dialogue.reopen(step, talk)
    kept = await settling.keep(
        step,
        talk,
        answer,
        at,
        state=AnswerState.GIVEN,
        options=options,
        **promise.fields,
    )
    if answer.state is AnswerState.GIVEN and at is At.PRESSED:
        # Where the question stands once more, it may say what was chosen before.
        changed = replace(answer.promised(promise), options=options)
        kept.append(await settling.draw_question(step, talk, changed))
    return [*kept, *await settling.go_on(step, talk)]


async def _asked_below(step: Step, answer: Answer) -> Spot:
    """Where it is asked already who may see the answer, so that it is asked once, however many
    messages it comes in. What stands above all the words was about others, which have been deleted
    since."""
    begun = min(part.message_id for part in await answers.parts(step.tx, answer.id))
    return InPlaceOf(subjects=(Subject.READERS,), id=answer.id, below=begun)


def _fits(talk: Dialogue, answer: Answer, text: str) -> bool:
    """Whether these words can be a reply to the question."""
    question = talk.question(answer)
    tapped = question.kind.tapped
    return not tapped or read_reply(question, talk.member.language, text) is not None


def _has(question: Question, option: str) -> bool:
    return any(o.id == option for o in question.options)
