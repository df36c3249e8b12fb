"""Digests: once a week, each manager gets what their Teams' channels got, and their own queue."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Unpack

from bot.domain.asking.schedules import Schedule
from bot.domain.base.actors import Actor
from bot.domain.base.availability import local_day
from bot.domain.base.languages import in_language
from bot.domain.base.roles import Role
from bot.domain.hearing.digests import going_out, next_digest, told_since
from bot.domain.hearing.insights import FLOOR
from bot.domain.hearing.releases import Release
from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing.digests import (
    DigestLetter,
    LanguageGap,
    QueueTold,
    ReleaseTold,
    ShowQueue,
    TeamQueue,
)
from bot.domain.messages.hearing.insights import TellInsight, TellPicture, insights_in
from bot.domain.people.invites import InviteState
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Heard, Priority, Subject, heard
from bot.errors import Refusal
from bot.flows.asking.frequency_caps import allowance
from bot.flows.base import access
from bot.flows.base.envelope import unpack
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, pointing, told
from bot.storage.asking import planned, rounds, schedules
from bot.storage.hearing import releases
from bot.storage.people import invites, members, teams
from bot.storage.transport import deliveries


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What one Team's channel got, oldest first; what tells only of Rounds after that day."""

    team: Team
    after: date
    releases: Sequence[Release]


async def send_due(step: Step) -> bool:
    """Send the Digest that has waited longest. True if there may be more."""
    member = await members.with_digest_due(step.tx, step.now)
    if member is None or member.next_digest_at is None:
        return False
    ids = await manages(step, member)
    step.claim(sharing=ids, people={member.person})
    managed = await teams.by_ids(step.tx, ids)
    if not managed:
        await members.change(step.tx, member.id, next_digest_at=None, digested_until=None)
        return True
    since = told_since(member.digested_until, member.next_digest_at)
    managed = [team for team in managed if not team.held(step.now)]
    at = await _going_out(step, member, member.next_digest_at)
    if at is not None and at > step.now:
        await members.change(step.tx, member.id, next_digest_at=at, digested_until=since)
        return True
    # It was planned for this day, whether or not it goes out.
    today = local_day(member.zone, step.now)
    await planned.add(step.tx, member.id, today, messages=1)
    if not member.reachable:
        # Whoever has turned away is not told later what they missed: the channel has it.
        await rearm(step, member, digested_until=None)
    elif at is None or member.paused_on(today) or not managed:
        await rearm(step, member, digested_until=since)
    else:
        await _send(step, member, managed, since)
    return True


async def _going_out(step: Step, member: Member, due: datetime) -> datetime | None:
    """When the Digest goes out. None: not at all, since it is too late, or on another day than its
    own it would be one message too many: what was planned around it stays."""
    at = going_out(member.availability, due, step.now)
    if at is None or local_day(member.zone, at) == local_day(member.zone, due):
        return at
    allowed = await allowance(step, [member])
    return at if allowed.lets_come(member, local_day(member.zone, at)) else None


async def _send(step: Step, member: Member, managed: Sequence[Team], since: datetime) -> None:
    told, until = await _heard(step, member, managed, since)
    queues = [(team, await _queue(step, member, team)) for team in managed]
    letter = DigestLetter(
        first=local_day(member.zone, since),
        last=local_day(member.zone, until),
        told=tuple(_in_short(release, one.after) for one in told for release in one.releases),
        quiet=tuple(one.team.name for one in told if not one.releases),
        queues=tuple(
            QueueTold(team_id=team.id, team=team.name, waits=queue.waits)
            for team, queue in queues
            if queue.waits
        ),
    )
    step.write(member, letter, priority=Priority.DIGEST)
    await rearm(step, member, digested_until=until)


def _in_short(release: Release, after: date) -> ReleaseTold:
    messages = _told_after(release, after)
    (insight, *_) = insights_in(messages)
    more = len(messages) > 1 or insight.shows
    return ReleaseTold(release_id=release.id, insight=insight, more=more)


def _told_after(release: Release, day: date) -> list[Message]:
    """The messages of a Release, for a manager since that day."""
    told: list[Message] = []
    for message in map(unpack, release.told):
        match message:
            case TellPicture(insight=insight):
                told.append(replace(message, insight=insight.told_after(day)))
            case TellInsight():
                told.append(message.told_after(day))
            case _:
                told.append(message)
    return told


async def read(step: Step, actor: Actor, release_id: int, *, drawn: bool) -> Telling:
    """What a Team's channel heard, word for word; `drawn`: without the picture, which stands in the
    letter. For managers who were so before the first Round of which it tells."""
    member = await access.member(step, actor)
    release = await releases.by_id(step.tx, release_id)
    after = await _may_read(step, member, release) if release is not None else None
    if release is None or after is None:
        raise Refusal("release_gone")
    messages = [*enumerate(_told_after(release, after))]
    below = [(n, one) for n, one in messages if not isinstance(one, TellPicture)]
    # Where there is nothing else, what the picture shows stands in words in the channel's caption.
    return [
        told(member, message, about=(Subject.RELEASE, release.id), ordinal=ordinal)
        for ordinal, message in (drawn and below) or messages
    ]


async def _may_read(step: Step, member: Member, release: Release) -> date | None:
    """Since which day the Member is the Team's manager, if they may read what it was told."""
    step.claim(sharing={release.team_id})
    after = await members.manager_since(step.tx, member.id, release.team_id)
    states = await deliveries.to_channels(step.tx, [release.id])
    got = heard(states.get(release.id, []), len(release.told)) is Heard.YES
    return after if after is not None and release.first_date > after and got else None


async def show_queue(step: Step, actor: Actor, team_id: int) -> Telling:
    """What waits for somebody in a Team, as it is now."""
    member, team = await access.in_team(step, actor, team_id, Role.MANAGER)
    return [pointing(member, ShowQueue(queue=await _queue(step, member, team)))]


async def _heard(
    step: Step, member: Member, managed: Sequence[Team], since: datetime
) -> tuple[list[_Told], datetime]:
    """What the channels have got of Rounds that were opened after the Member became a manager, and
    until when that is all.

    A Release that is still on its way to its channel ends the Digest's time: what came since then
    is for the next one, so that nobody hears it before the Team and nothing is left out.
    """
    # Nobody has heard anything of Rounds that are still to come.
    after = {
        team.id: await members.manager_since(step.tx, member.id, team.id) or date.max
        for team in managed
    }
    found = {
        team.id: await releases.between(step.tx, team.id, since, step.now, after=after[team.id])
        for team in managed
    }
    everything = [release for told in found.values() for release in told]
    states = await deliveries.to_channels(step.tx, [release.id for release in everything])
    fates = {one.id: heard(states.get(one.id, []), len(one.told)) for one in everything}
    until = min(
        (one.released_at for one in everything if fates[one.id] is Heard.NOT_YET),
        default=step.now,
    )
    told = [
        _Told(
            team=team,
            after=after[team.id],
            releases=[
                one
                for one in found[team.id]
                if fates[one.id] is Heard.YES and one.released_at < until
            ],
        )
        for team in managed
    ]
    return told, until


async def _queue(step: Step, member: Member, team: Team) -> TeamQueue:
    """What waits for somebody's care in the Team, and never who. It can be looked at as often as
    one likes, so nothing in it changes when one person turns away or goes on leave, but where five
    begin to be out of reach."""
    people = await members.of_team(step.tx, team.id)
    open_invites = [
        one
        for one in await invites.of_team(step.tx, team.id)
        if one.uses == 0 and one.state(step.now) is InviteState.OPEN
    ]
    running = await schedules.running(step.tx, [team.id])
    return TeamQueue(
        team=team.name,
        invites=len(open_invites),
        unreachable=FLOOR if sum(not one.reachable for _, one in people) >= FLOOR else 0,
        too_few=await _too_few(step, member, team, running),
        gaps=_gaps(step, member, people, running),
        no_channel=team.chat_id is None,
    )


async def _too_few(
    step: Step, member: Member, team: Team, running: Sequence[Schedule]
) -> tuple[str, ...]:
    """Banks whose latest Round had fewer people than may be shown."""
    latest = [(one, await rounds.latest_of_schedule(step.tx, one.id)) for one in running]
    short = [one for one, last in latest if last is not None and last.took_part < team.floor]
    return tuple(dict.fromkeys(_title(step, one, member) for one in short))


def _gaps(
    step: Step,
    member: Member,
    people: Sequence[tuple[frozenset[Role], Member]],
    running: Sequence[Schedule],
) -> tuple[LanguageGap, ...]:
    """Languages that people are to be asked in and that a bank lacks."""
    gaps: dict[str, set[str]] = {}
    for one in running:
        bank = step.house.banks.get(one.bank_id)
        if bank is not None:
            lacking = {person.language for held, person in people if held & one.roles}
            lacking -= {*bank.languages}
            gaps.setdefault(_title(step, one, member), set()).update(lacking)
    return tuple(
        LanguageGap(bank=bank, languages=tuple(sorted(lacking)))
        for bank, lacking in gaps.items()
        if lacking
    )


def _title(step: Step, schedule: Schedule, member: Member) -> str:
    bank = step.house.banks.get(schedule.bank_id)
    return in_language(bank.title, member.language) if bank else schedule.bank_id


async def settle(step: Step, member_id: int) -> None:
    """Managers get a Digest, and nobody else."""
    member = await members.by_id(step.tx, member_id)
    if member is None:
        return
    if await manages(step, member):
        await rearm(step, member)
    else:
        await members.change(step.tx, member.id, next_digest_at=None, digested_until=None)


async def manages(step: Step, member: Member) -> list[int]:
    """The Teams in which the Member is a manager."""
    held = await members.memberships(step.tx, member.id)
    return [team_id for team_id, roles in held.items() if Role.MANAGER in roles]


async def rearm(step: Step, member: Member, **fields: Unpack[members.Fields]) -> None:
    """Let the next Digest come at the Member's own day and time."""
    following = next_digest(member.zone, member.digest_day, member.digest_at, step.now)
    fields["next_digest_at"] = following
    await members.change(step.tx, member.id, **fields)
