"""A person's answers that are under way: in which open Rounds they are, and brought back to where
one looks."""

from collections.abc import Sequence

from bot.domain.asking.answers import Answer, AnswerState
from bot.domain.base.actors import Actor
from bot.domain.base.languages import in_language
from bot.domain.messages.asking.mine import AnswerLine, OpenRound
from bot.domain.people.members import Member
from bot.flows.asking import dialogue, questions, settling
from bot.flows.asking.dialogue import Dialogue
from bot.flows.base import lost
from bot.flows.base.step import Step
from bot.flows.base.told import At, Telling, toast
from bot.storage.asking import answers, prompts


async def see_answer(step: Step, actor: Actor, answer_id: int) -> Telling:
    """Bring an answer to the end of the chat, with who reads it and its buttons. What showed it
    further up does so no more, as ever."""
    talk, answer = await dialogue.of_answer(step, actor, answer_id, withdrawing=True)
    if talk.prompt.left(step.now) and answer.replied:
        return [toast("you_left"), *await settling.keep(step, talk, answer, At.ONCE)]
    if not talk.prompt.takes_answers(step.now):
        raise await lost.refusal(step, actor, "round_closed")
    match answer.state:
        case AnswerState.GIVEN:
            return await settling.keep(step, talk, answer, At.ONCE)
        case AnswerState.BEGUN:
            return await questions.ask_readers(step, talk, answer)
    raise await lost.refusal(step, actor, "answer_gone")


async def found(step: Step, member: Member) -> list[tuple[Dialogue, list[Answer]]]:
    """What the person has answered in Rounds that are open, also of a Team that they have left."""
    mine = [
        prompt.id
        for prompt in await prompts.of_member(step.tx, member.id)
        if prompt.left(step.now) or prompt.takes_answers(step.now)
    ]
    talks = await dialogue.of_prompts(step, mine) if mine else {}
    answered = await answers.of_prompts(step.tx, talks)
    given = [
        (talk, [one for one in answered.get(id_, ()) if one.replied and _asks(talk, one)])
        for id_, talk in sorted(talks.items())
    ]
    return [(talk, replies) for talk, replies in given if replies]


def _asks(talk: Dialogue, answer: Answer) -> bool:
    """Whether the bank still has the question."""
    return talk.bank.question(answer.question_id) is not None


def told_of(talk: Dialogue, given: Sequence[Answer]) -> OpenRound:
    """A Round in the list of what is under way."""
    return OpenRound(
        team=talk.team.name,
        bank=in_language(talk.bank.title, talk.member.language),
        closes_at=talk.prompt.expires_at,
        answers=tuple(
            AnswerLine(answer_id=one.id, question=talk.wording(talk.question(one))) for one in given
        ),
    )
