"""The lookout: looks now and then at the chats in which people may share something, so that they
are told truly who would read it. It only reads; a look that fails changes nothing."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.chat.application import EftertankeBot
from bot.chat.failures import chat_is_gone
from bot.chat.lease import Lease
from bot.chat.safe import clean
from bot.domain.people.channels import Sight
from bot.domain.people.teams import Team
from bot.flows.base.supervision import Supervision
from bot.flows.base.unit_of_work import UnitOfWork
from bot.flows.people import channels

EVERY = timedelta(minutes=5)
"""Between two looks at one chat. In groups, Telegram tells at once of who comes and goes."""

PAUSE = 20.0
"""Seconds between two looks at which chats are due."""

log = structlog.get_logger()


async def sight(bot: EftertankeBot, chat_id: int) -> Sight | None:
    """What a chat is like now; None if that cannot be seen."""
    try:
        return await _seen(bot, chat_id)
    except TelegramError as error:
        log.info("chat.not_seen", error=type(error).__name__)
        return None


async def _seen(bot: EftertankeBot, chat_id: int) -> Sight:
    chat = await bot.call("getChat", {"chat_id": chat_id})
    count = await bot.call("getChatMemberCount", {"chat_id": chat_id})
    public = _is_public(chat) or await _is_read_elsewhere(bot, chat)
    return Sight(
        title=clean(chat.get("title") or ""),
        people=max(count - 1, 0),
        public=public,
    )


def _is_public(chat: Mapping[str, Any]) -> bool:
    """Whether anybody finds the chat by its name, or by the place that it belongs to."""
    return bool(chat.get("username") or chat.get("active_usernames") or chat.get("location"))


async def _is_read_elsewhere(bot: EftertankeBot, chat: Mapping[str, Any]) -> bool:
    """Whether anybody reads the chat by way of the one it is linked to: the discussion group of a
    public channel, or the other way round. One that this bot can't see counts as public: people are
    rather told of too many readers than of too few."""
    linked = chat.get("linked_chat_id")
    if linked is None:
        return False
    try:
        return _is_public(await bot.call("getChat", {"chat_id": linked}))
    except (BadRequest, Forbidden):
        return True


class Lookout:
    """Belongs to the replica that sends."""

    def __init__(self, bot: EftertankeBot, unit_of_work: UnitOfWork, lease: Lease) -> None:
        self._bot = bot
        self._unit_of_work = unit_of_work
        self._lease = lease
        self._looked: dict[int, datetime] = {}
        self.supervision = Supervision("lookout")

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            async with self.supervision:
                await self.work()
            await asyncio.sleep(PAUSE)

    async def work(self) -> None:
        """Look at every chat that is due."""
        if not self._lease.held:
            return
        async with self._unit_of_work.look() as step:
            asking, now = await channels.to_look_at(step), step.now
        by_chat = {team.chat_id: team for team in asking if team.chat_id is not None}
        self._looked = {chat: at for chat, at in self._looked.items() if chat in by_chat}
        for chat_id in by_chat:
            before = self._looked.get(chat_id)
            if before is not None and abs(now - before) < EVERY:
                continue
            self._looked[chat_id] = now
            await self._look_at(chat_id, [team for team in asking if team.chat_id == chat_id])

    async def _look_at(self, chat_id: int, known: Sequence[Team]) -> None:
        try:
            found = await _seen(self._bot, chat_id)
        except TelegramError as error:
            log.info("chat.not_seen", error=type(error).__name__)
            if chat_is_gone(error):
                await self._unit_of_work.run(lambda step: channels.lose(step, chat_id))
            return
        if not all(found.shows(team) for team in known):
            await self._unit_of_work.run(lambda step: channels.seen(step, chat_id, found))
