"""Another library reads all that goes between bots and the boxes of a test.

The sandbox and our own bot could agree on a mistake: they have the same authors. So the models of
aiogram read every request that was granted, every answer and every update, by polling and by
webhook. What they cannot read fails the test, in one sentence.

It is done when the test is over, so that it takes no time from it; and each shape only once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from unittest.mock import patch

from bot.sandbox import server
from bot.sandbox.calls import CallRecord, Finding
from bot.sandbox.world import World
from tests.stage import BOT


class Tape:
    """What bots and one box said to each other."""

    def __init__(self, world: World) -> None:
        self.calls: list[tuple[CallRecord, bytes | None]] = []
        self.updates: list[bytes] = []
        self.world = world
        world.taps.append(self)

    def called(self, call: CallRecord, answer: bytes | None) -> None:
        self.calls.append((call, answer))

    def posted(self, bot: str, update: bytes) -> None:
        self.updates.append(update)

    @property
    def findings(self) -> list[Finding]:
        """What Telegram would have ignored."""
        return self.world.calls.findings()


class Reader(Protocol):
    def problems(self, tape: Tape) -> Iterator[str]:
        """What cannot be read, in sentences."""


class Library:
    """The reader, fetched when there is something to read: aiogram takes seconds to load."""

    def __init__(self) -> None:
        self._reader: Reader | None = None

    def problems(self, tape: Tape) -> list[str]:
        ours = [
            f"Telegram would have swallowed what @{BOT} sent: {one.parameter} of {one.method}:"
            f" {one.problem}"
            for one in tape.findings
            if one.bot == BOT  # tests of the sandbox try what is swallowed; our own bot must not
        ]
        if self._reader is None and (tape.calls or tape.updates):
            from tests.readings.aiogram import Aiogram

            self._reader = Aiogram()
        return [*ours, *self._reader.problems(tape)] if self._reader else ours


@contextmanager
def tapes() -> Iterator[list[Tape]]:
    """One for each box that is made meanwhile, wherever that is."""
    made: list[Tape] = []

    def tapped() -> World:
        world = World()
        made.append(Tape(world))
        return world

    with patch.object(server, "World", tapped):
        yield made
