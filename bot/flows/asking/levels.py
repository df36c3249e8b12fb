"""Levels: an author chooses who may see their words, and the guard looks at these before."""

from bot.domain.asking.answers import Answer, AnswerState, unchanged_since, wording_of
from bot.domain.asking.promises import PRIVATE, Promise
from bot.domain.base.actors import Actor
from bot.domain.base.visibility import Visibility
from bot.domain.transport.deliveries import Subject
from bot.errors import Refusal
from bot.flows.asking import dialogue, guard, questions, settling
from bot.flows.asking.dialogue import Dialogue
from bot.flows.base.step import Step
from bot.flows.base.told import At, InPlaceOf, Spot, Telling, Told, toast
from bot.storage.asking import answers


async def choose(
    step: Step, actor: Actor, answer_id: int, level: Visibility, words: str, readers: str
) -> Telling:
    """Keep an answer in words with the level its author has just chosen for the words and readers
    that were shown. If it has others by now, the author is shown them, and chooses again."""
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    sure = words == wording_of(await answers.parts(step.tx, answer.id))
    return await _choose_if_shown(step, talk, answer, level, readers, sure=sure)


async def choose_of_old(
    step: Step, actor: Actor, answer_id: int, level: Visibility, pressed: int
) -> Telling:
    """The same by a button that does not say what was shown: whatever stood above that message."""
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    parts = await answers.parts(step.tx, answer.id)
    sure = len(parts) == 1 and unchanged_since(parts, pressed)
    return await _choose_if_shown(step, talk, answer, level, "", sure=sure)


async def explain(step: Step, actor: Actor, answer_id: int) -> Telling:
    """Show all levels that can be chosen for words, and what each of them means."""
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    if answer.state is AnswerState.GIVEN:
        raise Refusal("answered_already")
    if answer.state is not AnswerState.BEGUN:
        raise Refusal("answer_gone")
    return await questions.ask_readers(step, talk, answer, At.PRESSED, explain=True)


async def _choose_if_shown(
    step: Step, talk: Dialogue, answer: Answer, level: Visibility, readers: str, *, sure: bool
) -> Telling:
    promise, same_readers = _choice(talk, answer, level, readers)
    if sure and same_readers:
        return await _choose(step, talk, answer, promise, At.PRESSED)
    why = toast("readers_changed" if sure else "words_since")
    return [why, *await questions.ask_readers(step, talk, answer, At.PRESSED)]


async def name(
    step: Step, actor: Actor, answer_id: int, level: Visibility, written_as: int
) -> Telling:
    """Somebody typed, as this message, the name of a level right under what asked for it: as good
    as a press, for all that they had written above. If any of it was changed, or if others would
    read it by now, ask again."""
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    parts = await answers.parts(step.tx, answer.id)
    changing = await questions.to_be_shown(step, answer)
    sure = not changing and unchanged_since(parts, written_as)
    promise, same_readers = _choice(talk, answer, level, answer.offer or "")
    if sure and same_readers:
        at = InPlaceOf(subjects=(Subject.READERS,), id=answer.id)
        return await _choose(step, talk, answer, promise, at)
    return await questions.ask_readers(step, talk, answer)


def _choice(talk: Dialogue, answer: Answer, level: Visibility, shown: str) -> tuple[Promise, bool]:
    """What is promised with the level now, and whether just these readers were shown. Refused if
    there is no such choice."""
    promise = talk.offer.at(level)
    if talk.question(answer).kind.tapped or promise is None:
        raise Refusal("level_gone")
    if not answer.replied:
        raise Refusal("answer_gone")
    return promise, promise == PRIVATE or shown == talk.offer.tag


async def send_replaced(
    step: Step, actor: Actor, answer_id: int, level: Visibility, sent: str, offer: str
) -> Telling:
    """Share the answer as it was shown, with something else in place of what was found."""
    talk, answer = await _in_words(step, actor, answer_id)
    checked = await guard.check(step, talk, answer)
    promise, same_readers = _choice(talk, answer, level, offer)
    if not same_readers or checked.tag != sent:
        return await _show_again(step, talk, answer, same_readers=same_readers)
    await guard.replace_words(step, answer, checked)
    return await _keep(step, talk, answer, promise, At.PRESSED, replaced=True)


async def say_no_name(
    step: Step, actor: Actor, answer_id: int, level: Visibility, sent: str, offer: str
) -> Telling:
    """Share the answer as it is: what was found is no name. What else was found is shown again."""
    talk, answer = await _in_words(step, actor, answer_id)
    checked = await guard.check(step, talk, answer)
    promise, same_readers = _choice(talk, answer, level, offer)
    if not same_readers or checked.tag != sent:
        return await _show_again(step, talk, answer, same_readers=same_readers)
    answer = await guard.clear(step, answer, checked)
    return await _choose(step, talk, answer, promise, At.PRESSED)


async def write_anew(step: Step, actor: Actor, answer_id: int, wording: str) -> Telling:
    """The author's next words take the place of those that they were shown."""
    talk, answer = await _in_words(step, actor, answer_id)
    now = wording_of(await answers.parts(step.tx, answer.id))
    if wording != now or answer.promise != PRIVATE:
        return await _show_again(step, talk, answer, same_readers=True)
    anew = await answers.change(step.tx, answer.id, anew=True)
    return guard.ask_anew(talk, anew, now)


async def _in_words(step: Step, actor: Actor, answer_id: int) -> tuple[Dialogue, Answer]:
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    if talk.question(answer).kind.tapped or not answer.replied:
        raise Refusal("answer_gone")
    return talk, answer


async def _show_again(step: Step, talk: Dialogue, answer: Answer, *, same_readers: bool) -> Telling:
    """Something else would be sent, or others would read it, than what was shown. What stands as
    it is keeps the message that says so, with its Receipt."""
    if answer.state is AnswerState.GIVEN:
        raise Refusal("answered_already")
    why = toast("words_since" if same_readers else "readers_changed")
    return [why, *await questions.ask_readers(step, talk, answer, At.PRESSED)]


async def _choose(
    step: Step, talk: Dialogue, answer: Answer, promise: Promise, at: Spot
) -> list[Told]:
    """Keep the answer with its level, unless something in it may tell who it is about."""
    if promise != PRIVATE:
        checked = await guard.check(step, talk, answer)
        if checked.found:
            return guard.ask(talk, answer, checked, promise, at)
    return await _keep(step, talk, answer, promise, at)


async def _keep(
    step: Step,
    talk: Dialogue,
    answer: Answer,
    promise: Promise,
    at: Spot,
    *,
    replaced: bool = False,
) -> list[Told]:
    changes = promise.fields
    kept = await settling.keep(
        step, talk, answer, at, replaced=replaced, state=AnswerState.GIVEN, anew=False, **changes
    )
    return [*kept, *await settling.go_on(step, talk)]
