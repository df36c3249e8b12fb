"""Releases: the Insight of a Round told to its Team, as messages for its channel, and words taken
out of them again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.asking.questions import QuestionBank
from bot.domain.asking.rounds import Round
from bot.domain.base.availability import (
    WORKING_DAYS,
    Availability,
    kind_moment,
    local_day,
    local_moment,
    week_of,
)
from bot.domain.hearing.insights import Insight, Utterance
from bot.domain.hearing.pool import Pooled
from bot.domain.hearing.releases import Release
from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing.insights import QuoteTold, TellQuotes, WordsTold, sounds
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Subject
from bot.flows.base.envelope import pack, unpack
from bot.flows.base.step import Step
from bot.flows.hearing import unshown
from bot.flows.hearing.insights import Past, messages
from bot.insights.insights import Crowd, insight
from bot.storage.asking import rounds, schedules
from bot.storage.hearing import pool, releases
from bot.storage.people import members
from bot.storage.transport import deliveries

COURSE = 8
"""Rounds shown in the course of a scale."""

SOUNDS = 2
"""Releases a week that a channel hears with a sound."""


async def release(
    step: Step,
    team: Team,
    bank: QuestionBank,
    ended: Round,
    shared: Sequence[Pooled],
    *,
    came_back: bool = False,
) -> Sequence[Pooled]:
    """Tell the Team's channel what this Round, with its two counts, and what had waited have shown.

    Returns what was shared as it is to be kept: as a part of the Release, or waiting for another.
    `came_back`: what was shared without a name is its authors' again, as too few were asked.
    Only what was promised to this channel is told in it. Without one, nothing is.
    """
    if team.chat_id is None:
        return shared
    before = await pool.waiting(step.tx, team.id, bank.id, team.chat_id)
    fresh = [one for one in shared if _for_team(one) and one.chat_id == team.chat_id]
    waiting = sorted((*before, *fresh), key=lambda one: one.id)
    found = await _found(step, team, bank, ended, waiting)
    if ended.self_started and found.took_part is None and not found.words:
        return shared
    # Whoever hears that nothing waits, though nothing was shown, would know that all said the same.
    found = replace(found, waits=found.waits or any(one.is_empty for one in shared))
    used = {one.id: one.round_id for one in waiting if one.id in found.released}
    known = await rounds.by_ids(step.tx, {*used.values()} - {ended.id}) | {ended.id: ended}
    answered_in = {id_: known[round_id] for id_, round_id in used.items()}
    told = await _told(step, team, bank, ended, found, answered_in, came_back=came_back)
    first = min(one.on_date for one in known.values())
    await unshown.tell(step, team, bank, ended, told)
    release_id = await _post(step, team, bank, ended, told, first)
    await pool.mark_released(
        step.tx, [one.id for one in before if one.id in found.released], release_id
    )
    return [
        replace(one, release_id=release_id) if one.id in found.released else one for one in shared
    ]


async def _told(
    step: Step,
    team: Team,
    bank: QuestionBank,
    ended: Round,
    found: Insight,
    answered_in: Mapping[str, Round],
    *,
    came_back: bool,
) -> Sequence[Message]:
    earlier = [Past(one) for one in await _told_there(step, team.id, bank, team.chat_id or 0)]
    silent = not await _may_sound(step, team)
    told = messages(
        found, team, bank, ended, earlier, answered_in, came_back=came_back, silent=silent
    )
    return list(told)


async def _found(
    step: Step, team: Team, bank: QuestionBank, ended: Round, waiting: Sequence[Pooled]
) -> Insight:
    return insight(
        bank,
        await _said(step, waiting),
        await _crowd(step, ended, waiting),
        floor=team.floor,
        languages=team.languages,
        rng=step.house.rng,
    )


async def _told_there(step: Step, team_id: int, bank: QuestionBank, chat_id: int) -> list[Release]:
    """The latest Releases about this bank that this chat was told, newest first: what another one
    was told is compared with nothing here, since people have shared it with that."""
    found = await releases.of_bank(step.tx, team_id, bank.id, COURSE)
    here = await deliveries.releases_in(step.tx, chat_id, [one.id for one in found])
    return [one for one in found if one.id in here]


async def _may_sound(step: Step, team: Team) -> bool:
    """Whether what the channel hears now may make a sound: twice a week, on the Team's own days and
    outside the quiet hours of the house."""
    if kind_moment(await _own_time(step, team), step.now) > step.now:
        return False
    monday = local_moment(team.zone, week_of(local_day(team.zone, step.now)), 0)
    this_week = await releases.between(step.tx, team.id, monday, step.now, after=date.min)
    firsts = [unpack(one.told[0]) for one in this_week]
    return sum(sounds(one) for one in firsts) < SOUNDS


async def _own_time(step: Step, team: Team) -> Availability:
    """Working days, and those on which it is asked; by day, as the house has it."""
    asked_on = {day for one in await schedules.of_team(step.tx, team.id) for day in one.days}
    kindness = step.house.config.kindness
    return Availability(
        zone=team.zone,
        days=tuple(asked_on.union(WORKING_DAYS)),
        ask_at=kindness.quiet_to,
        quiet_from=kindness.quiet_from,
        quiet_to=kindness.quiet_to,
    )


async def _post(
    step: Step,
    team: Team,
    bank: QuestionBank,
    ended: Round,
    told: Sequence[Message],
    first_date: date,
) -> int:
    """Keep what is told as a Release, in the pages in which the channel gets it, and owe it to the
    channel. The Release's id.

    It is never cut anew: words that are taken out later would shift all that stands behind them.
    """
    pages = [page for message in told for page in step.house.fit(message)]
    release_id = await releases.add(
        step.tx,
        team_id=team.id,
        bank_id=bank.id,
        on_date=ended.on_date,
        released_at=step.now,
        told=[pack(page) for page in pages],
        first_date=first_date,
    )
    for ordinal, page in enumerate(pages):
        step.post(team, page, about=(Subject.RELEASE, release_id), ordinal=ordinal)
    return release_id


def _for_team(one: Pooled) -> bool:
    return one.visibility.seen_by_team


async def _crowd(step: Step, ended: Round, waiting: Sequence[Pooled]) -> Crowd:
    asked = await rounds.asked(step.tx, {one.round_id for one in waiting})
    return Crowd(
        round_id=ended.id, took_part=ended.took_part, asked=asked | {ended.id: ended.asked}
    )


async def _said(step: Step, waiting: Sequence[Pooled]) -> list[Utterance]:
    named = await members.by_ids(step.tx, {p.member_id for p in waiting if p.member_id})
    return [
        Utterance(
            id=one.id,
            round_id=one.round_id,
            voice=one.voice,
            question_id=one.question_id,
            text=one.text,
            options=one.options,
            name=named[one.member_id].name if one.member_id else None,
        )
        for one in waiting
    ]


async def in_reach(step: Step, team: Team | None, release_id: int | None) -> bool:
    """Whether all that the Team and its managers were told in a Release can still be changed."""
    if team is None or release_id is None:
        return True
    chats = {one.chat_id for one in await deliveries.about(step.tx, Subject.RELEASE, release_id)}
    for chat_id in chats - {team.chat_id}:
        reader = await members.by_telegram_id(step.tx, team.bot_id, chat_id)
        if reader is None or not reader.reachable:
            return False
    return True


async def take_back(step: Step, gone: Collection[Pooled]) -> bool:
    """Delete these answers for good. True if the words of any had been told to the Team; what was
    counted stays in the figures it is a part of."""
    for pooled in gone:
        await pool.remove(step.tx, pooled.id)
    told = {pooled.release_id for pooled in gone if pooled.release_id is not None}
    words = {pooled.id for pooled in gone if pooled.text}
    for release_id in sorted(told):
        release = await releases.by_id(step.tx, release_id)
        if release is not None:
            await _retell(step, release, words)
    return any(pooled.text and pooled.release_id is not None for pooled in gone)


def without(message: Message, said_ids: Collection[str] | None) -> Message:
    """The message with these words blanked (None: all words), and all else as it was."""
    if not isinstance(message, TellQuotes):
        return message
    return replace(
        message,
        seen=tuple(_blanked(group, said_ids) for group in message.seen),
        folded=tuple(_blanked(group, said_ids) for group in message.folded),
    )


def _blanked(group: WordsTold, said_ids: Collection[str] | None) -> WordsTold:
    return replace(
        group,
        unnamed=tuple(_blank(quote, said_ids) for quote in group.unnamed),
        named=tuple(_blank(quote, said_ids) for quote in group.named),
    )


def _blank(quote: QuoteTold, said_ids: Collection[str] | None) -> QuoteTold:
    if said_ids is not None and quote.said_id not in said_ids:
        return quote
    return replace(quote, text="", name=None if quote.name is None else "")


async def _retell(step: Step, release: Release, said_ids: Collection[str]) -> None:
    before = [unpack(message) for message in release.told]
    after = [without(message, said_ids) for message in before]
    if before != after:
        await releases.change(step.tx, release.id, [pack(message) for message in after])
        await _tell_again(step, release, before, after)


async def _tell_again(
    step: Step, told: Release, before: Sequence[Message], after: Sequence[Message]
) -> None:
    """Change the messages that stand in the channel and with the managers, and those still owed."""
    changed = {n: new for n, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}
    for delivery in await deliveries.about(step.tx, Subject.RELEASE, told.id):
        if delivery.ordinal in changed:
            await step.outbox.change(delivery, changed[delivery.ordinal])
