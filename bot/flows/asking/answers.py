"""Answers: tapped, typed, chosen by several taps, edited, and who may see them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.domain.asking.answers import Answer, AnswerState, unchanged_since, wording_of
from bot.domain.asking.promises import PRIVATE, Promise
from bot.domain.asking.questions import Kind, Question, read_reply
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AskWhich, Belonging, EditUnknown, NotUnderstood
from bot.domain.people.members import Caller
from bot.domain.transport.deliveries import OF_ANSWERS, TELLING_READERS, Subject
from bot.errors import Refusal
from bot.flows.asking import dialogue, questions, settling
from bot.flows.asking.dialogue import Dialogue
from bot.flows.base import access
from bot.flows.base.step import Step
from bot.flows.base.told import Told
from bot.storage.asking import answers

BELONGINGS = 3
"""Answers that are offered at once for words that may belong to any of them."""


async def tap(
    step: Step, caller: Caller, answer_id: int, option: str, visibility: Visibility
) -> None:
    """Keep one tapped option and ask what comes next. The last tap before the Seal counts."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    question = talk.question(answer)
    if not question.kind.tapped or question.kind is Kind.CHOICES or not _has(question, option):
        raise Refusal("button_unknown")
    promise = talk.kept_tap(answer, visibility)
    await _keep_options(step, talk, answer, (option,), promise, edit=caller.message_id)


async def toggle(
    step: Step, caller: Caller, answer_id: int, option: str, visibility: Visibility
) -> None:
    """Tick or untick one of several options. They count once the person says they are done."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
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
    step.reply(
        caller,
        questions.question_message(talk, changed, answered),
        member=talk.member,
        edit=True,
        about=(Subject.QUESTION, answer.id),
        round_id=talk.round.id,
    )
    if given:
        await settling.draw_copies(step, talk, changed, but=caller.message_id)
        await settling.correct(step, talk)


async def done(step: Step, caller: Caller, answer_id: int, visibility: Visibility) -> None:
    """Keep the ticked options."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    if talk.question(answer).kind is not Kind.CHOICES:
        raise Refusal("button_unknown")
    if not answer.options:
        raise Refusal("nothing_ticked")
    promise = talk.kept_tap(answer, visibility)
    await _keep_options(step, talk, answer, answer.options, promise, edit=caller.message_id)


async def words(step: Step, caller: Caller, answer_id: int, text: str) -> None:
    """Keep what somebody wrote in reply to a question.

    More messages belong to the same answer. Whoever may see it is asked after each of them, also if
    that had been chosen: words never get a reader that was not chosen for them.
    """
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    await _put_words(step, caller, talk, answer, text)


async def edited(step: Step, caller: Caller, text: str) -> Sequence[Told]:
    """Put the new words of a message in place of its old ones, as long as the Round is open."""
    member = await access.member(step, caller)
    answer = await answers.by_message(step.tx, member.id, caller.message_id)
    if answer is None:
        return (Told(message=EditUnknown()),)
    talk, answer = await dialogue.of_answer(step, caller, answer.id)
    showing = None
    if answer.state is AnswerState.GIVEN:
        showing = await questions.sent_message(step, TELLING_READERS, answer.id)
    await _put_words(step, caller, talk, answer, text, place=showing)
    return ()


async def ask_which(step: Step, caller: Caller, which: Sequence[int], text: str) -> bool:
    """Ask to which of these answers somebody's words belong. They are not kept until that is said.
    False if they fit none."""
    found = []
    for answer_id in which:
        with suppress(Refusal):
            talk, answer = await dialogue.of_answer(step, caller, answer_id)
            if _fits(talk, answer, text):
                found.append((talk, answer))
    if not found:
        return False
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
    step.reply(caller, AskWhich(answers=shown), member=found[0][0].member, quote=True)
    return True


async def belong(step: Step, caller: Caller, answer_id: int, text: str, written_as: int) -> None:
    """Somebody says that what they wrote as this message belongs to the answer."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    if await answers.by_message(step.tx, talk.member.id, written_as) is not None:
        raise Refusal("kept_already")
    if not _fits(talk, answer, text):
        raise Refusal("button_unknown")
    author, place = replace(caller, message_id=written_as), caller.message_id
    if talk.question(answer).kind.tapped:
        # What would be done with a tap was said further up, and is not asked here.
        answer = answer.promised(PRIVATE)
    await _put_words(step, author, talk, answer, text, place=place)


async def choose_readers(
    step: Step,
    caller: Caller,
    answer_id: int,
    level: Visibility,
    words: str | None = None,
    readers: str = "",
) -> None:
    """Keep an answer in words with the level its author has just chosen for the words and readers
    that were shown (None: whatever stood above the pressed message). If it has others by now, the
    author is shown them, and chooses again."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    parts = await answers.parts(step.tx, answer.id)
    if words is not None:
        sure = words == wording_of(parts)
    else:
        sure = len(parts) == 1 and unchanged_since(parts, caller.message_id)
    promise, same_readers = _choice(talk, answer, level, readers)
    edit = caller.message_id
    if sure and same_readers:
        await _choose(step, talk, answer, promise, edit=edit)
    else:
        step.say("readers_changed" if sure else "words_since")
        await questions.ask_readers(step, talk, answer, edit=edit)


async def name_readers(
    step: Step, caller: Caller, answer_id: int, level: Visibility, under: int | None
) -> None:
    """Somebody typed the name of a level under message `under`, which asked for it: as good as a
    press, for all that they had written above. If any of it was changed, or if others would read
    it by now, ask again."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    parts = await answers.parts(step.tx, answer.id)
    changing = await questions.to_be_shown(step, answer)
    sure = under is not None and not changing and unchanged_since(parts, caller.message_id)
    promise, same_readers = _choice(talk, answer, level, answer.offer or "")
    if sure and same_readers:
        await _choose(step, talk, answer, promise, edit=under)
    else:
        await questions.ask_readers(step, talk, answer)


def _choice(talk: Dialogue, answer: Answer, level: Visibility, shown: str) -> tuple[Promise, bool]:
    """What is promised with the level now, and whether just these readers were shown. Refused if
    there is no such choice."""
    promise = talk.offer.at(level)
    if talk.question(answer).kind.tapped or promise is None:
        raise Refusal("level_gone")
    if not answer.replied:
        raise Refusal("answer_gone")
    return promise, promise == PRIVATE or shown == talk.offer.tag


async def _choose(
    step: Step, talk: Dialogue, answer: Answer, promise: Promise, *, edit: int | None
) -> None:
    await settling.keep(step, talk, answer, edit=edit, state=AnswerState.GIVEN, **promise.fields)
    await settling.go_on(step, talk)


async def _put_words(
    step: Step,
    caller: Caller,
    talk: Dialogue,
    answer: Answer,
    text: str,
    *,
    place: int | None = None,
) -> None:
    """`place`: the message in whose place it is asked who may see them."""
    if not text:
        raise Refusal("nothing_readable")
    await dialogue.reopen(step, talk)
    if talk.question(answer).kind.tapped:
        await _typed_tap(step, caller, talk, answer, text, place)
        return
    before = answer.visibility if answer.state is AnswerState.GIVEN else None
    begun = await answers.put_part(step.tx, answer.id, caller.message_id, text)
    if place is None and before is None:
        place = await _asked_below(step, begun)
    await questions.ask_readers(step, talk, begun, edit=place, before=before)
    await settling.correct(step, talk)


async def _typed_tap(
    step: Step, caller: Caller, talk: Dialogue, answer: Answer, text: str, place: int | None
) -> None:
    question = talk.question(answer)
    options = read_reply(question, talk.member.language, text)
    if options is None:
        labels = tuple(
            dialogue.chosen_labels(question, (o.id,), talk.member.language)
            for o in question.options
        )
        step.reply(
            caller,
            NotUnderstood(labels=labels, several=question.kind is Kind.CHOICES),
            member=talk.member,
            quote=True,
        )
        return
    # What stands in the message that was answered: whoever changes it changes that, too.
    promise = talk.kept_tap(answer, answer.visibility)
    begun = await answers.put_part(step.tx, answer.id, caller.message_id, text)
    if place is None:
        place = await questions.sent_message(step, OF_ANSWERS, answer.id)
    await _keep_options(step, talk, begun, options, promise, edit=place)


async def _keep_options(
    step: Step,
    talk: Dialogue,
    answer: Answer,
    options: tuple[str, ...],
    promise: Promise,
    *,
    edit: int | None,
) -> None:
    await dialogue.reopen(step, talk)
    await settling.keep(
        step,
        talk,
        answer,
        edit=edit,
        state=AnswerState.GIVEN,
        options=options,
        **promise.fields,
    )
    await settling.go_on(step, talk)


async def _asked_below(step: Step, answer: Answer) -> int | None:
    """Where it is asked already who may see the answer, so that it is asked once, however many
    messages it comes in."""
    standing = await questions.sent_message(step, Subject.READERS, answer.id)
    begun = min(part.message_id for part in await answers.parts(step.tx, answer.id))
    # One that stands above all the words was about others, which have been deleted since.
    return standing if standing is not None and standing > begun else None


def _fits(talk: Dialogue, answer: Answer, text: str) -> bool:
    """Whether these words can be a reply to the question."""
    question = talk.question(answer)
    tapped = question.kind.tapped
    return not tapped or read_reply(question, talk.member.language, text) is not None


def _has(question: Question, option: str) -> bool:
    return any(o.id == option for o in question.options)
