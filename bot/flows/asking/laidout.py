"""Prompts that are laid out already when their person changes something."""

from datetime import timedelta

from bot.domain.asking.prompts import TO_COME, Prompt, PromptState, remind_moment
from bot.domain.asking.rounds import due_moment, scheduled_slot
from bot.domain.base.pace import local_day
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.flows.asking.kindness import kindness, planned_days
from bot.flows.base.step import Step
from bot.storage.asking import answers, prompts, rounds

LEAST_AHEAD = timedelta(minutes=1)
"""A Prompt is not moved to a moment that is all but past: it would come at once."""


async def move(step: Step, before: Member, member: Member) -> None:
    """Let what has not been asked yet come at the person's new time, if that is still in time, and
    not too much for the days on which it would come. Else it stays as it was laid out: others have
    been told that this person is asked with them."""
    kind = await kindness(step, [member])
    for prompt in await _unasked(step, member):
        found = await rounds.by_id(step.tx, prompt.round_id)
        if found is None or found.slot != scheduled_slot(found.schedule_id or 0, found.on_date):
            continue
        due_at = due_moment(member.pace, found.on_date, prompt.expires_at)
        if due_at is not None and due_at > step.now + LEAST_AHEAD:
            again = remind_moment(member.pace, due_at, prompt.expires_at)
            remind_at = prompt.remind_at and again
            old = planned_days(before, prompt.due_at, prompt.remind_at)
            if kind.takes(member, planned_days(member, due_at, remind_at), instead_of=old):
                await prompts.change(step.tx, prompt.id, due_at=due_at, remind_at=remind_at)
    await kind.keep()


async def hush(step: Step, member: Member) -> None:
    """Somebody takes a pause: drop what would still have come in it, reminders too. A question
    they have seen can be answered all the same."""
    unasked = {prompt.id for prompt in await _unasked(step, member)}
    for prompt in await prompts.of_member(step.tx, member.id):
        if prompt.id in unasked:
            if member.paused_on(local_day(member.zone, prompt.due_at)):
                await prompts.change(step.tx, prompt.id, state=PromptState.DROPPED, remind_at=None)
        elif prompt.state in TO_COME:
            await prompts.change(step.tx, prompt.id, state=PromptState.OPEN, remind_at=None)
        elif prompt.remind_at is not None:
            await prompts.change(step.tx, prompt.id, remind_at=None)


async def close(step: Step, member: Member, team: Team) -> None:
    """Somebody leaves: their open questions of this Team take no more answers."""
    for prompt in await prompts.of_member(step.tx, member.id):
        found = await rounds.by_id(step.tx, prompt.round_id)
        if found is not None and found.team_id == team.id:
            await prompts.change(step.tx, prompt.id, state=PromptState.DROPPED, remind_at=None)


async def _unasked(step: Step, member: Member) -> list[Prompt]:
    """Waiting Prompts whose first question has not been sent; a snoozed one has been."""
    waiting = [
        prompt
        for prompt in await prompts.of_member(step.tx, member.id)
        if prompt.state is PromptState.WAITING
    ]
    return [one for one in waiting if not await answers.of_prompt(step.tx, one.id)]
