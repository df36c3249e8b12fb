"""The Painter: its worker comes, goes, is killed, and the bot never notices."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import AsyncIterator, Callable, Iterable
from multiprocessing import connection
from typing import Any, cast

import pytest
from PIL import Image

from bot.charts import Painter, PaintingError, Picture

Opened = Callable[[bytes], Image.Image]


class Trap:
    """Looks like a picture to the bot, and calls something as soon as the worker unpacks it."""

    def __init__(self, call: Callable[..., Any], *arguments: object) -> None:
        self.what = (call, arguments)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[object, ...]]:
        return self.what


def trap(call: Callable[..., Any], *arguments: object) -> Picture:
    return cast(Picture, Trap(call, *arguments))


def workers() -> dict[int, int]:
    """Process id and sentinel of each worker. Only to be waited for: the pool itself reaps them."""
    return {cast(int, one.pid): one.sentinel for one in multiprocessing.active_children()}


async def ended(sentinels: Iterable[int]) -> None:
    for sentinel in sentinels:
        await asyncio.to_thread(connection.wait, [sentinel])


@pytest.fixture
async def painter() -> AsyncIterator[Painter]:
    async with Painter() as painter:
        yield painter


async def test_a_picture_is_a_png_as_wide_as_a_phone_needs(
    painter: Painter, picture: Picture, opened: Opened
) -> None:
    image = opened(await painter.paint(picture))

    assert image.width == 1080
    assert 500 < image.height < 10_000 - image.width


async def test_one_worker_draws_all_pictures(painter: Painter, picture: Picture) -> None:
    first, second = await asyncio.gather(painter.paint(picture), painter.paint(picture))

    assert first == second
    assert len(workers()) == 1


async def test_a_worker_that_was_killed_is_replaced(painter: Painter, picture: Picture) -> None:
    before = await painter.paint(picture)
    [(pid, sentinel)] = workers().items()
    os.kill(pid, signal.SIGKILL)
    await ended([sentinel])

    assert await painter.paint(picture) == before


async def test_a_picture_that_kills_every_worker_is_given_up(
    painter: Painter, picture: Picture
) -> None:
    with pytest.raises(PaintingError, match="died"):
        await painter.paint(trap(os._exit, 1))

    assert await painter.paint(picture)


async def test_a_picture_that_cannot_be_drawn_does_no_harm(
    painter: Painter, picture: Picture
) -> None:
    with pytest.raises(PaintingError, match=r"^AttributeError$"):
        await painter.paint(trap(int, 5))

    assert await painter.paint(picture)


async def test_a_picture_that_never_ends_is_stopped() -> None:
    async with Painter(limit=0.2) as painter:
        never_ending = asyncio.create_task(painter.paint(trap(time.sleep, 3600)))
        await asyncio.sleep(0)
        drawing = workers()

        with pytest.raises(PaintingError, match="too long"):
            await never_ending
        assert drawing
        await ended(drawing.values())


async def test_somebody_who_no_longer_wants_a_picture_keeps_nobody_waiting(
    painter: Painter, picture: Picture
) -> None:
    unwanted = asyncio.create_task(painter.paint(picture))
    await asyncio.sleep(0)
    unwanted.cancel()

    assert await painter.paint(picture)
    assert unwanted.cancelled()


async def test_the_worker_goes_when_nobody_wants_a_picture(picture: Picture) -> None:
    async with Painter(idle=0) as painter:
        await painter.paint(picture)
        await ended(workers().values())

        assert await painter.paint(picture)


async def test_closing_ends_the_worker_and_may_be_repeated(picture: Picture) -> None:
    painter = Painter()
    await painter.paint(picture)
    drawing = workers()

    await painter.close()
    await painter.close()

    await ended(drawing.values())


def test_the_bot_itself_never_imports_matplotlib() -> None:
    script = """
        import asyncio, sys
        from bot.charts import Painter, Picture

        async def main():
            async with Painter() as painter:
                await painter.paint(Picture(title="What we heard"))

        if __name__ == "__main__":
            asyncio.run(main())
            print(sorted({"matplotlib", "numpy", "PIL"} & sys.modules.keys()))
    """
    run = [sys.executable, "-W", "error", "-c", textwrap.dedent(script)]

    done = subprocess.run(run, capture_output=True, text=True, timeout=120, check=False)

    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_worker_does_not_outlive_a_bot_that_is_killed() -> None:
    script = """
        import asyncio, multiprocessing, os
        from bot.charts import Painter, Picture

        async def main():
            await Painter().paint(Picture(title="What we heard"))
            print(os.getpid(), flush=True)
            await asyncio.Event().wait()

        if __name__ == "__main__":
            asyncio.run(main())
    """
    run = [sys.executable, "-c", textwrap.dedent(script)]
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True) as bot:
        assert bot.stdout is not None
        bot.stdout.readline()
        bot.kill()
        # The worker holds the same pipe; it is closed only when the last of them is gone.
        assert bot.stdout.read() == ""
