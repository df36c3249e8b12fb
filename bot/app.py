"""One bot, put together from its parts."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from telegram.error import NetworkError

from bot.banks import load_banks
from bot.charts.painter import Painter
from bot.chat.application import EftertankeApplication, EftertankeBot, new_application, new_bot
from bot.chat.bell import Bell
from bot.chat.dispatcher import Dispatcher
from bot.chat.handlers import HANDLERS
from bot.chat.limits import Limits, Rates
from bot.chat.receiver import Receiver
from bot.chat.rendering import Renderer
from bot.chat.sender import Sender
from bot.config import Config
from bot.domain.clock import Clock
from bot.flows.base.desk import Desk
from bot.flows.base.step import Installation
from bot.scheduler.heartbeat import Heartbeat
from bot.storage.engine import Store

log = structlog.get_logger()


class App:
    """The parts of one running bot. Made by `opened`."""

    def __init__(
        self,
        config: Config,
        desk: Desk,
        application: EftertankeApplication,
        arrived: Bell,
        owed: Bell,
        painter: Painter,
    ) -> None:
        bot: EftertankeBot = application.bot
        self.desk = desk
        self.receiver = Receiver(bot, desk, arrived, poll_seconds=config.telegram.poll_timeout)
        self.dispatcher = Dispatcher(application, desk, arrived)
        self.sender = Sender(bot, desk, Renderer(painter), Limits(_rates(config)), owed)
        self.heartbeat = Heartbeat(desk, config.heartbeat_seconds)

    async def run(self) -> None:
        """Receive, handle, send and beat, until cancelled."""
        self.heartbeat.start()
        try:
            async with asyncio.TaskGroup() as parts:
                parts.create_task(self.receiver.run(), name="receiver")
                parts.create_task(self.dispatcher.run(), name="dispatcher")
                parts.create_task(self.sender.run(), name="sender")
        finally:
            self.heartbeat.stop()

    async def settle(self) -> None:
        """Do by hand what `run` does by itself, until nothing is left to do at this moment."""
        await self.heartbeat.beat()
        moved = True
        while moved:
            received = await self.receiver.poll(0)
            handled = await self.dispatcher.work()
            sent = await self.sender.work()
            moved = bool(received or handled or sent)


@asynccontextmanager
async def opened(config: Config, clock: Clock, rng: random.Random) -> AsyncIterator[App]:
    """Open the database and the way to Telegram, and close them again.

    Raises OperatorError for what the operator has to mend. Waits for a network that is not there.
    """
    banks = load_banks(config.prompts)
    store = Store(config.database.url, synchronous=config.database.synchronous)
    bot = new_bot(config.require_token(), config.telegram.base_url)
    try:
        await _greet(bot)
        owed, arrived = Bell(), Bell()
        house = Installation(
            bot_id=bot.id, bot_name=bot.username, banks=banks, config=config, rng=rng
        )
        desk = Desk(store=store, clock=clock, house=house, on_owed=owed.ring)
        application = new_application(bot, desk)
        application.add_handlers(HANDLERS)
        async with application, Painter() as painter:
            yield App(config, desk, application, arrived, owed, painter)
    finally:
        await bot.shutdown()
        await store.close()


async def _greet(bot: EftertankeBot) -> None:
    """Learn the bot's own name from Telegram, however long that takes to answer."""
    wait = 1.0
    while True:
        try:
            await bot.initialize()
        except NetworkError as error:
            log.warning("telegram.unreachable", error=str(error), again_in_s=wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, 60.0)
        else:
            return


def _rates(config: Config) -> Rates:
    return Rates(
        per_second=config.telegram.messages_per_second,
        per_chat_per_second=config.telegram.per_chat_per_second,
        per_group_per_minute=config.telegram.per_group_per_minute,
    )
