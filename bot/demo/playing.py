"""`eftertanke demo`: the play from its opening to the table at the end, and a look around."""

import asyncio
import os
import random
import shutil
import sqlite3
import sys
import time
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.app import opened
from bot.chat.menus import set_menus
from bot.config.settings import Config
from bot.demo.clock import StageClock
from bot.demo.director import Director
from bot.demo.due import next_due
from bot.demo.living import Living
from bot.demo.opening import open_play
from bot.demo.stage import Stage
from bot.demo.summary import tell_summary
from bot.demo.telling import Teller
from bot.demo.weeks import FIRST_MONDAY, moment, play_week
from bot.errors import OperatorError
from bot.host.logs import set_up_logs
from bot.operating.alone import alone_with
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox

BOT = "eftertanke_bot"
WEEKS = (1, 2, 3, 4)
SEED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """Somebody watches: the play is told on a page at this address, and waits for them."""

    host: str = "127.0.0.1"
    port: int = 0
    browser: bool = True
    """Whether to open one, where there is one."""


async def play(folder: Path, watched: Showing | None = None) -> None:
    """Play four weeks on a fresh database in `folder`; when watched, stay for a look around."""
    set_up_logs("console", quiet=True)
    began = time.monotonic()
    await asyncio.to_thread(emptied, folder)
    async with staged(folder, watched) as stage:
        if watched is not None:
            await _welcome(stage, watched)
        await open_play(stage)
        stage.ready()
        await stage.stop_at("welcome")
        banks = dict(stage.app.unit_of_work.house.banks)
        for week in WEEKS:
            await play_week(stage, week, banks)
        await tell_summary(stage)
        stage.teller.chapter(f"That was four weeks in {time.monotonic() - began:.0f} seconds")
        stage.teller.aside(f"The database and the pictures are in {folder}/")
        if stage.director is not None:
            await stage.stop_at("end", look="Ada", chat=stage.channel, picture=True)
            await _look_around(stage, stage.director)


MADE_HERE = "made-by-eftertanke"
"""A file that tells that what lies beside it may go."""


DATABASE = "demo.sqlite"


def emptied(folder: Path) -> None:
    """A new folder in the place of an old one. Refused if what lies there is somebody else's, or
    is played on just now."""
    if folder.exists() and not (folder.is_dir() and _may_go(folder)):
        raise OperatorError(
            f"{folder} was not made by eftertanke, and would be emptied. Delete it yourself if"
            " nothing in it is needed any more, or name another folder with --folder: an empty one,"
            " or one that is not there yet."
        )
    try:
        with alone_with(folder / DATABASE):
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    except (OSError, sqlite3.Error) as error:
        told = f"{folder}: cannot be made anew: {getattr(error, 'strerror', error)}."
        raise OperatorError(f"{told} Say with --folder where one can be.") from error
    (folder / MADE_HERE).touch()


def _may_go(folder: Path) -> bool:
    return (folder / MADE_HERE).is_file() or not any(folder.iterdir())


@asynccontextmanager
async def staged(folder: Path, watched: Showing | None) -> AsyncIterator[Stage]:
    """Telegram in a box and the real bot, over real HTTP, on an empty SQLite file."""
    box = Sandbox()
    world = box.world
    world.limits.turn_off()
    clock = StageClock(world.clock)
    clock.set(moment(FIRST_MONDAY, "14:00") - timedelta(days=3))
    account = world.add_bot(BOT, None, "Eftertanke", reads_all=False)
    director = None
    if watched is not None:
        director = box.shelf.guide = Director(clock, partial(world.events.publish, "guide"))
    await box.start(*(watched.host, watched.port) if watched else ())
    try:
        config = Config.model_validate(settings(folder, box.url, account.token))
        async with (
            Control(box.url) as control,
            opened(config, clock, random.Random(SEED)) as app,
        ):
            living = Living(app, clock, world.events)
            stage = Stage(
                app=app,
                control=control,
                clock=clock,
                shelf=box.shelf,
                teller=Teller(folder),
                settle=living.settle if director else app.settle,
                director=director,
            )
            if director is not None:
                due = partial(next_due, app.unit_of_work.store)
                stage.ready = partial(director.begin, living.rest, lambda: due(clock.now()))
            yield stage
    finally:
        await box.stop()


def settings(folder: Path, url: str, token: str) -> dict[str, object]:
    """The box has no limits here, so none are kept; all else is as it comes."""
    return {
        "telegram": {
            "token": token,
            "base_url": url,
            "messages_per_second": 1000,
            "per_chat_per_second": 1000,
            "per_group_per_minute": 1000,
        },
        "database": {"url": f"sqlite:///{folder / DATABASE}"},
    }


async def _welcome(stage: Stage, watched: Showing) -> None:
    """Say where the page is, and open it if there is a browser."""
    stage.teller.chapter(f"The phones are on {stage.control.url}")
    stage.teller.aside("Press Play there, or Enter here.   (Ctrl-C ends it)")
    await set_menus(stage.app.bot, ("en", "sv"))
    if sys.stdin.isatty() and stage.director is not None:
        loop = asyncio.get_running_loop()
        loop.add_reader(sys.stdin.fileno(), _on_enter, loop, stage.director)
    if watched.browser and has_browser():
        await asyncio.to_thread(webbrowser.open, stage.control.url)


def has_browser() -> bool:
    """A browser in a window; one in this very terminal would hide the story."""
    windows = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in windows)


def _on_enter(loop: asyncio.AbstractEventLoop, director: Director) -> None:
    """One line is enough; after it the terminal is left alone."""
    sys.stdin.readline()
    loop.remove_reader(sys.stdin.fileno())
    director.play()


async def _look_around(stage: Stage, director: Director) -> None:
    """Everybody's phone can be picked up until somebody presses Ctrl-C."""
    url = stage.control.url
    stage.teller.aside(f"Look around on {url}, or with: eftertanke phone Ada --url {url}")
    await director.look_around()
