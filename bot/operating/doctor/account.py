"""What Telegram says of the bot, and what time it is there."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from telegram.error import InvalidToken, TelegramError

from bot.chat.application import EftertankeBot, new_bot
from bot.chat.menus import SCOPES, listed
from bot.config.settings import Config
from bot.domain.base.clock import Clock
from bot.domain.base.languages import closest
from bot.operating.doctor.finding import Finding, Patient, look, ok, wrong

PATIENCE = 15.0
"""Seconds for Telegram to answer."""

MANY = 100
"""Updates at Telegram, more than wait there between two polls."""

RECENT = timedelta(hours=24)
"""As long as trouble with the webhook is worth telling."""

NOTICEABLE = timedelta(seconds=5)
HARMFUL = timedelta(minutes=1)
"""How far a clock may be off: questions come at a minute of somebody's day."""


async def of_telegram(patient: Patient) -> AsyncIterator[Finding]:
    for config in patient.config.each_bot():
        async for finding in _of_bot(config, patient.clock):
            yield finding


async def _of_bot(config: Config, clock: Clock) -> AsyncIterator[Finding]:
    if config.telegram.token is None:
        yield wrong(
            "token", "there is none", "Get one from @BotFather; docs/operating.md: Secrets."
        )
        return
    bot = new_bot(config.require_token(), config.telegram.base_url)
    try:
        async with asyncio.timeout(PATIENCE):
            await bot.initialize()
            yield ok("token", f"is that of @{bot.username} ({bot.id})")
            for finding in _of_account(bot):
                yield finding
            yield _of_webhook(config, await bot.call("getWebhookInfo", {}), clock.now())
            yield await _of_menus(bot, config)
    except InvalidToken:
        yield wrong("token", "Telegram does not know it", "Copy it again from @BotFather.")
    except (TelegramError, TimeoutError) as error:
        host = urlsplit(config.telegram.base_url).hostname
        do = "Check the network, the proxy and telegram.base_url. The bot itself waits for it."
        yield wrong("telegram", f"{host} cannot be reached ({type(error).__name__})", do)
    finally:
        await bot.shutdown()


async def of_clock(patient: Patient) -> AsyncIterator[Finding]:
    """This machine's clock against Telegram's."""
    try:
        async with (
            aiohttp.ClientSession(trust_env=True) as http,
            asyncio.timeout(PATIENCE),
            http.get(patient.config.telegram.base_url, allow_redirects=False) as answer,
        ):
            there = answer.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError, OSError):
        return  # which has been told already
    if there is not None:
        yield of_difference(patient.clock.now() - parsedate_to_datetime(there), "Telegram's")


def of_difference(ahead: timedelta, whose: str) -> Finding:
    """How far this machine's clock is from another. Both are read within a second or so."""
    off = abs(ahead)
    if off <= NOTICEABLE:
        return ok("clock", f"agrees with {whose}")
    says = (
        f"is {off.total_seconds():.0f} s {'ahead of' if ahead > timedelta(0) else 'behind'} {whose}"
    )
    do = "Let the machine keep its time (timedatectl set-ntp true, or chrony)."
    return wrong("clock", says, do) if off > HARMFUL else look("clock", says, do)


def _of_account(bot: EftertankeBot) -> Iterator[Finding]:
    """How it was set up at @BotFather."""
    if bot.can_read_all_group_messages:
        yield look(
            "privacy mode",
            "is off: Telegram sends the bot all that is said in its groups; it keeps none of it",
            "Turn it on: @BotFather, /setprivacy, Enable; then take the bot out of its groups and"
            " add it again.",
        )
    else:
        yield ok("privacy mode", "is on: Telegram keeps what people say in groups to itself")
    if not bot.can_join_groups:
        do = "Let it: @BotFather, /setjoingroups, Enable."
        yield look("groups", "it cannot be added to any, so no team can have a channel", do)


def _of_webhook(config: Config, info: Mapping[str, Any], now: datetime) -> Finding:
    url = str(info.get("url", ""))
    if config.telegram.mode == "polling":
        return _of_none_wanted(url, info)
    if url != config.webhook.address:
        says = f"Telegram posts to {urlsplit(url).hostname}" if url else "none is set"
        do = "`eftertanke run` sets it. If it does run, somebody else uses this token, too."
        return wrong("webhook", f"{says}, not to webhook.url", do)
    failed = datetime.fromtimestamp(int(info.get("last_error_date", 0)), UTC)
    if now - failed < RECENT:
        says = f"Telegram's last trouble with it, {failed:%Y-%m-%d %H:%M} UTC: "
        do = "Check the proxy in front of it, its certificate and its name; then the bot's log."
        return look("webhook", says + str(info.get("last_error_message", "")), do)
    return _of_pending(info) or ok("webhook", "is set, and Telegram has no trouble with it")


def _of_none_wanted(url: str, info: Mapping[str, Any]) -> Finding:
    if url:
        says = f"one is set ({urlsplit(url).hostname}), but telegram.mode is polling"
        do = "`eftertanke run` takes it away. If it does run, somebody else uses this token, too."
        return wrong("webhook", says, do)
    return _of_pending(info) or ok("webhook", "none, as telegram.mode wants it")


def _of_pending(info: Mapping[str, Any]) -> Finding | None:
    pending = int(info.get("pending_update_count", 0))
    if pending <= MANY:
        return None
    says = f"{pending} updates wait at Telegram"
    return look("webhook", says, "If the bot runs, its log says why it does not take them.")


async def _of_menus(bot: EftertankeBot, config: Config) -> Finding:
    """Whether Telegram's apps offer the commands of this version."""
    for scope in SCOPES:
        there = await bot.call("getMyCommands", {"scope": {"type": scope}})
        wanted = listed(scope, closest(None, config.languages))
        if [one["command"] for one in there] != [one["command"] for one in wanted]:
            says = "the apps do not offer this version's commands"
            return look("menus", says, "`eftertanke run` sets them at its start.")
    return ok("menus", "the apps offer all commands")
