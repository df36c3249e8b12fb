"""Whoever presses Play soon sees what the bot is for, and nothing stands still meanwhile."""

import asyncio
from datetime import datetime
from pathlib import Path

from bot.demo.opening import open_play
from bot.demo.playing import Showing, staged
from bot.demo.stage import Stage
from bot.demo.weeks import play_week

SOON = 20
"""Real seconds of looking on until the first picture; with what the bot itself takes, 25."""

STILL = 3
"""Real seconds in which nothing happens, at most."""


async def test_the_first_picture_comes_soon_and_nothing_stands_still(tmp_path: Path) -> None:
    async with staged(tmp_path, Showing(browser=False)) as stage:
        await open_play(stage)
        breaths, before_picture = await watched(stage)

    assert breaths
    assert max(breaths) <= STILL
    assert 0 < before_picture <= SOON


async def watched(stage: Stage) -> tuple[list[float], float]:
    """How long each breath of the first week is, and all together until the first picture."""
    breaths: list[float] = []
    before_picture = 0.0

    async def rest(_wish: asyncio.Event, seconds: float | None) -> None:
        nonlocal before_picture
        assert seconds is not None, "the play goes on by itself"
        breaths.append(seconds)
        if not pictures(stage):
            before_picture = sum(breaths)
        await stage.settle()

    async def nothing_due() -> datetime | None:
        return None

    assert stage.director is not None
    stage.director.begin(rest, nothing_due)
    stage.director.play()
    await stage.stop_at("welcome")
    await play_week(stage, 1, dict(stage.app.unit_of_work.house.banks))
    assert pictures(stage)
    return breaths, before_picture


def pictures(stage: Stage) -> int:
    channel = stage.shelf.world.chats[stage.channel]
    return sum("photo" in one.content for one in channel.messages.values())
