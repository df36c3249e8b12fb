"""Taking answers back after the Seal: out of the Pool, and out of what the Team was told."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.domain.hearing.pool import Pooled
from bot.domain.hearing.releases import Release
from bot.domain.messages.hearing.insights import QuoteTold, TellWords
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Subject
from bot.flows.base.envelope import pack, unpack
from bot.flows.base.step import Step
from bot.storage.hearing import pool, releases
from bot.storage.people import members
from bot.storage.transport import deliveries


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


def without(message: object, said_ids: Collection[str] | None) -> object:
    """The message with these words blanked (None: all words), and all else as it was."""
    if not isinstance(message, TellWords):
        return message
    return replace(
        message,
        unnamed=tuple(_blank(quote, said_ids) for quote in message.unnamed),
        named=tuple(_blank(quote, said_ids) for quote in message.named),
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
    step: Step, told: Release, before: Sequence[object], after: Sequence[object]
) -> None:
    """Change the messages that stand in the channel and with the managers, and those still owed."""
    changed = {n: new for n, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}
    for delivery in await deliveries.about(step.tx, Subject.RELEASE, told.id):
        if delivery.ordinal in changed:
            await step.change(delivery, changed[delivery.ordinal])
