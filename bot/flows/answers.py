"""Answers: tapped, typed, chosen by several taps, edited, and who may see them."""

from collections.abc import Sequence

from bot.domain.answers import Answer, AnswerState
from bot.domain.deliveries import Subject
from bot.domain.members import Caller
from bot.domain.messages.answers import EditUnknown, NotUnderstood
from bot.domain.promises import PRIVATE
from bot.domain.prompts import TO_COME, PromptState
from bot.domain.questions import Kind, Question, read_reply
from bot.domain.visibility import Visibility
from bot.errors import Refusal
from bot.flows.base import access, dialogue
from bot.flows.base.dialogue import Dialogue
from bot.flows.base.step import Step
from bot.flows.base.told import Told
from bot.storage import answers, prompts


async def tap(
    step: Step, caller: Caller, answer_id: int, option: str, visibility: Visibility
) -> None:
    """Keep one tapped option and ask what comes next. The last tap before the Seal counts."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    question = talk.question(answer)
    if not question.kind.tapped or question.kind is Kind.CHOICES or not _has(question, option):
        raise Refusal("button_unknown")
    await _keep_options(step, talk, answer, (option,), visibility, edit=caller.message_id)


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
        dialogue.question_message(talk, changed, answered),
        member=talk.member,
        edit=True,
        about=(Subject.QUESTION, answer.id),
        round_id=talk.round.id,
    )


async def done(step: Step, caller: Caller, answer_id: int, visibility: Visibility) -> None:
    """Keep the ticked options."""
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    if talk.question(answer).kind is not Kind.CHOICES:
        raise Refusal("button_unknown")
    if not answer.options:
        raise Refusal("nothing_ticked")
    await _keep_options(step, talk, answer, answer.options, visibility, edit=caller.message_id)


async def words(step: Step, caller: Caller, answer_id: int, text: str) -> None:
    """Keep what somebody wrote in reply to a question.

    More messages before they have chosen who may see it belong to the same answer.
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
    await _put_words(step, caller, talk, answer, text)
    return ()


async def choose_readers(
    step: Step, caller: Caller, answer_id: int, level: Visibility, shown: str | None = None
) -> None:
    """Keep an answer in words with the level its author has just chosen.

    `shown` is the offer that the pressed button stood under (None: the level was typed, below the
    last one). If others would read it by now, the author is shown whom, and chooses again.
    """
    talk, answer = await dialogue.of_answer(step, caller, answer_id)
    offer, _ = await talk.offered(step)
    promise = offer.at(level)
    if talk.question(answer).kind.tapped or promise is None:
        raise Refusal("level_gone")
    if not answer.replied:
        raise Refusal("answer_gone")
    edit = caller.message_id
    if promise != PRIVATE and offer.tag != (answer.offer if shown is None else shown):
        await dialogue.ask_readers(step, talk, answer, edit=edit)
        step.say("readers_changed")
        return
    await dialogue.keep(step, talk, answer, edit=edit, state=AnswerState.GIVEN, **promise.fields)
    await dialogue.go_on(step, talk)


async def _put_words(step: Step, caller: Caller, talk: Dialogue, answer: Answer, text: str) -> None:
    if not text:
        raise Refusal("nothing_readable")
    await _reopen(step, talk)
    if talk.question(answer).kind.tapped:
        await _typed_tap(step, caller, talk, answer, text)
        return
    await answers.put_part(step.tx, answer.id, caller.message_id, text)
    if answer.state is AnswerState.GIVEN:
        standing = await dialogue.sent_message(step, Subject.KEPT, answer.id)
        await dialogue.keep(step, talk, answer, edit=standing)
    else:
        await answers.change(step.tx, answer.id, state=AnswerState.BEGUN)
        await _ask_readers(step, talk, answer)


async def _typed_tap(step: Step, caller: Caller, talk: Dialogue, answer: Answer, text: str) -> None:
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
    await answers.put_part(step.tx, answer.id, caller.message_id, text)
    asked = await dialogue.sent_message(step, Subject.QUESTION, answer.id)
    await _keep_options(step, talk, answer, options, answer.visibility, edit=asked)


async def _keep_options(
    step: Step,
    talk: Dialogue,
    answer: Answer,
    options: tuple[str, ...],
    visibility: Visibility,
    *,
    edit: int | None,
) -> None:
    await _reopen(step, talk)
    await dialogue.keep(
        step,
        talk,
        answer,
        edit=edit,
        state=AnswerState.GIVEN,
        options=options,
        **talk.kept_tap(answer, visibility).fields,
    )
    await dialogue.go_on(step, talk)


async def _reopen(step: Step, talk: Dialogue) -> None:
    """Somebody who answers a question they had put off has taken the Prompt up again."""
    if talk.prompt.state in TO_COME:
        await prompts.change(step.tx, talk.prompt.id, state=PromptState.OPEN)


async def _ask_readers(step: Step, talk: Dialogue, answer: Answer) -> None:
    """Ask once who may see the answer, however many messages it came in."""
    standing = await dialogue.sent_message(step, Subject.READERS, answer.id)
    begun = min(part.message_id for part in await answers.parts(step.tx, answer.id))
    # One that stands above all the words was about others, which have been deleted since.
    edit = standing if standing is not None and standing > begun else None
    await dialogue.ask_readers(step, talk, answer, edit=edit)


def _has(question: Question, option: str) -> bool:
    return any(o.id == option for o in question.options)
