"""Parked updates: what an operator sees of them, and what becomes of them."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.config.settings import Config
from bot.domain.transport.inbox import Received
from bot.errors import OperatorError
from bot.operating.database import opened_store
from bot.storage.base import upkeep
from bot.storage.transport import inbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """One parked update, as an operator may see it."""

    received: Received

    def facts(self) -> dict[str, object]:
        """All about it but what it says."""
        one = self.received
        return {
            "bot": one.bot_id,
            "update": one.update_id,
            "kind": self._kind(),
            "from": one.lane,
            "received": one.received_on,
            "tries": one.attempts,
            "error": one.error,
        }

    def content(self) -> Any:
        """What Telegram sent, people's words and all."""
        return json.loads(self.received.body or "null")

    def _kind(self) -> str:
        """The kinds of an update are the names of its fields, never anybody's words."""
        content = self.content()
        return ", ".join(sorted(content.keys() - {"update_id"})) if content else ""


async def parked(config: Config, bot_id: int | None) -> list[Parked]:
    """All that is parked (of one bot), oldest first."""
    async with opened_store(config) as store, store.look() as tx:
        return [Parked(received=one) for one in await inbox.parked(tx, bot_id)]


async def parked_one(config: Config, bot_id: int | None, update_id: int) -> Parked:
    """The parked update with this number. OperatorError if it is not one, or not the only one."""
    found = [one for one in await parked(config, bot_id) if one.received.update_id == update_id]
    if len(found) > 1:
        bots = ", ".join(str(one.received.bot_id) for one in found)
        raise OperatorError(f"Several bots have an update {update_id}: say --bot, one of {bots}.")
    if not found:
        raise OperatorError(f"No update {update_id} is parked. `eftertanke inbox list` shows all.")
    return found[0]


async def replay(config: Config, bot_id: int | None, updates: Collection[int] | None) -> int:
    """Have parked updates (None: all) handled once more. How many there were."""
    async with opened_store(config) as store, store.step() as tx:
        return await inbox.replay(tx, bot_id, updates, datetime.now(UTC))


async def drop(config: Config, bot_id: int | None, updates: Collection[int] | None) -> int:
    """Forget parked updates (None: all), also in the free pages of the file. How many there
    were."""
    async with opened_store(config) as store, store.step() as tx:
        dropped = await inbox.drop(tx, bot_id, updates)
        if dropped:
            await upkeep.want(tx, upkeep.SCRUB, datetime.now(UTC))
        return dropped
