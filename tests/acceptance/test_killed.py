"""`eftertanke run` as its own process, killed without warning between all that Bob does."""

import signal
import socket
import sys
from asyncio import timeout
from asyncio.subprocess import DEVNULL, Process, create_subprocess_exec
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot.domain.asking.answers import Answer
from bot.domain.base.availability import EVERY_DAY
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.storage.asking import answers
from bot.storage.base.engine import Store
from bot.storage.base.migrating import migrate
from bot.storage.base.rows import every
from bot.storage.base.schema import answer, prompt, round_
from tests.factories import add_member, add_schedule, add_team, join
from tests.stage import BOT, labels, visible

WORDS = "Nobody was in a hurry"


class Killable:
    """`eftertanke run`, killed without warning and started again."""

    def __init__(self, config: Path) -> None:
        self._config = config
        self._process: Process | None = None

    async def start(self) -> None:
        self._process = await create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            "--config",
            str(self._config),
            stdout=DEVNULL,
            stderr=DEVNULL,
        )

    async def stop(self, how: signal.Signals) -> int:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(how)
        return await self._process.wait()

    async def kill_and_start(self) -> None:
        assert await self.stop(signal.SIGKILL) == -signal.SIGKILL
        await self.start()


@asynccontextmanager
async def running(config: Path) -> AsyncIterator[Killable]:
    bot = Killable(config)
    await bot.start()
    try:
        yield bot
    finally:
        await bot.stop(signal.SIGKILL)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def prepare(file: Path, bot_id: int, telegram_id: int) -> None:
    """An installation in which Bob is to be asked just now."""
    now = datetime.now(UTC)
    store = Store(f"sqlite:///{file}")
    await migrate(store)
    async with store.step() as tx:
        team = await add_team(tx, bot_id, zone="UTC")
        minute = now.hour * 60 + now.minute
        bob = await add_member(tx, bot_id, telegram_id, "Bob", ask_at=minute, **NOW)
        await join(tx, bob, team)
        await add_schedule(tx, team, "end-of-shift", on=now.date())
    await store.close()


NOW: dict[str, Any] = {"zone": "UTC", "days": EVERY_DAY, "quiet_from": 0, "quiet_to": 0}
"""Somebody who may be asked at any time."""


class Bob:
    """Bob's phone."""

    def __init__(self, control: Control, telegram_id: int) -> None:
        self.control = control
        self.id = telegram_id

    async def sees(self, text: str) -> None:
        """Wait for it."""
        async with timeout(30), self.control.events() as events:
            while not any(text in visible(one) for one in await self.control.messages(self.id)):
                await events.receive_json()

    async def presses(self, label: str) -> None:
        """Press the newest button with this label; its spinner may turn for ever."""
        chat = reversed(await self.control.messages(self.id))
        message = next(one for one in chat if label in labels(one))
        await self.control.press(self.id, message["message_id"], label, timeout=0.01)


async def test_killed_between_all_actions_the_bot_goes_on_where_it_was(tmp_path: Path) -> None:
    database = tmp_path / "bot.sqlite"
    async with Sandbox() as box, Control(box.url) as control:
        account = await control.bot(BOT)
        file = tmp_path / "config.yaml"
        file.write_text(
            f"telegram:\n  token: {account.token}\n  base_url: {box.url}\n  poll_timeout: 1\n"
            f"database:\n  url: sqlite:///{database}\n"
            f"health:\n  listen_port: {free_port()}\n"
            "heartbeat_seconds: 0.2\n"
        )
        bob = Bob(control, (await control.user("Bob", language_code="en"))["id"])
        await control.say(bob.id, "/start")
        await prepare(database, account.id, bob.id)
        async with running(file) as bot:
            await bob.sees("1 of 3")
            await bob.presses("😌 Calm")
            await bot.kill_and_start()
            await bob.sees("2 of 2")
            await bot.kill_and_start()
            await control.say(bob.id, WORDS)
            await bob.sees("Who may see it?")
            await bob.presses("✓ 🔒 Only me")
            await bot.kill_and_start()
            await bob.sees("This is what I keep")
            assert await bot.stop(signal.SIGTERM) == 0
    await the_books_balance(database)


async def the_books_balance(database: Path) -> None:
    """One Round, one Prompt, and what Bob said."""
    store = Store(f"sqlite:///{database}")
    async with store.look() as tx:
        for table in (round_, prompt):
            count = select(func.count()).select_from(table)
            assert (await tx.execute(count)).scalar_one() == 1
        mood, surprise = await every(tx, select(answer).order_by(answer.c.id), Answer)
        said = [part.text for part in await answers.parts(tx, surprise.id)]
    await store.close()
    assert mood.options == ("calm",)
    assert said == [WORDS]
