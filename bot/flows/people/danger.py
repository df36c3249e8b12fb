"""Danger: words that sound as if something is wrong. Their author is told at once who can help, and
is asked nothing more until they want to go on. Nobody else learns of it, and no row tells why: what
they wrote is a note like others of theirs, and they are on leave until they come back."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

from bot.domain.asking.prompts import PromptState
from bot.domain.base.actors import Actor
from bot.domain.base.availability import local_day, month_of
from bot.domain.base.dangers import Danger
from bot.domain.base.drafts import DraftKind
from bot.domain.messages.people.danger import After, StopForDanger
from bot.domain.people.members import UNTIL_BACK, Member
from bot.domain.people.support import SupportCard, SupportField
from bot.domain.transport.deliveries import OF_ANSWERS, Delivery, Subject
from bot.errors import Refusal
from bot.flows.asking import dialogue, own_time, questions, rounds
from bot.flows.asking import notes as keeping
from bot.flows.asking.asked import Written, meant
from bot.flows.base import access, drafting
from bot.flows.base.personal import NothingPersonal
from bot.flows.base.step import Installation, Step
from bot.flows.base.told import At, Telling, Told, sealed, toast
from bot.flows.people.support import lines_of
from bot.storage.asking import answers, prompts
from bot.storage.people import members, support, teams

NAMES = (DraftKind.TEAM, DraftKind.TEAM_NAME, DraftKind.TEAM_END, DraftKind.SUPPORT)
"""What is asked for by these is what something is called, or who can be rung."""


async def read(house: Installation, text: str) -> Danger | None:
    """What the words tell, by the lists of all languages."""
    return await house.safety.read(text)


async def card_for(step: Step, actor: Actor, words: Written, found: Danger) -> Told | None:
    """What is said to their author before anything is done with these words: it must get there.
    None if they are the name of something."""
    member = await access.known(step, actor)
    if member is None:
        return None
    message = (await meant(step, actor, words)).message
    if await names_something(step, actor, message):
        return None
    answered = message.subject_id if message and message.subject in OF_ANSWERS else None
    return await _told_first(step, actor, member, found, answered)


async def card_for_edit(step: Step, actor: Actor, words: Written, found: Danger) -> Told | None:
    """The same for words in place of others."""
    member = await access.known(step, actor)
    if member is None:
        return None
    answer = await answers.by_message(step.tx, member.id, words.message_id)
    return await _told_first(step, actor, member, found, answer.id if answer else None)


async def _told_first(
    step: Step, actor: Actor, member: Member, found: Danger, answer_id: int | None
) -> Told:
    team_id = await _team_of(step, actor, answer_id) if answer_id is not None else 0
    return sealed(member, await _card(step, member, found, team_id), At.END)


async def names_something(step: Step, actor: Actor, message: Delivery | None) -> bool:
    """Whether these words were asked for as the name of something."""
    if message is None or message.subject is not Subject.DRAFT:
        return False
    draft = await drafting.standing(step, actor)
    return draft is not None and draft.kind in NAMES


async def stop(step: Step, actor: Actor, found: Danger, words: Written) -> Telling:
    """Their author is asked nothing more. The words are a note of theirs, whatever they answered:
    nothing tells it from others, and they decide about it when they want to."""
    member = await access.member(step, actor)
    month = month_of(local_day(member.zone, step.now))
    await support.count(step.tx, step.house.bot_id, month, found)
    await keeping.add(step, member, words.text)
    step.claim(teams=await teams.touching(step.tx, member.id))
    await members.change(step.tx, member.id, paused_until=UNTIL_BACK)
    await own_time.hush(step, await access.member(step, actor))
    return ()


async def decide(step: Step, actor: Actor, found: Danger, team_id: int, until: str) -> Telling:
    """Their author has said what they do about it. It is noted nowhere."""
    member = await access.member(step, actor)
    if member.paused_until != UNTIL_BACK:
        return [await _closed(step, member, found, team_id)]
    card = await _card(step, member, found, team_id, After.DECIDED)
    return [sealed(member, replace(card, until=until), At.PRESSED)]


async def go_on(step: Step, actor: Actor, found: Danger, team_id: int, until: str) -> Telling:
    """Ask again, and first what is still open; or leave them alone until the day up to which they
    had meant to be. The card stays, and offers nothing more."""
    member = await access.member(step, actor)
    closed = await _closed(step, member, found, team_id)
    if member.paused_until != UNTIL_BACK:
        return [closed]
    step.claim(teams=await teams.touching(step.tx, member.id))
    own = _day(until)
    still = own is not None and local_day(member.zone, step.now) < own
    await members.change(step.tx, member.id, paused_until=own if still else None)
    if still:
        return [closed, toast("pause_goes_on")]
    back = await access.member(step, actor)
    await rounds.take_in(step, back)
    return [closed, toast("goes_on"), *await _open_again(step, back)]


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


async def _open_again(step: Step, member: Member) -> list[Told]:
    telling: list[Told] = []
    for prompt in await prompts.of_member(step.tx, member.id):
        if prompt.state is PromptState.OPEN and prompt.takes_answers(step.now):
            talk = (await dialogue.of_prompts(step, [prompt.id])).get(prompt.id)
            if talk is not None:
                answered = await answers.of_prompt(step.tx, prompt.id)
                telling += await questions.ask_open(step, talk, answered)
    return telling


async def _team_of(step: Step, actor: Actor, answer_id: int) -> int:
    try:
        talk, _ = await dialogue.of_answer(step, actor, answer_id)
    except Refusal:
        return 0
    return talk.team.id


async def _closed(step: Step, member: Member, found: Danger, team_id: int) -> Told:
    """The card as it stays in the chat once its reader has gone on."""
    return sealed(member, await _card(step, member, found, team_id, After.OVER), At.PRESSED)


async def _card(
    step: Step, member: Member, found: Danger, team_id: int, after: After = After.NOTHING
) -> StopForDanger:
    """The card of the Team, or of the organisation for whoever is in none of that number."""
    mine = await members.memberships(step.tx, member.id)
    own = team_id if team_id in mine else 0
    card = await support.for_team(step.tx, step.house.bot_id, own or None)
    leave = member.paused_until if member.paused_on(local_day(member.zone, step.now)) else None
    return StopForDanger(
        danger=found,
        advice=_filled(await step.house.safety.advice(found, member.language), card),
        lines=lines_of(card),
        team_id=own,
        after=after,
        until=leave.isoformat() if leave else "",
    )


def _filled(text: str, card: SupportCard) -> str:
    """The advice with the organisation's numbers; lines that would name nobody are left out."""
    lines = []
    for line in text.splitlines():
        named = [field for field in SupportField if f"{{{field}}}" in line]
        if all(card.line(field) for field in named):
            for field in named:
                line = line.replace(f"{{{field}}}", card.line(field))
            lines.append(line)
    return "\n".join(lines).strip()


RECORDS = (
    NothingPersonal(
        tables=("danger",),
        holds="how many texts of a month told of which kind of danger, in the whole installation",
        kept="for good",
    ),
)
