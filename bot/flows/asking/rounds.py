"""Rounds: a Schedule's date comes, and a Prompt is laid out for everybody it asks."""

from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from bot.domain.asking.prompts import Prompt, PromptState, remind_moment
from bot.domain.asking.questions import QuestionBank
from bot.domain.asking.rounds import (
    LAST_CHANCE,
    Round,
    RoundState,
    closing,
    due_about,
    due_now,
    scheduled_slot,
    self_started_slot,
    sent_now_slot,
    week_end,
)
from bot.domain.asking.schedules import Schedule, dates, plan_moment
from bot.domain.base.actors import Actor
from bot.domain.base.availability import local_day, local_moment, week_of
from bot.domain.base.deeds import Deed
from bot.domain.base.roles import Role
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import dialogue, questions, settling
from bot.flows.asking.audience import audience, may_start
from bot.flows.asking.frequency_caps import Allowance, allowance, planned_days
from bot.flows.base import access, register
from bot.flows.base.personal import NothingPersonal
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, toast
from bot.storage.asking import answers, prompts, rounds, schedules
from bot.storage.people import members, teams

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Firing:
    """One date of a Schedule, or one time at which somebody has fired it at once."""

    schedule: Schedule
    slot: str
    on: date
    closes_at: datetime


async def plan(step: Step) -> bool:
    """Lay out the Round of the next Schedule whose date has come. True if there may be more."""
    schedule = await schedules.due(step.tx, step.now, step.leaves)
    if schedule is None:
        return False
    step.claim(teams={schedule.team_id})
    on = schedule.next_on
    following = next(
        dates(schedule.days, schedule.every_weeks, schedule.starts_on, on + timedelta(days=1))
    )
    await schedules.change(step.tx, schedule.id, next_on=following, plan_at=plan_moment(following))
    team = await teams.by_id(step.tx, schedule.team_id)
    if team is not None and team.held(step.now):
        return True  # a date that falls into a hold stays missed
    asked = await audience(step, schedule.team_id, schedule.roles, on)
    if asked:
        await _lay_out(step, schedule, on, asked)
    return True


async def _lay_out(step: Step, schedule: Schedule, on: date, asked: Sequence[Member]) -> None:
    """Open the Round of that date. It waits only for people whom it asks: whoever is spared it, by
    the ceilings or since their days leave no time, is left out of its closing as well."""
    slot = scheduled_slot(schedule.id, on)
    while True:
        closes_at = _closing(asked, on, schedule)
        firing = _Firing(schedule, slot, on, closes_at)
        if not await _is_new(step, firing):
            return
        due = {one.id: due_about(one.availability, on, closes_at, step.now) for one in asked}
        laid_out, allowed = await _kindly(step, firing, asked, due)
        reached = {one["member_id"] for one in laid_out}
        left = [one for one in asked if one.id in reached]
        if len(left) in (0, len(asked)) or _closing(left, on, schedule) == closes_at:
            break
        asked = left
    await allowed.keep()
    await _open(step, firing, laid_out)


def _closing(asked: Sequence[Member], on: date, schedule: Schedule) -> datetime:
    return closing([one.availability for one in asked], on, schedule.open_hours)


async def send_now(step: Step, actor: Actor, schedule_id: int) -> Telling:
    """Fire a Schedule at once, beside its own dates; where that is unkind, a little later.

    Whoever is still to be asked in a Round of it that is open is asked in that: two would be two
    crowds, and perhaps neither large enough to hide in.
    """
    member, team, schedule = await access.to_schedule(step, actor, schedule_id)
    step.claim(teams={team.id})
    if until := team.held(step.now):
        raise Refusal("held", at=until.isoformat(), zone=team.zone)
    await register.note(step, team, Deed.SCHEDULE_SENT, member, {"bank": schedule.bank_id})
    on = local_day(team.zone, step.now)
    under_way = await _under_way(step, team, schedule, on)
    if under_way is not None:
        return await _ask_the_rest(step, schedule, under_way, on)
    asked = await audience(step, schedule.team_id, schedule.roles, on)
    closes_at = step.now + timedelta(hours=schedule.open_hours)
    due = {one.id: due_now(one.availability, step.now, closes_at) for one in asked}
    firing = _Firing(schedule, sent_now_slot(schedule.id, step.now), on, closes_at)
    if not any(due.values()):
        raise Refusal("nobody_to_ask")
    if not await _is_new(step, firing):
        raise Refusal("sent_already")
    laid_out, allowed = await _kindly(step, firing, asked, due)
    if not laid_out:
        raise Refusal("nobody_to_ask")
    await allowed.keep()
    await _open(step, firing, laid_out)
    at_once = sum(one["due_at"] <= step.now for one in laid_out)
    return [toast("sent_now", people=len(laid_out), at_once=at_once)]


async def _under_way(step: Step, team: Team, schedule: Schedule, on: date) -> Round | None:
    """The open Round in which whoever is left is asked at once. None if there is none of the
    questions that the Schedule asks now.

    Refused where a second Round would split the crowd: while one is in its last hour, or is laid
    out for a later date, which is not brought forward. Nor is anybody asked in one that the
    Schedule has laid out if it is paused.
    """
    found = [
        one
        for one in await rounds.open_of_schedule(step.tx, schedule.id)
        if one.bank_id == schedule.bank_id and one.closes_at > step.now
    ]
    if schedule.paused and any(one.scheduled for one in found):
        raise Refusal("paused_meanwhile")
    begun = [one for one in found if one.on_date <= on]
    for one in begun:
        if step.now + LAST_CHANCE < one.closes_at:
            return one
    if ahead := [one.on_date for one in found if one.on_date > on]:
        raise Refusal("laid_out_ahead", day=min(ahead).isoformat())
    if begun:
        raise Refusal("closes_first", at=begun[0].closes_at.isoformat(), zone=team.zone)
    return None


async def _ask_the_rest(step: Step, schedule: Schedule, found: Round, on: date) -> Telling:
    """Ask at once, in the Round that is open, whoever has not been asked in it yet."""
    laid_out = {one.member_id: one for one in await prompts.of_round(step.tx, found.id)}
    begun = await answers.of_prompts(step.tx, [one.id for one in laid_out.values()])
    asked = await audience(step, schedule.team_id, schedule.roles, on)
    allowed = await allowance(step, asked)
    fresh: list[prompts.Fields] = []
    moments: list[datetime] = []
    for member in asked:
        prompt = laid_out.get(member.id)
        due_at = due_now(member.availability, step.now, found.closes_at)
        if due_at is None or (prompt is not None and not _sooner(prompt, due_at, begun)):
            continue
        firing = (schedule, due_at, found.closes_at)
        fields = _allowed(allowed, member, *firing, instead_of=prompt)
        if fields is None:
            continue
        moments.append(due_at)
        if prompt is not None:
            await prompts.change(step.tx, prompt.id, **fields)
        else:
            fresh.append({**fields, "round_id": found.id})
    await allowed.keep()
    if not moments:
        raise Refusal("sent_already")
    await prompts.add_many(step.tx, fresh)
    await rounds.change(step.tx, found.id, asked=found.asked + len(fresh))
    at_once = sum(moment <= step.now for moment in moments)
    return [toast("sent_now", people=len(moments), at_once=at_once)]


def _sooner(prompt: Prompt, due_at: datetime, begun: Container[int]) -> bool:
    """Whether somebody who was laid out, and has not been asked, would be asked earlier so. Who was
    left out is asked after all."""
    waits = prompt.state is PromptState.WAITING and due_at < prompt.due_at
    return (waits and prompt.id not in begun) or _left_out(prompt, begun)


async def take_in(step: Step, member: Member) -> None:
    """Somebody's pause ends, now or sooner than they had meant: ask them in the Rounds that are
    open as if they had been there when these were laid out, if that is in time and not too much.

    Whoever has chosen their readers already chose them in a smaller crowd than there is then.
    """
    held = await members.memberships(step.tx, member.id)
    step.claim(teams=set(held))
    laid_out = {one.round_id: one for one in await prompts.of_member(step.tx, member.id)}
    begun = await answers.of_prompts(step.tx, [one.id for one in laid_out.values()])
    allowed = await allowance(step, [member])
    for schedule, found in await _asking(step, held):
        prompt = laid_out.get(found.id)
        due_at = _asked_in(step, member, found)
        if due_at is None or (prompt is not None and not _left_out(prompt, begun)):
            continue
        firing = (schedule, due_at, found.closes_at)
        fields = _allowed(allowed, member, *firing, instead_of=prompt)
        if fields is None:
            continue
        if prompt is not None:
            await prompts.change(step.tx, prompt.id, **fields)
        else:
            await prompts.add_many(step.tx, [{**fields, "round_id": found.id}])
            await rounds.change(step.tx, found.id, asked=found.asked + 1)
    await allowed.keep()


async def _asking(step: Step, held: Mapping[int, Set[Role]]) -> list[tuple[Schedule, Round]]:
    """The open Rounds that ask whoever holds these roles in these Teams, with their Schedules."""
    found: list[tuple[Schedule, Round]] = []
    for team in await teams.by_ids(step.tx, held):
        team_id, roles = team.id, held[team.id]
        if team.held(step.now):
            continue
        own = {one.id: one for one in await schedules.of_team(step.tx, team_id)}
        for one in await rounds.open_of_team(step.tx, team_id):
            schedule = own.get(one.schedule_id or 0)
            if schedule is None or not roles & schedule.roles:
                continue
            if one.bank_id in step.house.banks and not (schedule.paused and one.scheduled):
                found.append((schedule, one))
    return sorted(found, key=lambda pair: pair[1].id)


def _asked_in(step: Step, member: Member, found: Round) -> datetime | None:
    """When somebody who comes back is asked in this Round. None: they are away on its date, or when
    it would be, or it is too late."""
    availability, closes_at = member.availability, found.closes_at
    if found.scheduled:
        due_at = due_about(availability, found.on_date, closes_at, step.now)
    else:
        due_at = due_now(availability, step.now, closes_at)
    if due_at is None or member.paused_on(found.on_date):
        return None
    return None if member.paused_on(local_day(member.zone, due_at)) else due_at


def _left_out(prompt: Prompt, begun: Container[int]) -> bool:
    return prompt.state is PromptState.DROPPED and prompt.id not in begun


async def start_reflection(step: Step, actor: Actor, team_id: int, bank_id: str) -> Telling:
    """Let a Member reflect when they feel like it. Such answers are gathered week by week."""
    member, team = await access.in_team(step, actor, team_id)
    bank = step.house.banks.get(bank_id)
    held = await members.roles(step.tx, member.id, team.id)
    if bank is None or not bank.self_start or not bank.roles & held:
        raise Refusal("question_gone")
    if not await may_start(step, team, bank):
        raise Refusal("support_first")
    on = local_day(team.zone, step.now)
    found = await _week_of_own(step, team, bank, on)
    if again := await _ask_again(step, member, found):
        return again
    prompt = await prompts.add(
        step.tx,
        round_id=found.id,
        member_id=member.id,
        due_at=step.now,
        expires_at=found.closes_at,
        remind_at=None,
        state=PromptState.OPEN,
    )
    return await settling.go_on(step, await dialogue.of_prompt(step, prompt.id))


async def _ask_again(step: Step, member: Member, found: Round) -> Telling:
    """The question again that the person has open in this Round. Nothing if there is none."""
    for prompt in await prompts.of_member(step.tx, member.id):
        if prompt.round_id == found.id and prompt.state is PromptState.OPEN:
            talk = await dialogue.of_prompt(step, prompt.id)
            answered = await answers.of_prompt(step.tx, prompt.id)
            if again := questions.ask_again(talk, answered):
                return again
    return ()


async def _is_new(step: Step, firing: _Firing) -> bool:
    """False if this firing exists already, is over before it began, or its bank is missing."""
    schedule = firing.schedule
    if schedule.bank_id not in step.house.banks:
        log.warning("round.bank_missing", schedule=schedule.id, bank=schedule.bank_id)
        return False
    exists = await rounds.by_slot(step.tx, schedule.team_id, firing.slot)
    return firing.closes_at > step.now and exists is None


async def _kindly(
    step: Step, firing: _Firing, asked: Sequence[Member], due: Mapping[int, datetime | None]
) -> tuple[list[prompts.Fields], Allowance]:
    """The Prompts of those whom it is kind to ask, but for their Round, and what they take of the
    ceilings, to be kept.

    Who is left out is left out now: whoever answers first must know who is asked with them.
    """
    allowed = await allowance(step, asked)
    laid_out: list[prompts.Fields] = []
    for member in asked:
        due_at = due[member.id]
        if due_at is None:
            continue
        fields = _allowed(allowed, member, firing.schedule, due_at, firing.closes_at)
        if fields is not None:
            laid_out.append(fields)
    return laid_out, allowed


def _allowed(
    allowed: Allowance,
    member: Member,
    schedule: Schedule,
    due_at: datetime,
    closes_at: datetime,
    *,
    instead_of: Prompt | None = None,
) -> prompts.Fields | None:
    """A Prompt that is due then, with its reminder, but for its Round; None if it is too much for
    the days on which it would come. `instead_of`: what was planned before."""
    again = remind_moment(member.availability, due_at, closes_at)
    remind_at = again if schedule.reminder else None
    days = planned_days(member, due_at, remind_at)
    before = planned_days(member, instead_of.due_at, instead_of.remind_at) if instead_of else ()
    if not allowed.takes(member, days, instead_of=before):
        return None
    return {
        "member_id": member.id,
        "due_at": due_at,
        "expires_at": closes_at,
        "remind_at": remind_at,
        "state": PromptState.WAITING,
    }


async def _open(step: Step, firing: _Firing, laid_out: Sequence[prompts.Fields]) -> None:
    """Open the Round. Perhaps it asks nobody: all have enough to answer on that day."""
    schedule = firing.schedule
    found = await rounds.add(
        step.tx,
        team_id=schedule.team_id,
        schedule_id=schedule.id,
        bank_id=schedule.bank_id,
        slot=firing.slot,
        number=await rounds.next_number(step.tx, schedule.team_id, schedule.bank_id),
        on_date=firing.on,
        closes_at=firing.closes_at,
        state=RoundState.OPEN,
        asked=len(laid_out),
        took_part=0,
    )
    await prompts.add_many(step.tx, [{**one, "round_id": found.id} for one in laid_out])


async def _week_of_own(step: Step, team: Team, bank: QuestionBank, on: date) -> Round:
    slot = self_started_slot(bank.id, on)
    there = await rounds.by_slot(step.tx, team.id, slot)
    if there is not None:
        return there
    step.claim(teams={team.id})
    return await rounds.add(
        step.tx,
        id=rounds.by_lot(),
        team_id=team.id,
        schedule_id=None,
        bank_id=bank.id,
        slot=slot,
        number=await rounds.next_number(step.tx, team.id, bank.id, self_started=True),
        # Not the day on which somebody has begun it: this row stays.
        on_date=week_of(on),
        closes_at=local_moment(team.zone, week_end(on), 0),
        state=RoundState.OPEN,
        asked=0,
        took_part=0,
    )


RECORDS = (
    NothingPersonal(
        tables=("round",),
        holds="when which bank was asked (of a week of one's own reflections, its Monday, under a"
        " number drawn by lot), how many were asked, how many took part",
        kept="with the Team",
    ),
)
