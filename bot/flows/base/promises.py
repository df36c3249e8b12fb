"""What people have been promised when they shared something, and how they get it back."""

from collections.abc import Sequence

from bot.domain.answers import Answer, AnswerState
from bot.domain.deliveries import TELLING_READERS, Subject
from bot.domain.messages.answers import ChooseAnew
from bot.domain.promises import PRIVATE
from bot.domain.teams import Team
from bot.flows.base import dialogue, scrubbing, settling
from bot.flows.base.dialogue import Dialogue
from bot.flows.base.step import Step
from bot.storage import answers, pool, prompts, rounds


async def promised(step: Step, team: Team) -> bool:
    """Whether somebody has shared, or may share now, what was to be shown under this floor and in
    this chat. That a question is open is enough: it must not tell whether anybody has answered."""
    return bool(
        await rounds.open_of_team(step.tx, team.id) or await pool.anything_waiting(step.tx, team.id)
    )


async def let_go(step: Step, team: Team) -> None:
    """The Team's chat is another now, or none: what was shared with the one before is its authors'
    alone again. They are told, and may choose anew as long as the Round is open. What was sealed
    and not told yet is nobody's, so that nobody can be asked: it is given up."""
    step.be_alone()
    await pool.remove_waiting(step.tx, team.id)
    await scrubbing.want(step)
    for unfinished in await rounds.open_of_team(step.tx, team.id):
        ids = [one.id for one in await prompts.of_round(step.tx, unfinished.id)]
        talks = await dialogue.of_prompts(step, ids)
        answered = await answers.of_prompts(step.tx, ids)
        for talk in talks.values():
            # Whoever has left cannot be asked: at the Seal it goes back to them.
            if talk.prompt.takes_answers(step.now):
                await _ask_anew(step, talk, answered.get(talk.prompt.id, []))


async def _ask_anew(step: Step, talk: Dialogue, answered: Sequence[Answer]) -> None:
    for answer in answered:
        if talk.bank.question(answer.question_id) is not None:
            await _take_back(step, talk, answer)
    await settling.correct(step, talk)
    if any(one.chat_id is not None and one.replied for one in answered):
        told = ChooseAnew(team=talk.team.name, chat=talk.team.chat_title)
        step.write(talk.member, told, round_id=talk.round.id, expires_at=talk.prompt.expires_at)


async def _take_back(step: Step, talk: Dialogue, answer: Answer) -> None:
    """Make an answer its author's alone, and let no sentence stand that says otherwise."""
    if answer.state is AnswerState.BEGUN:
        await _choose_in_place(step, talk, answer)
    elif answer.chat_id is None:
        return
    elif answer.state is AnswerState.ASKED:
        alone = await answers.change(step.tx, answer.id, **PRIVATE.fields)
        await settling.draw_copies(step, talk, alone)
    elif talk.question(answer).kind.tapped:
        standing = await dialogue.sent_message(step, Subject.KEPT, answer.id)
        await settling.keep(step, talk, answer, edit=standing, **PRIVATE.fields)
    else:
        await _choose_in_place(step, talk, await answers.begin_anew(step.tx, answer.id))


async def _choose_in_place(step: Step, talk: Dialogue, answer: Answer) -> None:
    """Ask who may see an answer where it was confirmed, or where that was asked before."""
    shown = await dialogue.sent_message(step, TELLING_READERS, answer.id)
    await dialogue.ask_readers(step, talk, answer, edit=shown)
