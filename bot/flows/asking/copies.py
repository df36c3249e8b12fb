"""Copies: a message that was under way when the bot died is sent again, and stands in the chat
twice. It is known where the second one stands; the first is found by whoever presses it."""

from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec

from bot.domain.asking.answers import AnswerState
from bot.domain.base.actors import Actor
from bot.domain.messages.asking.answers import Elsewhere
from bot.domain.messages.base.message import Message
from bot.domain.transport.deliveries import Subject
from bot.errors import Refusal
from bot.flows.asking import dialogue, questions
from bot.flows.base.step import Step
from bot.flows.base.told import At, Telling, Toast, Told
from bot.storage.asking import answers

Rest = ParamSpec("Rest")
Press = Callable[Concatenate[Step, Actor, int, Rest], Awaitable[Telling]]
"""What a button of an answer does."""


async def pressed(
    step: Step,
    actor: Actor,
    press: Press[Rest],
    answer_id: int,
    *rest: Rest.args,
    **named: Rest.kwargs,
) -> Telling:
    """Do what the button does. If it leaves what was pressed as it is, and that is a copy, let it
    say what has become of the answer; from then on it is changed with all others."""
    try:
        telling = await press(step, actor, answer_id, *rest, **named)
    except Refusal as refused:
        if refused.key != "answered_already":
            raise
        telling = [Toast(key=refused.key, alert=True)]
    if any(isinstance(one, Told) and one.at is At.PRESSED for one in telling):
        return telling
    return [*telling, await _now(step, actor, answer_id)]


async def _now(step: Step, actor: Actor, answer_id: int) -> Told:
    talk, answer = await dialogue.of_answer(step, actor, answer_id)
    answered = await answers.of_prompt(step.tx, talk.prompt.id)
    message: Message = questions.question_message(talk, answer, answered)
    if answer.replied and not talk.question(answer).kind.tapped:
        chosen = answer.state is AnswerState.GIVEN
        message = questions.elsewhere(talk, answer, Elsewhere.CHOSEN if chosen else Elsewhere.BELOW)
    return talk.told(message, At.COPY, about=(Subject.QUESTION, answer.id))
