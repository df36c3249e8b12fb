"""Rounds: a Schedule's date comes, and a Prompt is laid out for everybody it asks."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import structlog

from bot.domain.members import Caller, Member
from bot.domain.pace import local_day, local_moment
from bot.domain.prompts import PromptState, remind_moment
from bot.domain.questions import QuestionBank
from bot.domain.rounds import (
    Round,
    RoundState,
    closing,
    due_moment,
    due_now,
    scheduled_slot,
    self_started_slot,
    sent_now_slot,
    week_end,
)
from bot.domain.schedules import Schedule, dates, plan_moment
from bot.domain.teams import Team
from bot.errors import Refusal
from bot.flows.base import access, dialogue
from bot.flows.base.audience import audience
from bot.flows.base.step import Step
from bot.storage import answers, prompts, rounds, schedules

log = structlog.get_logger()


async def plan(step: Step) -> bool:
    """Lay out the Round of the next Schedule whose date has come. True if there may be more."""
    schedule = await schedules.due(step.tx, step.now)
    if schedule is None:
        return False
    step.be_alone()
    on = schedule.next_on
    following = next(
        dates(schedule.days, schedule.every_weeks, schedule.starts_on, on + timedelta(days=1))
    )
    await schedules.change(step.tx, schedule.id, next_on=following, plan_at=plan_moment(following))
    asked = await audience(step, schedule.team_id, schedule.roles, on)
    if asked:
        closes_at = closing([one.pace for one in asked], on, schedule.open_hours)
        slot = scheduled_slot(schedule.id, on)
        due = {one.id: due_moment(one.pace, on, closes_at) for one in asked}
        await _open(step, schedule, slot, on, closes_at, asked, due)
    return True


async def send_now(step: Step, caller: Caller, schedule_id: int) -> None:
    """Fire a Schedule at once, beside its own dates; where that is unkind, a little later."""
    _, team, schedule = await access.to_schedule(step, caller, schedule_id)
    on = local_day(team.zone, step.now)
    asked = await audience(step, schedule.team_id, schedule.roles, on)
    closes_at = step.now + timedelta(hours=schedule.open_hours)
    due = {one.id: due_now(one.pace, step.now, closes_at) for one in asked}
    moments = [moment for moment in due.values() if moment is not None]
    slot = sent_now_slot(schedule.id, step.now)
    if not moments:
        raise Refusal("nobody_to_ask")
    if not await _open(step, schedule, slot, on, closes_at, asked, due):
        raise Refusal("sent_already")
    at_once = sum(moment <= step.now for moment in moments)
    step.say("sent_now", people=len(moments), at_once=at_once)


async def start_reflection(step: Step, caller: Caller, team_id: int, bank_id: str) -> None:
    """Let a Member reflect when they feel like it. Such answers are gathered week by week."""
    member, team = await access.in_team(step, caller, team_id)
    bank = step.house.banks.get(bank_id)
    if bank is None or not bank.self_start:
        raise Refusal("question_gone")
    on = local_day(team.zone, step.now)
    found = await _week_of_own(step, team, bank, on)
    if await _ask_again(step, member, found):
        return
    prompt = await prompts.add(
        step.tx,
        round_id=found.id,
        member_id=member.id,
        due_at=step.now,
        expires_at=found.closes_at,
        remind_at=None,
        state=PromptState.OPEN,
    )
    await dialogue.go_on(step, await dialogue.of_prompt(step, prompt.id))


async def _ask_again(step: Step, member: Member, found: Round) -> bool:
    """Ask the question again that the person has open in this Round. False if there is none."""
    for prompt in await prompts.of_member(step.tx, member.id):
        if prompt.round_id == found.id and prompt.state is PromptState.OPEN:
            talk = await dialogue.of_prompt(step, prompt.id)
            if dialogue.ask_again(step, talk, await answers.of_prompt(step.tx, prompt.id)):
                return True
    return False


async def _open(
    step: Step,
    schedule: Schedule,
    slot: str,
    on: date,
    closes_at: datetime,
    asked: Sequence[Member],
    due: Mapping[int, datetime | None],
) -> bool:
    """False if this firing exists already, is over before it began, or its bank is missing."""
    if schedule.bank_id not in step.house.banks:
        log.warning("round.bank_missing", schedule=schedule.id, bank=schedule.bank_id)
        return False
    if closes_at <= step.now or await rounds.by_slot(step.tx, schedule.team_id, slot):
        return False
    moments = [(one, at) for one in asked if (at := due[one.id]) is not None]
    found = await rounds.add(
        step.tx,
        team_id=schedule.team_id,
        schedule_id=schedule.id,
        bank_id=schedule.bank_id,
        slot=slot,
        number=await rounds.next_number(step.tx, schedule.team_id, schedule.bank_id),
        on_date=on,
        closes_at=closes_at,
        state=RoundState.OPEN,
        asked=len(moments),
        took_part=0,
    )
    await prompts.add_many(step.tx, [_prompt(found, schedule, one, at) for one, at in moments])
    return True


def _prompt(
    found: Round, schedule: Schedule, member: Member, due_at: datetime
) -> dict[str, object]:
    remind_at = remind_moment(member.pace, due_at, found.closes_at)
    return {
        "round_id": found.id,
        "member_id": member.id,
        "due_at": due_at,
        "expires_at": found.closes_at,
        "remind_at": remind_at if schedule.reminder else None,
        "state": PromptState.WAITING,
    }


async def _week_of_own(step: Step, team: Team, bank: QuestionBank, on: date) -> Round:
    slot = self_started_slot(bank.id, on)
    return await rounds.by_slot(step.tx, team.id, slot) or await rounds.add(
        step.tx,
        team_id=team.id,
        schedule_id=None,
        bank_id=bank.id,
        slot=slot,
        number=await rounds.next_number(step.tx, team.id, bank.id),
        on_date=on,
        closes_at=local_moment(team.zone, week_end(on), 0),
        state=RoundState.OPEN,
        asked=0,
        took_part=0,
    )
