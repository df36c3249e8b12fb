"""A restored database is brought into the present, where people remember more than it does.

All of it is one step, done before a bot runs on it; see `bot/operating/restore.py` and
docs/backup.md.
"""

from collections.abc import Sequence
from itertools import groupby

from bot.domain.asking.gaps import Gap
from bot.domain.asking.prompts import Prompt, PromptState
from bot.domain.asking.rounds import due_now
from bot.domain.base.availability import local_day, week_of
from bot.domain.base.deeds import Deed, Hand
from bot.domain.messages.people.people import Said
from bot.domain.people.teams import Team
from bot.flows.asking.asked import ASKING
from bot.flows.base import lost, redaction, register
from bot.flows.base.step import Step
from bot.flows.hearing import digests
from bot.storage.asking import answers, prompts, rounds
from bot.storage.base import copying, drafts, upkeep
from bot.storage.hearing import pool
from bot.storage.people import invites, members, teams
from bot.storage.transport import deliveries, leases


async def note(step: Step, gap: Gap) -> None:
    """Everybody may read that a backup was put back, and which days were lost by that."""
    since, until = (moment.date().isoformat() for moment in (gap.since, gap.until))
    by = Hand.OPERATOR
    await register.note(
        step, None, Deed.RESTORED, by, {"since": since, "until": until}, every_bot=True
    )


async def begin(step: Step, gap: Gap) -> None:
    """Note the Gap, and let go of what it has made stale.

    What was owed has been sent, as far as anybody knows. What stands in people's chats is no longer
    what is known of them: words must not answer a question that was the last one then. And links
    may have been used up or withdrawn.
    """
    await copying.leap(step.tx)
    await upkeep.forget(step.tx, upkeep.BACKED_UP)
    await upkeep.want(step.tx, upkeep.LOST_SINCE, gap.since)
    await upkeep.want(step.tx, upkeep.LOST_UNTIL, gap.until)
    await redaction.want(step)
    await deliveries.remove_owed(step.tx)
    await deliveries.remove_about(step.tx, ASKING)
    await drafts.remove_all(step.tx)
    await leases.remove_all(step.tx)
    await invites.withdraw_open(step.tx, step.now)


async def give_up_waiting(step: Step, gap: Gap) -> None:
    """Forget what waited to be told, wherever it may have been told meanwhile: shown twice, it
    would let readers subtract."""
    for team in await teams.of_all_bots(step.tx):
        if gap.held_whole_rounds:
            await pool.remove_waiting(step.tx, team.id)
            continue
        for one in await rounds.open_of_team(step.tx, team.id):
            if one.closes_at <= gap.until:
                await pool.remove_waiting(step.tx, team.id, one.bank_id)
        if _week_ended(team, gap):
            for bank in step.house.banks.values():
                if bank.self_start:
                    await pool.remove_waiting(step.tx, team.id, bank.id)


async def ask_afresh(step: Step, gap: Gap) -> None:
    """Everybody who may have seen a question that is open is asked one once more, at a kind moment;
    of several the one that came last."""
    perhaps: list[Prompt] = []
    for one in await rounds.all_open(step.tx):
        perhaps += [p for p in await prompts.of_round(step.tx, one.id) if gap.may_have_asked(p)]
    perhaps.sort(key=lambda prompt: (prompt.member_id, prompt.due_at, prompt.id))
    for _, own in groupby(perhaps, key=lambda prompt: prompt.member_id):
        await _ask_one(step, [*own])


async def tell(step: Step, gap: Gap) -> None:
    """Tell those who lead Teams, or run the installation, what has happened; and let Digests that
    fell into the Gap be done with."""
    for leading in await members.leading(step.tx):
        facts = lost.facts(gap, leading.zone)
        step.write(leading, Said(key="restored", facts=facts))
    while (manager := await members.with_digest_due(step.tx, gap.until)) is not None:
        await digests.rearm(step, manager, digested_until=gap.until)


async def _ask_one(step: Step, own: Sequence[Prompt]) -> None:
    last = own[-1]
    member = await members.by_id(step.tx, last.member_id)
    at = due_now(member.availability, step.now, last.expires_at) if member else None
    if member and at and member.reachable and not member.paused_on(local_day(member.zone, at)):
        await prompts.change(step.tx, last.id, state=PromptState.AGAIN, due_at=at, remind_at=None)
        own = own[:-1]
    for prompt in own:
        asked = await answers.of_prompt(step.tx, prompt.id)
        state = PromptState.OPEN if asked else PromptState.DROPPED
        await prompts.change(step.tx, prompt.id, state=state, remind_at=None)


def _week_ended(team: Team, gap: Gap) -> bool:
    """Whether a week of reflections that people start themselves may have been told."""
    first, last = (week_of(local_day(team.zone, at)) for at in (gap.since, gap.until))
    return first != last
