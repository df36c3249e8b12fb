"""What computes for long runs on a thread of its own."""

import asyncio
import threading

import pytest

from bot.host.loop import apart


async def test_others_go_on_meanwhile() -> None:
    """It keeps its thread until somebody on ours lets it go."""
    may_end = threading.Event()

    async def compute() -> None:
        assert may_end.wait(30)

    async def let_go() -> None:
        may_end.set()

    await asyncio.gather(apart(compute), let_go())


async def test_an_error_comes_back_to_whoever_set_it_off() -> None:
    async def fails() -> None:
        raise LookupError("nobody")

    with pytest.raises(LookupError, match="nobody"):
        await apart(fails)


async def test_it_is_cancelled_there_and_comes_to_its_end() -> None:
    begun, ended = threading.Event(), threading.Event()

    async def live() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    living = asyncio.create_task(apart(live))
    await asyncio.to_thread(begun.wait, 30)
    living.cancel()
    with pytest.raises(asyncio.CancelledError):
        await living
    assert ended.is_set()
