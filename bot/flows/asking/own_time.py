"""A Member's own time: what is still to come follows its person's clock, days, hours and pauses,
and ends where they leave."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.domain.asking.prompts import TO_COME, Prompt, PromptState, remind_moment
from bot.domain.asking.rounds import LAST_CHANCE, Round, due_moment
from bot.domain.base.availability import after_quiet, is_quiet, kind_moment, local_day
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.flows.asking.frequency_caps import allowance, planned_days
from bot.flows.base.step import Step
from bot.storage.asking import answers, prompts, rounds
from bot.storage.people import teams

LEAST_AHEAD = timedelta(minutes=1)
"""A Prompt is not moved to a moment that is all but past: it would come at once."""


async def move(step: Step, before: Member, member: Member) -> None:
    """Let what has not been asked yet come at the person's new time, if that is still to come, in
    time, and not too much for the days on which it would come. Else it stays as it was laid out,
    since others have been told that this person is asked with them; but not in quiet hours."""
    step.claim(sharing=await teams.touching(step.tx, member.id))
    allowed = await allowance(step, [member])
    for prompt in await _unasked(step, member):
        found = await rounds.by_id(step.tx, prompt.round_id)
        if found is None:
            continue
        old = planned_days(before, prompt.due_at, prompt.remind_at)
        for due_at, remind_at in _moved(step, member, prompt, found):
            if allowed.takes(member, planned_days(member, due_at, remind_at), instead_of=old):
                await prompts.change(step.tx, prompt.id, due_at=due_at, remind_at=remind_at)
                break
        else:
            if is_quiet(member.availability, prompt.due_at):
                await _leave_out(step, prompt, found)
    await allowed.keep()


async def _leave_out(step: Step, prompt: Prompt, found: Round) -> None:
    step.claim(teams={found.team_id})
    await prompts.change(step.tx, prompt.id, state=PromptState.DROPPED, remind_at=None)


def _moved(
    step: Step, member: Member, prompt: Prompt, found: Round
) -> Iterator[tuple[datetime, datetime | None]]:
    """When somebody may be asked whose time is another now, and reminded: at that time; where it is
    over, when they would have been asked, if that is kind, or as soon after it as is; on a day off
    rather than not at all; and where quiet hours leave no time after it, before it."""
    availability, ends = member.availability, prompt.expires_at
    own = due_moment(availability, found.on_date, ends) if found.scheduled else None
    if own is not None and (own > step.now + LEAST_AHEAD or own == prompt.due_at):
        yield own, prompt.remind_at and remind_moment(availability, own, ends)
    moments = [kind_moment(availability, prompt.due_at), after_quiet(availability, prompt.due_at)]
    if is_quiet(availability, prompt.due_at):
        moments.append(after_quiet(availability, step.now))
    for due_at in moments:
        if due_at < ends - LAST_CHANCE:
            yield due_at, prompt.remind_at and remind_moment(availability, due_at, ends)
            yield due_at, None


async def hush(step: Step, member: Member) -> None:
    """Somebody takes a pause: drop what would still have come in it, reminders too. A question
    they have seen can be answered all the same."""
    unasked = {prompt.id for prompt in await _unasked(step, member)}
    for prompt in await prompts.of_member(step.tx, member.id):
        comes_in_it = _in_pause(member, prompt.due_at)
        if prompt.id in unasked:
            if comes_in_it:
                # What was planned for its reminder is given back with it, should they come back.
                await prompts.change(step.tx, prompt.id, state=PromptState.DROPPED)
        elif prompt.state in TO_COME:
            if comes_in_it:
                await prompts.change(step.tx, prompt.id, state=PromptState.OPEN, remind_at=None)
        elif prompt.remind_at is not None and _in_pause(member, prompt.remind_at):
            await prompts.change(step.tx, prompt.id, remind_at=None)


def _in_pause(member: Member, moment: datetime) -> bool:
    return member.paused_on(local_day(member.zone, moment))


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
