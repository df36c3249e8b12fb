"""Members: they leave a Team, block the bot, and come back."""

from dataclasses import asdict
from datetime import date, datetime

from bot.domain.asking.prompts import PromptState
from bot.domain.base.actors import Actor
from bot.domain.base.deeds import Deed
from bot.domain.base.roles import Role
from bot.domain.messages.people.members import (
    ConfirmLeaving,
    LeaveChoice,
    LeftTeam,
    PickTeamToLeave,
    StayedAfterAll,
)
from bot.domain.messages.people.people import Said
from bot.domain.people.members import UNTIL_BACK, Member, TeamHeld
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import WAITING_FOR_A_TAP
from bot.errors import Refusal
from bot.flows.asking import dialogue, own_time, promises, questions
from bot.flows.base import access, register
from bot.flows.base.personal import GOES, DataSection, Forgetting, PersonalData
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, Toast, Told, instead, told
from bot.flows.hearing import digests
from bot.storage.asking import answers
from bot.storage.asking import prompts as stored
from bot.storage.people import members, teams
from bot.storage.transport import deliveries


async def begin_leaving(step: Step, actor: Actor) -> Telling:
    """Ask which Team somebody wants to leave, or straight whether they do if there is only one."""
    member = await access.member(step, actor)
    mine = await _own_teams(step, member)
    if not mine:
        raise Refusal("no_team_to_leave")
    if len(mine) == 1:
        return await ask_leaving(step, actor, mine[0].id)
    choices = tuple(LeaveChoice(team_id=team.id, name=team.name) for team in mine)
    return [instead(member, PickTeamToLeave(teams=choices))]


async def ask_leaving(step: Step, actor: Actor, team_id: int) -> Telling:
    """Say what goes and what stays."""
    member, team = await _own_team(step, actor, team_id)
    several = len(await _own_teams(step, member)) > 1
    friend = Role.CRITICAL_FRIEND in await members.roles(step.tx, member.id, team.id)
    message = ConfirmLeaving(team_id=team.id, team=team.name, several=several, friend=friend)
    return [instead(member, message)]


async def leave(step: Step, actor: Actor, team_id: int) -> Telling:
    """Leave the Team. The Member stays, also without any."""
    member, team = await _own_team(step, actor, team_id)
    others = await members.memberships(step.tx, member.id)
    step.claim(teams={team.id}, sharing=others, people={member.person})
    held = await members.roles(step.tx, member.id, team.id)
    await own_time.close(step, member, team)
    await members.set_roles(step.tx, member.id, team.id, ())
    await register.note(step, team, Deed.LEFT, member, whom=member)
    if Role.CRITICAL_FRIEND in held:
        await promises.friend_gone(step, member, of=team)
    await digests.settle(step, member.id)
    last = not await members.memberships(step.tx, member.id)
    return [instead(member, LeftTeam(team=team.name, last=last))]


async def stay(step: Step, actor: Actor) -> Telling:
    """Do not leave after all."""
    member = await access.member(step, actor)
    return [instead(member, StayedAfterAll())]


async def blocked(step: Step, actor: Actor) -> Telling:
    """The person has stopped the bot: nothing more is owed to them."""
    member = await members.by_telegram_id(step.tx, step.house.bot_id, actor.telegram_id)
    if member is not None:
        await turns_away(step, member)
    await deliveries.drop_owed(step.tx, step.house.bot_id, actor.telegram_id)
    return ()


async def unblocked(step: Step, actor: Actor) -> Telling:
    """The person has started the bot again: they go on where they were."""
    was_away = await arrives(step, actor)
    member = await members.by_telegram_id(step.tx, step.house.bot_id, actor.telegram_id)
    if member is None:
        return ()
    welcome = told(member, Said(key="welcome_back"))
    return [welcome, *(await resume(step, actor) if was_away else ())]


async def _own_teams(step: Step, member: Member) -> list[Team]:
    """The Teams the person is in; an owner has rights in others without being in them."""
    return await teams.by_ids(step.tx, await members.memberships(step.tx, member.id))


async def _own_team(step: Step, actor: Actor, team_id: int) -> tuple[Member, Team]:
    """A Team the actor may leave. A Team is not left without anybody to lead it."""
    member, team = await access.in_team(step, actor, team_id)
    held = await members.roles(step.tx, member.id, team.id)
    if not held:
        raise Refusal("not_in_team")
    leading = await members.holding(step.tx, team.id, Role.FACILITATOR)
    if [one.id for one in leading] == [member.id] and not member.owner:
        raise Refusal("only_facilitator", team=team.name)
    return member, team


async def arrives(step: Step, actor: Actor) -> bool:
    """Note that the person can be written to. True if they could not be before."""
    if not await members.reached(step.tx, step.house.bot_id, actor.telegram_id):
        return False
    member = await access.member(step, actor)
    step.claim(teams=await teams.touching(step.tx, member.id), people={member.person})
    return True


async def turns_away(step: Step, member: Member) -> None:
    """Note that nothing reaches the person any more, also not what others show to them."""
    step.claim(teams=await teams.touching(step.tx, member.id), people={member.person})
    await promises.unsaid(step, member)
    await members.change(step.tx, member.id, reachable=False)
    await promises.friend_gone(step, member)


async def resume(step: Step, actor: Actor, so_far: Telling = ()) -> Telling:
    """Let somebody go on where they were: tell them what has changed meanwhile, and ask their open
    question once more, unless they have been told something already that asks them."""
    member = await members.by_telegram_id(step.tx, step.house.bot_id, actor.telegram_id)
    if member is None:
        return ()
    telling: list[Told | Toast] = [*await promises.catch_up(step, member)]
    if member.paused_until != UNTIL_BACK and not any(_asks(one) for one in so_far):
        telling += await _open_question(step, member)
    return telling


def _asks(one: Told | Toast) -> bool:
    return isinstance(one, Told) and one.about is not None and one.about[0] in WAITING_FOR_A_TAP


async def _open_question(step: Step, member: Member) -> Telling:
    for prompt in reversed(await stored.of_member(step.tx, member.id)):
        if prompt.state is PromptState.OPEN and prompt.takes_answers(step.now):
            talk = await dialogue.of_prompt(step, prompt.id)
            answered = await answers.of_prompt(step.tx, prompt.id)
            if telling := await questions.ask_open(step, talk, answered):
                return telling
    return ()


OURS = ("id", "bot_id")
"""What says nothing of the person."""


async def _you(_: Step, member: Member) -> dict[str, object]:
    return {name: _plain(value) for name, value in asdict(member).items() if name not in OURS}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime | date) else value


async def _places(step: Step, member: Member) -> list[TeamHeld]:
    held = await members.memberships(step.tx, member.id)
    return [
        TeamHeld(team=team.name, roles=tuple(sorted(held[team.id])))
        for team in await teams.by_ids(step.tx, held)
    ]


async def _forget(step: Step, member: Member) -> None:
    """The Member, and all that is only theirs; whoever had shown them something is told."""
    befriended = await promises.befriended(step, member)
    await members.remove(step.tx, member.id)
    for team in befriended:
        await promises.friend_gone(step, member, of=team)


RECORDS = (
    PersonalData(
        tables=("member",),
        holds="Telegram id, name, language, time zone, days and hours, habits, pause; what is next"
        " to be explained beside their questions, and from which day on; since when they represent"
        " the organisation",
        kept="until /forget",
        mydata=DataSection(
            name="you",
            explained={
                "you": "settings by their name: Telegram id, name, language, zone, days, hours,"
                " habits, pause; what is next to be explained (`next_hint`, from `hint_from` on);"
                " since when they represent the organisation (`representative_since`)"
            },
            of=_you,
        ),
        forget=Forgetting(
            does="goes, also out of what others had promised to them alone", run=_forget
        ),
    ),
    PersonalData(
        tables=("membership",),
        holds="who is in which Team, with which roles; of managers, since which day",
        kept="until they leave, or /forget",
        mydata=DataSection(
            name="teams",
            explained={"teams": "one entry for each team: `team`, `roles`"},
            of=_places,
        ),
        forget=GOES,
    ),
)
