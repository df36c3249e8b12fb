"""Members: they leave a Team, block the bot, and come back."""

from bot.domain.asking.prompts import PromptState
from bot.domain.base.roles import Role
from bot.domain.messages.people.members import (
    ConfirmLeaving,
    LeaveChoice,
    LeftTeam,
    PickTeamToLeave,
    StayedAfterAll,
)
from bot.domain.messages.people.people import Said
from bot.domain.people.members import Caller, Member
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import WAITING_FOR_A_TAP
from bot.errors import Refusal
from bot.flows.asking import dialogue, promises, prompts, questions
from bot.flows.base import access
from bot.flows.base.step import Step
from bot.flows.hearing import digests
from bot.storage.asking import answers
from bot.storage.asking import prompts as stored
from bot.storage.people import members, teams
from bot.storage.transport import deliveries


async def begin_leaving(step: Step, caller: Caller, *, edit: bool = False) -> None:
    """Ask which Team somebody wants to leave, or straight whether they do if there is only one."""
    access.in_private(caller)
    member = await access.member(step, caller)
    mine = await _own_teams(step, member)
    if not mine:
        raise Refusal("no_team_to_leave")
    if len(mine) == 1:
        await ask_leaving(step, caller, mine[0].id, edit=edit)
        return
    choices = tuple(LeaveChoice(team_id=team.id, name=team.name) for team in mine)
    step.reply(caller, PickTeamToLeave(teams=choices), member=member, edit=edit)


async def ask_leaving(step: Step, caller: Caller, team_id: int, *, edit: bool = True) -> None:
    """Say what goes and what stays."""
    member, team = await _own_team(step, caller, team_id)
    several = len(await _own_teams(step, member)) > 1
    friend = Role.CRITICAL_FRIEND in await members.roles(step.tx, member.id, team.id)
    message = ConfirmLeaving(team_id=team.id, team=team.name, several=several, friend=friend)
    step.reply(caller, message, member=member, edit=edit)


async def leave(step: Step, caller: Caller, team_id: int) -> None:
    """Leave the Team. The Member stays, also without any."""
    member, team = await _own_team(step, caller, team_id)
    held = await members.roles(step.tx, member.id, team.id)
    await prompts.close(step, member, team)
    await members.set_roles(step.tx, member.id, team.id, ())
    if Role.CRITICAL_FRIEND in held:
        await promises.friend_gone(step, member, of=team)
    await digests.settle(step, member.id)
    last = not await members.memberships(step.tx, member.id)
    step.reply(caller, LeftTeam(team=team.name, last=last), member=member, edit=True)


async def stay(step: Step, caller: Caller) -> None:
    """Do not leave after all."""
    access.in_private(caller)
    member = await access.member(step, caller)
    step.reply(caller, StayedAfterAll(), member=member, edit=True)


async def blocked(step: Step, caller: Caller) -> None:
    """The person has stopped the bot: nothing more is owed to them."""
    member = await members.by_telegram_id(step.tx, step.house.bot_id, caller.telegram_id)
    if member is not None:
        await turns_away(step, member)
    await deliveries.drop_owed(step.tx, step.house.bot_id, caller.chat_id)


async def unblocked(step: Step, caller: Caller) -> None:
    """The person has started the bot again: they go on where they were."""
    was_away = await arrives(step, caller)
    member = await members.by_telegram_id(step.tx, step.house.bot_id, caller.telegram_id)
    if member is not None:
        step.reply(caller, Said(key="welcome_back"), member=member)
        if was_away:
            await resume(step, caller)


async def _own_teams(step: Step, member: Member) -> list[Team]:
    """The Teams the person is in; an owner has rights in others without being in them."""
    return await teams.by_ids(step.tx, await members.memberships(step.tx, member.id))


async def _own_team(step: Step, caller: Caller, team_id: int) -> tuple[Member, Team]:
    """A Team the caller may leave. A Team is not left without anybody to lead it."""
    access.in_private(caller)
    member, team = await access.in_team(step, caller, team_id)
    held = await members.roles(step.tx, member.id, team.id)
    if not held:
        raise Refusal("not_in_team")
    leading = await members.holding(step.tx, team.id, Role.FACILITATOR)
    if [one.id for one in leading] == [member.id] and not member.owner:
        raise Refusal("only_facilitator", team=team.name)
    return member, team


async def arrives(step: Step, caller: Caller) -> bool:
    """Note that the person can be written to. True if they could not be before."""
    return await members.reached(step.tx, step.house.bot_id, caller.telegram_id)


async def turns_away(step: Step, member: Member) -> None:
    """Note that nothing reaches the person any more, also not what others show to them."""
    await promises.unsaid(step, member)
    await members.change(step.tx, member.id, reachable=False)
    await promises.friend_gone(step, member)


async def resume(step: Step, caller: Caller) -> None:
    """Let somebody go on where they were: tell them what has changed meanwhile, and ask their open
    question once more, unless this step has asked them something already."""
    asked = any(row["subject"] in WAITING_FOR_A_TAP for row in step.owed)
    member = await members.by_telegram_id(step.tx, step.house.bot_id, caller.telegram_id)
    if member is None:
        return
    await promises.catch_up(step, member)
    if asked:
        return
    for prompt in reversed(await stored.of_member(step.tx, member.id)):
        if prompt.state is PromptState.OPEN and prompt.takes_answers(step.now):
            talk = await dialogue.of_prompt(step, prompt.id)
            answered = await answers.of_prompt(step.tx, prompt.id)
            if await questions.ask_open(step, talk, answered):
                return
