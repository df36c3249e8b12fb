"""Updates that have to do with something sealed: handled as they come, and never stored."""

import asyncio
import json
import time
from collections.abc import Sequence

import structlog
from telegram import Update
from telegram.error import TelegramError

from bot.chat.acting import actor_of, place_of
from bot.chat.application import EftertankeApplication
from bot.chat.translator import translator
from bot.chat.views import sentence
from bot.domain.base.languages import closest
from bot.domain.messages.people.people import Said
from bot.domain.transport.inbox import Fate, Incoming
from bot.errors import OutOfTurnError
from bot.flows.base.told import At, sealed
from bot.flows.base.unit_of_work import UnitOfWork

PATIENCE = 2.0
"""Seconds within which a batch of them is handled or let go: nothing else waits any longer."""

AT_LEAST = 0.1
"""Seconds that each one has, however late it is."""

OWN_UP_SECONDS = 5.0
"""For Telegram to take the word that a press was let go."""

ITS_TURN = 0.03
"""Seconds until it is looked again whether what a person did before has been handled."""

AGAIN = 0.4
"""Seconds until the next try after one that failed."""

log = structlog.get_logger()


class Passing:
    """Each person's in order, after what of theirs waits in the inbox. Nothing is kept of one that
    fails for good: the person is told, and does it again. To do it twice does no harm."""

    def __init__(self, application: EftertankeApplication, unit_of_work: UnitOfWork) -> None:
        self._application = application
        self._unit_of_work = unit_of_work
        self._owning_up: set[asyncio.Task[None]] = set()

    async def handle(self, updates: Sequence[Incoming], until: float) -> None:
        """Handle these, or let go of them at that moment of the steady clock. Raises nothing."""
        lanes: dict[int | None, list[Incoming]] = {}
        for one in updates:
            lanes.setdefault(one.lane, []).append(one)
        await asyncio.gather(*(self._lane(lane, until) for lane in lanes.values()))

    async def _lane(self, updates: Sequence[Incoming], until: float) -> None:
        """Each gets one try at least, if only a short one: whatever it waits for, nobody else waits
        as long."""
        for one in updates:
            try:
                async with asyncio.timeout(max(AT_LEAST, until - time.monotonic())):
                    error = await self._tries(one, until)
            except TimeoutError as late:
                error = late
            self._note(one, error)

    def _note(self, one: Incoming, error: Exception | None) -> None:
        fate = Fate.HANDLED if error is None else Fate.LET_GO
        self._unit_of_work.tally.updates.labels(fate).inc()
        if error is not None:
            self._unit_of_work.tally.erred("passing", error)
            log.warning("update.let_go", error=type(error).__name__)
            task = asyncio.create_task(self._own_up(one))
            self._owning_up.add(task)
            task.add_done_callback(self._owning_up.discard)

    async def owned_up(self) -> None:
        """Wait until everybody has been told whose press was let go."""
        if self._owning_up:
            await asyncio.wait(self._owning_up)

    async def _tries(self, one: Incoming, until: float) -> Exception | None:
        """Try until it is done, or it is too late. What went wrong, if it is not done."""
        self._application.passing[one.update_id] = one
        try:
            while True:
                try:
                    await self._application.process_update(self._update(one))
                except Exception as error:  # noqa: BLE001 - nothing of it is kept; see above
                    pause = ITS_TURN if isinstance(error, OutOfTurnError) else AGAIN
                    if time.monotonic() + pause >= until:
                        return error
                    await asyncio.sleep(pause)
                else:
                    return None
        finally:
            del self._application.passing[one.update_id]

    async def _own_up(self, one: Incoming) -> None:
        """Tell the person, best effort, and without the database: it may be what is away."""
        try:
            update = self._update(one)
            house = self._unit_of_work.house
            language = closest(actor_of(update).language_code, house.config.languages)
            if update.callback_query is None:
                why_not = sealed(language, Said(key="change_let_go"), At.POINTING)
                self._application.say(place_of(update, house.bot_id), why_not)
                return
            why = sentence(translator(language), "press_let_go", {}).unescape()
            wish = {"callback_query_id": update.callback_query.id, "text": why, "show_alert": True}
            await self._application.bot.call("answerCallbackQuery", wish, OWN_UP_SECONDS)
        except (TelegramError, ValueError, KeyError, TypeError) as error:
            log.info("update.not_owned_up", error=type(error).__name__)

    def _update(self, one: Incoming) -> Update:
        return Update.de_json(json.loads(one.body or "{}"), self._application.bot)
