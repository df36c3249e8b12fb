"""How commands run: on a quick event loop that seldom looks for rubbish."""

import asyncio
import gc
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

Answer = TypeVar("Answer")

TURNS = 0.001
"""Seconds after which a thread that computes lets another go on, which mostly has little to do."""

SELDOM = (20_000, 20, 10)
"""Thresholds of the garbage collector. Nearly everything is freed by counting references; to look
through all that is kept takes a tenth of each step."""


def import_untidied() -> None:
    """Do not look for rubbish until `run`. What modules make is none, and to go through it again
    and again while a thousand of them are imported takes a fifth of the start."""
    gc.disable()


def run(work: Coroutine[Any, Any, Answer]) -> Answer:
    """What `asyncio.run` does, with a quarter less work for each message."""
    with _seldom_tidied(), asyncio.Runner(loop_factory=_quick_loop()) as runner:
        return runner.run(work)


def when_stopped(call: Callable[[], None]) -> None:
    """Have this called at SIGINT and SIGTERM. Windows has no such handlers: there Ctrl+C cancels
    what `run` does, which ends it as well."""
    for wish in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(wish, call)


async def apart(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Do this on a thread and an event loop of its own, until it ends or is cancelled: what takes
    long to compute there keeps nobody here waiting."""
    sys.setswitchinterval(TURNS)
    begun: asyncio.Future[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]]
    here = asyncio.get_running_loop()
    begun = here.create_future()

    async def there() -> None:
        task = asyncio.create_task(work())
        here.call_soon_threadsafe(begun.set_result, (asyncio.get_running_loop(), task))
        await task

    def live() -> None:
        with asyncio.Runner(loop_factory=_quick_loop()) as runner, suppress(asyncio.CancelledError):
            runner.run(there())

    thread = asyncio.create_task(asyncio.to_thread(live))
    loop, task = await begun
    try:
        await asyncio.shield(thread)
    except asyncio.CancelledError:
        loop.call_soon_threadsafe(task.cancel)
        await asyncio.wait({thread})
        raise


def _quick_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        # There is none for Windows.
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


@contextmanager
def _seldom_tidied() -> Iterator[None]:
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
