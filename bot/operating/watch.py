"""How the bot is, for those who look from outside: from before it runs until it has stopped."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import timedelta
from typing import TypeVar

from bot.app import DEAF_AFTER, App
from bot.domain.base.clock import WatchedClock
from bot.domain.transport.backlog import Backlog
from bot.domain.transport.deliveries import Priority
from bot.flows.transport import backlog
from bot.host.disk import room_for
from bot.host.duties import Duty
from bot.storage.base.migrating import SchemaState, state
from bot.storage.base.unfinished import file_of
from bot.web.vitals import Vitals

Answer = TypeVar("Answer")

PATIENCE = 3.0
"""Seconds for the database to answer somebody who looks; they themselves wait for about five."""

DOUBT_AFTER = 30.0
"""Seconds without a way to send after which the bot cannot do its work."""

IDLE_AFTER = 600.0
"""Seconds without a heartbeat after which something holds it up. To rewrite a large database may
take minutes."""

STUCK_AFTER = timedelta(minutes=5)
"""As long as somebody may wait for the bot before something must be wrong."""


class Watch:
    """Gathers what is known of the bots' health. `apps` are there from their start to their end."""

    def __init__(self) -> None:
        self.apps: Sequence[App] = ()
        self.stopping = False
        self._began = time.monotonic()

    async def alive(self) -> list[str]:
        """What somebody should look at, a sentence each. None while the bots hear and remember."""
        if self.apps:
            return await self._of_each(_wrong)
        waited = time.monotonic() - self._began
        return [f"it has tried to start for {waited:.0f} s"] if waited > DEAF_AFTER else []

    async def ready(self) -> list[str]:
        """Why the bots cannot do all of their work just now, a sentence each."""
        if not self.apps:
            return ["it is starting: Telegram or the database has not answered yet"]
        stopping = ["it is being stopped"] if self.stopping else []
        return stopping + await self._of_each(_ready)

    async def vitals(self) -> Sequence[Vitals]:
        """How each bot is, in figures. None before it has started."""
        return [await _vitals(app) for app in self.apps]

    async def _of_each(self, ask: Callable[[App], Awaitable[list[str]]]) -> list[str]:
        """What each bot says; whose it is, if that makes a difference."""
        told: dict[str, list[str]] = {}
        for app, sentences in zip(
            self.apps, await asyncio.gather(*map(ask, self.apps)), strict=True
        ):
            for sentence in sentences:
                told.setdefault(sentence, []).append(f"@{app.bot.username}")
        whole = len(self.apps)
        return [s if len(of) == whole else f"{', '.join(of)}: {s}" for s, of in told.items()]


async def _ready(app: App) -> list[str]:
    wrong, schema, waits = await asyncio.gather(
        _wrong(app), _asked(state(app.unit_of_work.store)), _asked(_backlog(app))
    )
    told = [*wrong, *_idle(app), *_outdated(schema)]
    if Duty.CHAT in app.duties:
        told += _overdue(waits, app.unit_of_work.clock)
    return told if told or waits is not None else ["the database cannot be read"]


async def _wrong(app: App) -> list[str]:
    try:
        async with asyncio.timeout(PATIENCE):
            return await app.what_is_wrong()
    except Exception as error:  # noqa: BLE001 - drivers have errors of their own
        return [f"the database does not answer ({type(error).__name__})"]


def _idle(app: App) -> Iterator[str]:
    """Parts of the bot that do nothing, of those that this process has."""
    chatting, ticking = Duty.CHAT in app.duties, Duty.TASKS in app.duties
    if chatting and not app.receiver.heard:
        yield "Telegram has not answered a poll yet, or taken the address of the webhook"
    if chatting and (doubt := app.sender.doubt()) > DOUBT_AFTER:
        yield f"nothing is sent: Telegram could not be reached for {doubt:.0f} s"
    if ticking and (rest := app.heartbeat.silence()) > IDLE_AFTER:
        yield f"nobody has looked at what falls due for {rest:.0f} s"


def _outdated(schema: SchemaState | None) -> Iterator[str]:
    if schema is not None and schema is not SchemaState.CURRENT:
        yield f"the database is not of this version: its schema is {schema}"


def _overdue(waits: Backlog | None, clock: WatchedClock) -> Iterator[str]:
    """What waits for too long. It only seems so while a clock that was set forward is new to us."""
    if waits is None:
        return
    for what, since, end in (
        ("an update", waits.oldest_update, "handled"),
        ("a reply", waits.oldest_messages[Priority.REPLY], "sent"),
    ):
        waited = timedelta(0) if since is None else clock.waited(since)
        if waited > STUCK_AFTER:
            yield f"{what} has waited for {waited.total_seconds():.0f} s to be {end}"


async def _vitals(app: App) -> Vitals:
    chatting, ticking = Duty.CHAT in app.duties, Duty.TASKS in app.duties
    file = file_of(app.unit_of_work.house.config.database.url)
    wrong, waits = await asyncio.gather(_wrong(app), _asked(_backlog(app)))
    return Vitals(
        bot=app.bot.username,
        well=not wrong,
        silence=app.receiver.silence() if chatting else None,
        doubt=app.sender.doubt() if chatting else None,
        rest=app.heartbeat.silence() if ticking else None,
        sends=app.lease.held,
        tally=app.unit_of_work.tally,
        backlog=waits,
        room=room_for(file) if file else None,
    )


async def _backlog(app: App) -> Backlog:
    async with app.unit_of_work.look() as step:
        return await backlog.look(step)


async def _asked(question: Awaitable[Answer]) -> Answer | None:
    """What the database says; None if it does not answer."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await question
    except Exception:  # noqa: BLE001 - drivers have errors of their own
        return None
