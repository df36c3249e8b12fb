"""Killed at any moment and started again, the bot loses no answer and asks nothing twice over.

At worst it repeats the one message that was under way.
"""

import asyncio
import random
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, Process, create_subprocess_exec
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.app import opened
from bot.chat.receiver import Receiver
from bot.chat.sender import Sender
from bot.domain.answers import Answer, AnswerState
from bot.domain.pace import EVERY_DAY
from bot.domain.roles import Role
from bot.domain.schedules import plan_moment
from bot.domain.visibility import Visibility
from bot.flows import deliveries, inbox
from bot.flows.base.step import Step
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.storage import answers, members, schedules, teams
from bot.storage.engine import Store
from bot.storage.migrating import migrate
from bot.storage.rows import every
from bot.storage.schema import answer, prompt, round_
from tests.stage import BOT, Person, Stage, labels, visible

BANK = "end-of-shift"
WORDS = "Nobody was in a hurry"


class Crash(BaseException):
    """The power goes off."""


POINTS: dict[str, tuple[Any, str, bool]] = {
    "received, not stored": (inbox, "store", True),
    "stored, not acknowledged": (Receiver, "store", False),
    "handled, not committed": (Step, "finish", True),
    "committed, not sent": (Sender, "_launch", True),
    "sent, not noted": (deliveries, "sent", True),
    "noted, not committed": (deliveries, "sent", False),
    "noted": (Sender, "land", False),
}
"""Where the power goes off: before (True) or after a part's function has done its work."""

UNNOTED = ("sent, not noted", "noted, not committed")
NINE = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def arm(monkeypatch: pytest.MonkeyPatch, point: str, time: int = 1) -> Callable[[], bool]:
    """Crash when the point is passed for the first or a later time. Says whether it was."""
    place, name, before = POINTS[point]
    original = getattr(place, name)
    passed = 0

    async def break_off(*arguments: Any, **named: Any) -> Any:
        nonlocal passed
        passed += 1
        if passed == time and before:
            raise Crash
        done = await original(*arguments, **named)
        if passed == time:
            raise Crash
        return done

    monkeypatch.setattr(place, name, break_off)
    return lambda: passed >= time


class Lives:
    """A bot that is started again after each crash, on the same file."""

    def __init__(self, stage: Stage, stack: AsyncExitStack) -> None:
        self.stage = stage
        self._stack = stack

    async def another(self) -> None:
        opening = opened(self.stage.config, self.stage.clock, random.Random(7))
        self.stage.app = await self._stack.enter_async_context(opening)

    async def settle(self) -> None:
        """Let the bot do all it can, however often that takes a new start."""
        try:
            await self.stage.settle()
        except Crash:
            await self.another()
            await self.settle()


async def button(stage: Stage, person: Person, label: str) -> None:
    """Press the newest button with this label; its spinner may turn for ever."""
    for message in reversed(await person.chat()):
        if label in labels(message):
            await stage.control.press(person.id, message["message_id"], label, timeout=0.01)
            return
    raise AssertionError(f"no button {label!r}")


async def kept(store: Store) -> list[Answer]:
    async with store.look() as tx:
        return await every(tx, select(answer).order_by(answer.c.id), Answer)


async def counted(store: Store) -> tuple[int, int]:
    """Rounds and Prompts."""
    async with store.look() as tx:
        found = [
            (await tx.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (round_, prompt)
        ]
    return found[0], found[1]


async def words(store: Store, one: Answer) -> list[str]:
    async with store.look() as tx:
        return [part.text for part in await answers.parts(tx, one.id)]


@pytest.mark.parametrize("point", POINTS)
async def test_a_crash_anywhere_loses_nothing_and_doubles_nothing(
    monkeypatch: pytest.MonkeyPatch, stage: Stage, point: str
) -> None:
    team = await stage.team()
    bob = await stage.member("Bob", team)
    await stage.member("Mona", team, Role.MANAGER)
    await stage.schedule(team, BANK)
    before = len(await bob.chat())
    stage.clock.moment = NINE
    await stage.control.clock(NINE)
    crashes = 0
    async with AsyncExitStack() as stack:
        lives = Lives(stage, stack)
        for action in (
            lambda: asyncio.sleep(0),
            lambda: button(stage, bob, "😌 Calm"),
            lambda: stage.control.say(bob.id, WORDS),
            lambda: button(stage, bob, "🙋 The team, with my name"),
        ):
            await action()
            with monkeypatch.context() as power:
                passed = arm(power, point)
                await lives.settle()
            crashes += passed()
            # Another start finds nothing left over, or brings it to its end.
            await lives.another()
            await lives.settle()
    # Every exchange passes every point, but that at the first nothing was received.
    assert crashes >= 3

    store = Store(stage.config.database.url)
    assert await counted(store) == (1, 1)
    mood, surprise = await kept(store)
    assert (mood.state, mood.options) == (AnswerState.GIVEN, ("calm",))
    assert (surprise.state, surprise.visibility) == (AnswerState.GIVEN, Visibility.TEAM_NAMED)
    assert await words(store, surprise) == [WORDS]
    await store.close()
    told = [message for message in (await bob.chat())[before:] if message["from"]["is_bot"]]
    assert "This is what I keep" in visible(told[-1])
    # The two questions, who may see it, and the summary; and what was under way in a crash.
    repeated = crashes if point in UNNOTED else 0
    assert 4 <= len(told) <= 4 + repeated


async def test_words_typed_under_a_question_the_bot_cannot_remember_sending_answer_it(
    monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    team = await stage.team()
    bob = await stage.member("Bob", team)
    await stage.schedule(team, BANK)
    await stage.at(NINE)
    await button(stage, bob, "😌 Calm")
    with monkeypatch.context() as power:
        arm(power, "sent, not noted", time=2)
        with pytest.raises(Crash):
            await stage.settle()
    assert "2 of 2" in visible((await bob.chat())[-1])
    await stage.control.say(bob.id, WORDS)
    async with AsyncExitStack() as stack:
        await Lives(stage, stack).another()
        await stage.settle()
        store = stage.app.desk.store
        _, surprise = await kept(store)
        assert await words(store, surprise) == [WORDS]


async def test_words_typed_before_a_question_arrived_do_not_answer_it(
    monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    team = await stage.team()
    bob = await stage.member("Bob", team)
    await stage.schedule(team, BANK)
    await stage.at(NINE)
    await button(stage, bob, "😌 Calm")
    with monkeypatch.context() as power:
        arm(power, "sent, not noted")
        with pytest.raises(Crash):
            await stage.settle()
    await stage.control.say(bob.id, WORDS)
    async with AsyncExitStack() as stack:
        await Lives(stage, stack).another()
        await stage.settle()
        _, surprise = await kept(stage.app.desk.store)
        assert surprise.state is AnswerState.ASKED


async def test_the_same_update_twice_counts_once(stage: Stage) -> None:
    """As after an acknowledgement that got lost."""
    team = await stage.team()
    bob = await stage.member("Bob", team)
    await stage.schedule(team, BANK)
    await stage.at(NINE)
    await bob.taps("😌 Calm")
    updates: list[Any] = []
    store = stage.app.receiver.store

    async def note(found: Any) -> None:
        updates.extend(found)
        await store(found)

    stage.app.receiver.store = note  # type: ignore[method-assign]
    await bob.says(WORDS)
    before = await bob.chat()
    for _ in range(2):
        await store(updates)
        await stage.settle()
    assert await bob.chat() == before
    assert len(await kept(stage.app.desk.store)) == 2


# The bot as its own process


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


async def until(control: Control, holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait for something to happen in the box after which it holds."""
    async with asyncio.timeout(30), control.events() as events:
        while not await holds():
            await events.receive_json()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def prepare(file: Path, telegram_id: int) -> None:
    """An installation in which Bob is to be asked just now."""
    now = datetime.now(UTC)
    store = Store(f"sqlite:///{file}")
    await migrate(store)
    async with store.step() as tx:
        team = await teams.add(
            tx,
            name="North",
            languages=("en",),
            zone="UTC",
            floor=5,
            chat_id=None,
            thread_id=None,
            chat_title="",
        )
        member = await members.add(
            tx,
            telegram_id=telegram_id,
            name="Bob",
            language="en",
            zone="UTC",
            days=EVERY_DAY,
            ask_at=now.hour * 60 + now.minute,
            quiet_from=0,
            quiet_to=0,
            usual_words=Visibility.PRIVATE,
            usual_taps=Visibility.PRIVATE,
            paused_until=None,
            reachable=True,
            owner=False,
            digest_day=4,
            digest_at=780,
            next_digest_at=None,
        )
        await members.set_roles(tx, member.id, team.id, {Role.STAFF})
        await schedules.add(
            tx,
            team_id=team.id,
            bank_id=BANK,
            days=(now.weekday(),),
            every_weeks=1,
            starts_on=now.date(),
            roles=frozenset({Role.STAFF}),
            open_hours=48,
            reminder=False,
            paused=False,
            next_on=now.date(),
            plan_at=plan_moment(now.date()),
        )
    await store.close()


async def test_killed_between_all_actions_the_bot_goes_on_where_it_was(tmp_path: Path) -> None:
    async with Sandbox() as box, Control(box.url) as control:
        account = await control.bot(BOT)
        file = tmp_path / "config.yaml"
        file.write_text(
            f"telegram:\n  token: {account.token}\n  base_url: {box.url}\n  poll_timeout: 1\n"
            f"database:\n  url: sqlite:///{tmp_path / 'bot.sqlite'}\n"
            f"health:\n  listen_port: {free_port()}\n"
            "heartbeat_seconds: 0.2\n"
        )
        bob = await control.user("Bob", language_code="en")
        await control.say(bob["id"], "/start")
        await prepare(tmp_path / "bot.sqlite", bob["id"])

        async def sees(text: str) -> bool:
            return any(text in visible(one) for one in await control.messages(bob["id"]))

        async def presses(label: str) -> None:
            for message in reversed(await control.messages(bob["id"])):
                if label in labels(message):
                    await control.press(bob["id"], message["message_id"], label, timeout=0.01)
                    return
            raise AssertionError(f"no button {label!r}")

        async with running(file) as bot:
            await until(control, lambda: sees("1 of 2"))
            await presses("😌 Calm")
            await bot.kill_and_start()
            await until(control, lambda: sees("2 of 2"))
            await bot.kill_and_start()
            await control.say(bob["id"], WORDS)
            await until(control, lambda: sees("Who may see it?"))
            await presses("✓ 🔒 Only me")
            await bot.kill_and_start()
            await until(control, lambda: sees("This is what I keep"))
            assert await bot.stop(signal.SIGTERM) == 0

    store = Store(f"sqlite:///{tmp_path / 'bot.sqlite'}")
    assert await counted(store) == (1, 1)
    mood, surprise = await kept(store)
    assert mood.options == ("calm",)
    assert await words(store, surprise) == [WORDS]
    await store.close()
