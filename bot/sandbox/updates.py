"""The queue of updates that wait for one bot."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from itertools import takewhile

from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Faults, Kind

DAY = 86_400

LIFETIMES: dict[str, int] = {
    "message": DAY,
    "edited_message": DAY,
    "channel_post": DAY,
    "edited_channel_post": DAY,
    "callback_query": 150,
    "message_reaction": DAY,
    "message_reaction_count": DAY,
    "poll": DAY,
    "poll_answer": DAY,
    "my_chat_member": DAY,
    "chat_member": DAY,
    "chat_join_request": DAY,
    "stopped_message_generation": DAY,
}
"""Seconds for which an update of each kind is kept for a bot that does not fetch it."""

OPT_IN = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that a bot gets only if its `allowed_updates` names them."""

BY_DEFAULT = frozenset(LIFETIMES) - OPT_IN

MOST_PENDING = 100_000
"""Updates. What comes on top is dropped without a word, as Telegram does."""

FORESIGHT = 10
"""Ids. An offset further beyond the end of the queue is of another life of the bot."""

CONFLICT_SECONDS = 3.0
"""Two pollers that fight get one 409 at once and the next ones with this delay."""

UNDECODABLE = "An update that no client can decode"
"""What stands where an object is expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """`line` is the queue key of webhooks: updates of one line are delivered one after another."""

    id: int
    kind: str
    body: object
    expires_at: float
    line: tuple[str, int]

    def as_json(self) -> dict[str, object]:
        return {"update_id": self.id, self.kind: self.body}


class UpdateQueue:
    """Updates in order of their ids, until acknowledged, delivered or expired."""

    def __init__(self, first_id: int, bot: str, faults: Faults) -> None:
        self.allowed: frozenset[str] = BY_DEFAULT
        self.next_id = first_id
        self._bot = bot
        self._faults = faults
        self._pending: OrderedDict[int, Update] = OrderedDict()
        self._held: list[Update] = []
        """Those that come after the next one."""
        self._doubled: set[int] = set()
        self._again: list[Update] = []
        """Those that were acknowledged and come once more."""
        self._waiter: asyncio.Future[None] | None = None
        self._quiet_until = 0.0

    @property
    def watched(self) -> bool:
        """Whether somebody waits for the next update."""
        return self._waiter is not None

    def put(self, kind: str, body: object, line: tuple[str, int], now: float) -> None:
        """Queue an update of an allowed kind and wake who waits for it."""
        if kind not in self.allowed or len(self._pending) >= MOST_PENDING:
            return
        fault = self._faults.next_for_update(self._bot)
        if fault is Kind.UNDECODABLE:
            self.add(self._new(kind, UNDECODABLE, line, now))
        update = self._new(kind, body, line, now)
        if fault is Kind.REORDER:
            self._held.append(update)
            return
        if fault is Kind.DUPLICATE:
            self._doubled.add(update.id)
        self.add(update)
        while self._held:
            self.add(self._held.pop(0))
        self.wake()

    def wake(self) -> None:
        """Let whoever waits look again."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def add(self, update: Update) -> None:
        """Take in an update as it is."""
        self._pending[update.id] = update

    def acknowledge(self, offset: int) -> None:
        """Forget what came before `offset`; a negative one keeps only so many of the newest.

        An offset far beyond the end of the queue acknowledges nothing.
        """
        if offset < 0:
            for _ in range(len(self._pending) + offset):
                self._pending.popitem(last=False)
        elif offset <= self.next_id + FORESIGHT:
            until = takewhile(lambda number: number <= offset, self._pending)
            for number in [number for number in until if number < offset]:
                update = self._pending.pop(number)
                if number in self._doubled:
                    self._doubled.discard(number)
                    self._again.append(update)

    def first(self, limit: int, now: float) -> list[Update]:
        """The oldest updates that have not expired; those that have are dropped on the way."""
        while (head := self._head()) is not None and head.expires_at <= now:
            self._pending.popitem(last=False)
        found, self._again = self._again[:limit], self._again[limit:]
        for update in self._pending.values():
            if len(found) == limit:
                break
            if update.expires_at > now:
                found.append(update)
        return found

    def pending(self, now: float) -> list[Update]:
        """All that wait, as somebody sees them who takes none."""
        return [update for update in self._pending.values() if update.expires_at > now]

    def remove(self, update: Update) -> bool:
        """Drop an update that was delivered by webhook or given up; True if it comes once more."""
        if update.id in self._doubled:
            self._doubled.discard(update.id)
            return True
        self._pending.pop(update.id, None)
        return False

    def clear(self) -> None:
        for waiting in (self._pending, self._held, self._doubled, self._again):
            waiting.clear()

    def _new(self, kind: str, body: object, line: tuple[str, int], now: float) -> Update:
        number = self.next_id
        self.next_id += 1
        return Update(id=number, kind=kind, body=body, expires_at=now + LIFETIMES[kind], line=line)

    def _head(self) -> Update | None:
        return next(iter(self._pending.values()), None)

    async def wait(self, seconds: float | None) -> None:
        """Until an update arrives or the time is over. Raises what `interrupt` was given."""
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return
        finally:
            if self._waiter is waiter:
                self._waiter = None

    def interrupt(self, error: ApiError) -> None:
        """Fail whoever waits."""
        waiter, self._waiter = self._waiter, None
        if waiter is None:
            return
        loop = asyncio.get_running_loop()
        if loop.time() >= self._quiet_until:
            self._quiet_until = loop.time() + CONFLICT_SECONDS
            _fail(waiter, error)
        else:
            loop.call_later(CONFLICT_SECONDS, _fail, waiter, error)


def _fail(waiter: asyncio.Future[None], error: ApiError) -> None:
    if not waiter.done():
        waiter.set_exception(error)
