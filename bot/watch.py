"""How the bot is, for those who look from outside: from before it runs until it has stopped."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.app import DEAF_AFTER, PATIENCE, App
from bot.domain.backlog import Backlog
from bot.domain.deliveries import Priority
from bot.domain.vitals import Vitals
from bot.errors import DatabaseTroubleError, OperatorError
from bot.flows import backlog
from bot.storage.migrating import SchemaState, state

DOUBT_AFTER = 30.0
"""Seconds without a way to send after which the bot cannot do its work."""

IDLE_AFTER = 600.0
"""Seconds without a heartbeat after which something holds it up. To rewrite a large database may
take minutes."""

STUCK_AFTER = timedelta(minutes=5)
"""As long as somebody may wait for the bot before something must be wrong."""


class Watch:
    """Gathers what is known of the bot's health. `app` is there from its start to its end."""

    def __init__(self) -> None:
        self.app: App | None = None
        self.stopping = False
        self._began = time.monotonic()

    async def alive(self) -> list[str]:
        """What somebody should look at, a sentence each. None while the bot hears and remembers."""
        if self.app is not None:
            return await self.app.what_is_wrong()
        waited = time.monotonic() - self._began
        return [f"it has tried to start for {waited:.0f} s"] if waited > DEAF_AFTER else []

    async def ready(self) -> list[str]:
        """Why the bot cannot do all of its work just now, a sentence each."""
        if self.app is None:
            return ["it is starting: Telegram or the database has not answered yet"]
        wrong, stuck = await asyncio.gather(self.app.what_is_wrong(), _stuck(self.app))
        stopping = ["it is being stopped"] if self.stopping else []
        return [*stopping, *wrong, *_idle(self.app), *stuck]

    async def vitals(self) -> Sequence[Vitals]:
        """How each bot is, in figures. None before it has started."""
        return [] if self.app is None else [await _vitals(self.app)]


def _idle(app: App) -> Iterator[str]:
    """Parts of the bot that do nothing."""
    if not app.receiver.heard:
        yield "Telegram has not answered a poll yet, or taken the address of the webhook"
    if (doubt := app.sender.doubt()) > DOUBT_AFTER:
        yield f"nothing is sent: Telegram could not be reached for {doubt:.0f} s"
    if (rest := app.heartbeat.silence()) > IDLE_AFTER:
        yield f"nobody has looked at what falls due for {rest:.0f} s"


async def _stuck(app: App) -> list[str]:
    """What waits for too long. That the database does not answer is said by others."""
    try:
        async with asyncio.timeout(PATIENCE):
            schema = await state(app.desk.store)
            waits = await _backlog(app)
    except (DatabaseTroubleError, OperatorError, TimeoutError):
        return []
    return [*_outdated(schema), *_overdue(waits)]


def _outdated(schema: SchemaState) -> Iterator[str]:
    if schema is not SchemaState.CURRENT:
        yield f"the database is not of this version: its schema is {schema}"


def _overdue(waits: Backlog) -> Iterator[str]:
    reply = waits.oldest_messages[Priority.REPLY]
    if waits.oldest_update is not None and waits.oldest_update > STUCK_AFTER:
        yield f"an update has waited for {waits.oldest_update.total_seconds():.0f} s to be handled"
    if reply is not None and reply > STUCK_AFTER:
        yield f"a reply has waited for {reply.total_seconds():.0f} s to be sent"


async def _backlog(app: App) -> Backlog:
    async with app.desk.look() as step:
        return await backlog.look(step)


async def _vitals(app: App) -> Vitals:
    try:
        async with asyncio.timeout(PATIENCE):
            waits = await _backlog(app)
    except (DatabaseTroubleError, TimeoutError):
        waits = None
    return Vitals(
        bot=app.bot.username,
        silence=app.receiver.silence(),
        doubt=app.sender.doubt(),
        rest=app.heartbeat.silence(),
        tally=app.desk.tally,
        backlog=waits,
    )
