"""A bot of another make, as a process of its own."""

import asyncio
import signal
import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.peers import javascript

PATIENCE_SECONDS = 30.0
"""For a bot to go when it is asked to."""


def _python(module: str) -> Callable[[], tuple[str, ...]]:
    return lambda: (sys.executable, "-m", f"tests.peers.{module}")


@dataclass(frozen=True, slots=True)
class Peer:
    """`command` fails where something is missing."""

    library: str
    command: Callable[[], tuple[str, ...]]


PEERS = (
    Peer("aiogram", _python("with_aiogram")),
    Peer("python-telegram-bot", _python("with_telegram")),
    Peer("grammY", javascript.bot),
)


@asynccontextmanager
async def running(peer: Peer, *arguments: str) -> AsyncIterator[None]:
    """It is asked to go at the end, and must do so in peace."""
    process = await create_subprocess_exec(*peer.command(), *arguments, stdout=PIPE, stderr=PIPE)
    saying = asyncio.create_task(process.communicate())
    try:
        yield
        process.send_signal(signal.SIGTERM)
        await asyncio.wait([saying], timeout=PATIENCE_SECONDS)
    finally:
        if process.returncode is None:
            process.kill()
        said = b"".join(await saying).decode()
        print(said)  # noqa: T201 - pytest shows it if the test fails
    assert process.returncode == 0, f"the bot on {peer.library} ended with {process.returncode}"
