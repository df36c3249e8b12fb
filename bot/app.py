"""Bots, each put together from its parts."""

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import structlog
from telegram.error import InvalidToken, NetworkError

from bot.banks import Banks, load_banks
from bot.charts.painter import Painter
from bot.chat.application import EftertankeApplication, EftertankeBot, new_application, new_bot
from bot.chat.dispatcher import Dispatcher
from bot.chat.fitting import fit
from bot.chat.handlers import HANDLERS
from bot.chat.lease import Lease
from bot.chat.limits import Limits, Rates
from bot.chat.lookout import Lookout
from bot.chat.passing import Passing
from bot.chat.receiver import Receiver
from bot.chat.rendering import Renderer
from bot.chat.replies import Replies
from bot.chat.sender import Sender
from bot.chat.wakeup import Wakeup
from bot.config.settings import Config
from bot.domain.base.backoff import Backoff
from bot.domain.base.clock import Clock, WatchedClock
from bot.errors import OperatorError, StorageError
from bot.flows.base.safety import safety_beside
from bot.flows.base.step import Installation
from bot.flows.base.supervision import in_time, wrong
from bot.flows.base.unit_of_work import UnitOfWork
from bot.flows.transport import inbox, upkeep
from bot.host.duties import EVERYTHING, Duty
from bot.scheduler.heartbeat import Heartbeat
from bot.storage.base import db_errors
from bot.storage.base.closed import why_closed
from bot.storage.base.engine import Store
from bot.storage.base.migrating import make_ready
from bot.storage.base.unfinished import file_of
from bot.web.server import serving_webhook

DEAF_AFTER = 120.0
"""Seconds without an answer from Telegram after which the bot is not well."""

NOT_SHARED = (
    "--only is for PostgreSQL. An SQLite file belongs to one process, which has to do everything."
)

BACKOFF = Backoff(first=1.0, longest=60.0)
"""Between two tries to learn the bot's own name."""

log = structlog.get_logger()


class App:
    """The parts of one running bot. Made by `opened`."""

    def __init__(
        self,
        config: Config,
        unit_of_work: UnitOfWork,
        application: EftertankeApplication,
        arrived: Wakeup,
        owed: Wakeup,
        lease: Lease,
        painter: Painter,
        limits: Limits,
        replies: Replies,
        duties: frozenset[Duty],
    ) -> None:
        bot: EftertankeBot = application.bot
        self.bot = bot
        self.duties = duties
        self._config = config
        self.unit_of_work = unit_of_work
        self.lease = lease
        self.replies = replies
        passing = Passing(application, unit_of_work)
        self.receiver = Receiver(
            bot, unit_of_work, passing, arrived, poll_seconds=config.telegram.poll_timeout
        )
        self.dispatcher = Dispatcher(application, unit_of_work, arrived)
        self.sender = Sender(bot, unit_of_work, Renderer(painter), limits, owed, lease)
        self.heartbeat = Heartbeat(unit_of_work, config.heartbeat_seconds)
        self.lookout = Lookout(bot, unit_of_work, lease)

    async def run(self) -> None:
        """Do its duties until cancelled, whatever goes wrong."""
        async with asyncio.TaskGroup() as together:
            if Duty.CHAT in self.duties:
                together.create_task(self.receiver.supervision.run(self._receive))
                together.create_task(self.dispatcher.supervision.run(self.dispatcher.run))
                together.create_task(self.sender.supervision.run(self.sender.run))
                together.create_task(self.lookout.supervision.run(self.lookout.run))
            if Duty.TASKS in self.duties:
                together.create_task(self.heartbeat.supervision.run(self.heartbeat.run))

    async def _receive(self) -> None:
        """Poll, or have Telegram post to our address; see `taking_posts`."""
        webhook = self._config.webhook
        if self._config.telegram.mode == "polling" or webhook.url is None:
            await self.receiver.run()
        else:
            await self.receiver.be_sent(webhook.address, self.webhook_secret)

    @property
    def webhook_secret(self) -> str:
        secret = self._config.webhook.secret
        return secret.get_secret_value() if secret else ""

    async def what_is_wrong(self) -> list[str]:
        """What keeps the bot from working at the moment, a sentence each."""
        parts = (self.receiver, self.dispatcher, self.lease, self.sender, self.heartbeat)
        told = wrong(part.supervision for part in parts)
        silence = self.receiver.silence()
        if Duty.CHAT in self.duties and silence > DEAF_AFTER:
            told.append(f"Telegram has not answered for {silence:.0f} s")
        try:
            async with self.unit_of_work.look() as step:
                await inbox.next_offset(step)
        except StorageError as error:
            told.append(str(error))
        return list(dict.fromkeys(told))

    async def settle(self) -> None:
        """Do by hand what `run` does by itself, until nothing is left to do at this moment."""
        await self.heartbeat.beat()
        await self.lookout.work()
        await self.answer()

    async def answer(self) -> None:
        """Receive, handle and send, until nobody has to be answered."""
        moved = True
        while moved:
            received = await self.receiver.poll(0)
            handled = await self.dispatcher.work()
            await self.replies.said()
            sent = await self.sender.work()
            moved = bool(received or handled or sent)


@asynccontextmanager
async def opened(config: Config, clock: Clock, rng: random.Random) -> AsyncIterator[App]:
    """Open the database and the way to Telegram for the first bot, and close them again.

    Raises OperatorError for what the operator has to mend. Waits for a network that is not there,
    and for a database that cannot be used yet.
    """
    async with opened_all(config.each_bot()[:1], clock, rng) as (app,):
        yield app


@asynccontextmanager
async def opened_all(
    configs: Sequence[Config],
    clock: Clock,
    rng: random.Random,
    duties: frozenset[Duty] = EVERYTHING,
) -> AsyncIterator[list[App]]:
    """The same for several bots, which share one database and one Painter.

    Raises OperatorError if they are not to do everything, and nobody else can do the rest.
    """
    common = configs[0]
    banks = load_banks(common.prompts)
    store = Store(common.database.url, synchronous=common.database.synchronous)
    try:
        if duties != EVERYTHING and not store.shared:
            raise OperatorError(NOT_SHARED)
        await in_time("start", lambda: _make_ready(store, common))
        async with Painter() as painter, AsyncExitStack() as bots:
            yield [
                await bots.enter_async_context(
                    _opened(one, clock, rng, store, banks, painter, duties)
                )
                for one in configs
            ]
    finally:
        await store.close()


@asynccontextmanager
async def taking_posts(config: Config, apps: Sequence[App]) -> AsyncIterator[None]:
    """Listen for what Telegram posts to these bots, if it is told our address."""
    webhook = config.webhook
    chatting = all(Duty.CHAT in app.duties for app in apps)
    if config.telegram.mode == "polling" or webhook.url is None or not chatting:
        yield
        return
    keeps = {app.webhook_secret: app.receiver.store for app in apps}
    async with serving_webhook(webhook.listen_host, webhook.listen_port, webhook.path, keeps):
        yield


@asynccontextmanager
async def _opened(
    config: Config,
    clock: Clock,
    rng: random.Random,
    store: Store,
    banks: Banks,
    painter: Painter,
    duties: frozenset[Duty],
) -> AsyncIterator[App]:
    async with _greeted(config) as bot:
        owed, arrived = Wakeup(), Wakeup()
        unit_of_work = UnitOfWork(
            store=store,
            clock=WatchedClock(clock),
            house=_installation(bot, config, clock, rng, store, banks),
            on_owed=owed.ring,
            sends_here=lambda: lease.held,
        )
        lease = Lease(unit_of_work, owed)
        limits = Limits(_rates(config))
        replies = Replies(bot, limits, config.telegram.per_chat_per_second)
        application = new_application(bot, unit_of_work, replies.say, replies.say_first)
        application.add_handlers(HANDLERS)
        async with application:
            try:
                yield App(
                    config,
                    unit_of_work,
                    application,
                    arrived,
                    owed,
                    lease,
                    painter,
                    limits,
                    replies,
                    duties,
                )
            finally:
                await replies.stop()
                await lease.give_up()


@asynccontextmanager
async def _greeted(config: Config) -> AsyncIterator[EftertankeBot]:
    """The bot, which knows what it is called."""
    bot = new_bot(config.require_token(), config.telegram.base_url)
    try:
        await _greet(bot)
        yield bot
    finally:
        await bot.shutdown()


def _installation(
    bot: EftertankeBot, config: Config, clock: Clock, rng: random.Random, store: Store, banks: Banks
) -> Installation:
    return Installation(
        began=clock.now(),
        bot_id=bot.id,
        bot_name=bot.username,
        banks=banks,
        config=config,
        rng=rng,
        safety=safety_beside(config.prompts),
        shared=store.shared,
        fit=fit,
    )


async def _make_ready(store: Store, config: Config) -> None:
    file = file_of(config.database.url)
    if file is not None and not file.is_file():
        _refuse_closed(db_errors.CLOSED, file)
    try:
        done = await make_ready(store, may_migrate=config.database.migrate_on_start)
    except StorageError as error:
        if str(error) not in db_errors.HOPELESS:
            raise
        if file is not None:
            _refuse_closed(str(error), file)
        raise OperatorError(f"database.url: {error}.") from error
    for revision in done:
        log.info("database.migrated", revision=revision)
    await upkeep.refuse_backup(store)


def _refuse_closed(trouble: str, file: Path) -> None:
    """OperatorError if something is in the way of the file."""
    if why := why_closed(file):
        raise OperatorError(f"database.url: {trouble}: {why}.")


async def _greet(bot: EftertankeBot) -> None:
    """Learn the bot's own name from Telegram, however long that takes to answer."""
    for failures in itertools.count():
        try:
            await bot.initialize()
        except InvalidToken:
            # The library's own text repeats the token.
            raise OperatorError(
                "telegram.token: Telegram does not know this token. Copy it again from @BotFather."
            ) from None
        except NetworkError as error:
            wait = BACKOFF.wait(failures)
            log.warning("telegram.unreachable", error=str(error), again_in_s=wait)
            await asyncio.sleep(wait)
        else:
            return


def _rates(config: Config) -> Rates:
    return Rates(
        per_second=config.telegram.messages_per_second,
        per_chat_per_second=config.telegram.per_chat_per_second,
        per_group_per_minute=config.telegram.per_group_per_minute,
    )
