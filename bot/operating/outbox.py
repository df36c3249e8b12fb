"""Messages that do not get through: what an operator sees of them, and what becomes of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.config.settings import Config
from bot.domain.transport.deliveries import Delivery
from bot.operating.database import opened_store
from bot.storage.base import upkeep
from bot.storage.people import members
from bot.storage.transport import deliveries


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """What does not get through: the first of it, how much there is, and how many people have
    blocked the bot or are gone. To those nothing is owed until they come back."""

    messages: list[Delivery]
    count: int
    unreachable: int


async def stuck(config: Config, most: int) -> Stuck:
    """Messages that Telegram refused, or that wait for another try; so many at most, oldest
    first."""
    async with opened_store(config) as store, store.look() as tx:
        return Stuck(
            messages=await deliveries.stuck(tx, most),
            count=await deliveries.count_stuck(tx),
            unreachable=await members.count_unreachable(tx),
        )


def facts(one: Delivery) -> dict[str, object]:
    """All about a message but what it says."""
    return {
        "id": one.id,
        "bot": one.bot_id,
        "state": one.state,
        "kind": one.kind,
        "chat": one.chat_id,
        "tries": one.attempts,
        "next try": one.not_before.strftime("%Y-%m-%d %H:%M:%S"),
        "error": one.error,
    }


async def retry(config: Config, ids: Collection[int] | None) -> int:
    """Have stuck messages (None: all) sent now. How many there were."""
    async with opened_store(config) as store, store.step() as tx:
        return await deliveries.retry(tx, ids, datetime.now(UTC))


async def drop(config: Config, ids: Collection[int] | None) -> int:
    """Never send stuck messages (None: all). How many there were."""
    async with opened_store(config) as store, store.step() as tx:
        dropped = await deliveries.drop_stuck(tx, ids)
        if dropped:
            await upkeep.want(tx, upkeep.SCRUB, datetime.now(UTC))
        return dropped
