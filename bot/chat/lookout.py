"""The lookout: looks now and then at the chats in which people may share something, so that they
are told truly who would read it. It only reads; a look that fails changes nothing."""

import asyncio
from datetime import datetime, timedelta

import structlog
from telegram.error import TelegramError

from bot.chat.application import EftertankeBot
from bot.chat.lease import Lease
from bot.chat.safe import clean
from bot.domain.channels import Sight
from bot.flows import channels
from bot.flows.base.desk import Desk
from bot.flows.base.patience import Patience

EVERY = timedelta(minutes=5)
"""Between two looks at one chat. In groups, Telegram tells at once of who comes and goes."""

PAUSE = 20.0
"""Seconds between two looks at which chats are due."""

log = structlog.get_logger()


async def sight(bot: EftertankeBot, chat_id: int) -> Sight | None:
    """What a chat is like now; None if that cannot be seen."""
    try:
        chat = await bot.call("getChat", {"chat_id": chat_id})
        count = await bot.call("getChatMemberCount", {"chat_id": chat_id})
    except TelegramError as error:
        log.info("chat.not_seen", error=type(error).__name__)
        return None
    return Sight(
        title=clean(chat.get("title") or ""),
        people=max(count - 1, 0),
        public=bool(chat.get("username") or chat.get("active_usernames")),
    )


class Lookout:
    """Belongs to the replica that sends."""

    def __init__(self, bot: EftertankeBot, desk: Desk, lease: Lease) -> None:
        self._bot = bot
        self._desk = desk
        self._lease = lease
        self._looked: dict[int, datetime] = {}
        self.patience = Patience("lookout")

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            async with self.patience:
                await self.work()
            await asyncio.sleep(PAUSE)

    async def work(self) -> None:
        """Look at every chat that is due."""
        if not self._lease.held:
            return
        async with self._desk.look() as step:
            asking, now = await channels.to_look_at(step), step.now
        by_chat = {team.chat_id: team for team in asking if team.chat_id is not None}
        self._looked = {chat: at for chat, at in self._looked.items() if chat in by_chat}
        for chat_id in by_chat:
            before = self._looked.get(chat_id)
            if before is not None and abs(now - before) < EVERY:
                continue
            self._looked[chat_id] = now
            found = await sight(self._bot, chat_id)
            known = [team for team in asking if team.chat_id == chat_id]
            if found is not None and not all(found.shows(team) for team in known):
                async with self._desk.step() as step:
                    await channels.seen(step, chat_id, found)
