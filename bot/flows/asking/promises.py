"""What people have been promised when they shared something, and how they get it back.

Whoever cannot read something any more that was promised to them is taken out of the promise at that
moment, and what nobody is left to read is its author's alone again: while it is known whose it is,
so that they are told, and may choose anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain.asking.answers import Answer, AnswerState
from bot.domain.asking.promises import PRIVATE, Promise
from bot.domain.asking.prompts import Prompt, Untold
from bot.domain.base.roles import Role
from bot.domain.messages.asking.answers import ChooseAnew, Since
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import OF_ANSWERS, TELLING_READERS, DeliveryState
from bot.flows.asking import dialogue, questions, settling
from bot.flows.asking.dialogue import Dialogue
from bot.flows.base.step import Step
from bot.flows.base.told import InPlaceOf, Told
from bot.storage.asking import answers, prompts, rounds
from bot.storage.hearing import pool
from bot.storage.people import members, teams
from bot.storage.transport import deliveries

Remaining = Callable[[Promise], Promise]
"""What is left of a promise."""


async def promised(step: Step, team: Team) -> bool:
    """Whether somebody has shared, or may share now, what was to be shown under this floor and in
    this chat. That a question is open is enough: it must not tell whether anybody has answered."""
    return bool(
        await rounds.open_of_team(step.tx, team.id) or await pool.anything_waiting(step.tx, team.id)
    )


async def chat_gone(step: Step, team: Team) -> frozenset[int]:
    """The Team's chat is another now, or none: what is being shared with the one before is its
    authors' alone again. The ids of those who are told so."""
    told = ChooseAnew(team=team.name, chat=team.chat_title, public=team.chat_public)
    return await _take_back(step, team, lambda one: PRIVATE if one.chat_id else one, told)


async def chat_come(step: Step, team: Team) -> None:
    """The Team has a chat, and had none: whoever is just being asked who may see their words is
    offered it."""
    await _take_back(step, team, lambda one: one, ChooseAnew(team=team.name))


async def friend_gone(step: Step, friend: Member, *, of: Team | None = None) -> None:
    """Nothing that is shared with critical friends reaches this one any more, in that Team or in
    any: they have left, or have turned away from the bot."""
    for team in [of] if of else await befriended(step, friend):
        told = ChooseAnew(team=team.name, since=Since.FRIEND, friend=friend.name)
        await _take_back(step, team, lambda one: one.without(friend.id), told)


async def befriended(step: Step, friend: Member) -> list[Team]:
    """The Teams whose critical friend somebody is."""
    held = await members.memberships(step.tx, friend.id)
    return await teams.by_ids(
        step.tx, [team_id for team_id, roles in held.items() if Role.CRITICAL_FRIEND in roles]
    )


async def catch_up(step: Step, member: Member) -> list[Told]:
    """Somebody is here again whom nothing reached: let their chat say who reads their answers now,
    and tell them if that has changed meanwhile."""
    telling: list[Told] = []
    for prompt in await prompts.of_member(step.tx, member.id):
        if prompt.untold is not Untold.NOTHING:
            talk = (await dialogue.of_prompts(step, [prompt.id])).get(prompt.id)
            if talk is None:
                continue
            replies = await answers.of_prompt(step.tx, prompt.id)
            known = [one for one in replies if talk.bank.question(one.question_id) is not None]
            for answer in known:
                telling += await _show_again(step, talk, answer)
            telling += await settling.correct(step, talk)
            if prompt.untold is Untold.RETURN:
                news = ChooseAnew(team=talk.team.name, since=Since.AWAY)
                telling.append(_news(step, talk, news, known))
            await prompts.change(step.tx, prompt.id, untold=Untold.NOTHING)
    return telling


async def unsaid(step: Step, member: Member) -> None:
    """Nothing reaches the person any more, also not what is owed to them of who may read their
    answers: they are told when they are back."""
    owed = await deliveries.of_chat(step.tx, member.bot_id, member.telegram_id)
    waiting = [one for one in owed if one.state is DeliveryState.OWED and one.round_id is not None]
    returned = {one.round_id for one in waiting if one.kind == ChooseAnew.__name__}
    for prompt in await prompts.of_member(step.tx, member.id):
        if prompt.round_id in {one.round_id for one in waiting}:
            await _note(step, prompt, came_back=prompt.round_id in returned)


async def _note(step: Step, prompt: Prompt, *, came_back: bool) -> None:
    told = Untold.RETURN if came_back or prompt.untold is Untold.RETURN else Untold.SENTENCES
    await prompts.change(step.tx, prompt.id, untold=told)


async def _take_back(
    step: Step, team: Team, remaining: Remaining, news: ChooseAnew
) -> frozenset[int]:
    step.claim(teams={team.id})
    found = set()
    for unfinished in await rounds.open_of_team(step.tx, team.id):
        ids = await prompts.sharing(step.tx, unfinished.id)
        talks = await dialogue.of_prompts(step, ids)
        for prompt_id, replies in (await answers.of_prompts(step.tx, ids)).items():
            talk = talks.get(prompt_id)
            left = [await _keep_what_is_left(step, talk, one, remaining) for one in replies]
            if talk is None:
                continue
            telling = [one for told, _ in left for one in told]
            telling += await settling.correct(step, talk)
            back = [one for one, (_, came) in zip(replies, left, strict=True) if came]
            if not talk.member.reachable:
                await _note(step, talk.prompt, came_back=bool(back))
            elif back:
                found.add(talk.member.id)
                telling.append(_news(step, talk, news, back))
            await step.tell(talk.member, telling)
    return frozenset(found)


async def _keep_what_is_left(
    step: Step, talk: Dialogue | None, answer: Answer, remaining: Remaining
) -> tuple[list[Told], bool]:
    """Let nobody else read an answer, and no sentence stand that says otherwise. What its author is
    told, and whether something that was shared is theirs alone again."""
    promise = remaining(answer.promise)
    if talk is None or talk.bank.question(answer.question_id) is None:
        if promise != answer.promise:
            await answers.change(step.tx, answer.id, **promise.fields)
        return [], False
    may_choose = talk.prompt.takes_answers(step.now)
    came_back = answer.replied and promise == PRIVATE != answer.promise
    if answer.state is AnswerState.BEGUN and may_choose:
        return await _choose_in_place(step, talk, answer), came_back
    if promise == answer.promise:
        return [], False
    if answer.state is AnswerState.ASKED:
        alone = await answers.change(step.tx, answer.id, **promise.fields)
        return await settling.draw_copies(step, talk, alone), came_back
    if promise != PRIVATE or talk.question(answer).kind.tapped or not may_choose:
        return await _confirm_in_place(step, talk, answer, promise), came_back
    anew = await answers.begin_anew(step.tx, answer.id)
    return await _choose_in_place(step, talk, anew), came_back


async def _show_again(step: Step, talk: Dialogue, answer: Answer) -> list[Told]:
    if answer.state is AnswerState.BEGUN and talk.prompt.takes_answers(step.now):
        return await _choose_in_place(step, talk, answer)
    if answer.replied:
        return await _confirm_in_place(step, talk, answer, answer.promise)
    if answer.state is AnswerState.ASKED:
        return await settling.draw_copies(step, talk, answer)
    return []


async def _choose_in_place(step: Step, talk: Dialogue, answer: Answer) -> list[Told]:
    """Ask who may see an answer where it was confirmed, or where that was asked before."""
    shown = InPlaceOf(subjects=TELLING_READERS, id=answer.id)
    asked = await questions.ask_readers(step, talk, answer, shown)
    # Whoever types a level may have seen what stood there before: they are asked once more.
    await answers.change(step.tx, answer.id, offer=None)
    return asked


async def _confirm_in_place(
    step: Step, talk: Dialogue, answer: Answer, promise: Promise
) -> list[Told]:
    tapped = talk.question(answer).kind.tapped
    at = InPlaceOf(subjects=OF_ANSWERS if tapped else TELLING_READERS, id=answer.id)
    return await settling.keep(step, talk, answer, at, **promise.fields)


def _news(step: Step, talk: Dialogue, news: ChooseAnew, back: Sequence[Answer]) -> Told:
    may_choose = talk.prompt.takes_answers(step.now) and any(
        talk.can_share if talk.question(one).kind.tapped else len(talk.offer.promises) > 1
        for one in back
    )
    news = replace(news, may_choose=may_choose, left=talk.prompt.left(step.now))
    return talk.told(news, expires_at=talk.prompt.expires_at)
