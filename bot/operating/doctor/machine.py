"""The machine: room on the disk, who may read what, and whether all parts of the bot are there."""

import asyncio
import os
import platform
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from sqlite3 import sqlite_version

import aiohttp

from bot import __version__
from bot.banks import check_banks
from bot.charts.painter import Painter, PaintingError
from bot.charts.pictures import Bar, Picture, Themes
from bot.config.settings import SECRETS, Config
from bot.files.yamlfile import read
from bot.host.disk import room_for
from bot.operating.database import sqlite_file
from bot.operating.doctor.finding import Finding, Patient, look, ok, wrong
from bot.web.server import READY_PATH

MB = 1024 * 1024

LITTLE, TOO_LITTLE = 1024 * MB, 100 * MB
"""Free bytes below which somebody should look, and below which it will end soon."""

REWRITING = 3
"""Times the file's size: after a Seal it is written anew, and its log grows as much."""

OTHERS = 0o007
"""What people may do who are neither the owner nor of the group."""

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - read, not listened on
"""Where to ask somebody who listens everywhere."""

PATIENCE = 10.0

SAMPLE = Picture(
    title="Eftertanke",
    panels=[Themes(heading="Doctor", bars=[Bar(label="Pictures", filled=1, value="1")])],
)


async def of_version(_: Patient) -> AsyncIterator[Finding]:
    """What runs here: whoever asks for help is asked for this first."""
    python = platform.python_version()
    yield ok("version", f"Eftertanke {__version__}, Python {python}, SQLite {sqlite_version}")


async def of_disk(patient: Patient) -> AsyncIterator[Finding]:
    """Room for the SQLite file. A server's disk is looked after over there."""
    file = sqlite_file(patient.config)
    room = room_for(file) if file else None
    if room is None:
        return
    free, size = room.free, room.file
    says = f"{free // MB} MB are free beside a database of {size // MB} MB"
    says += f" and its log of {room.log // MB} MB"
    do = "Make room: a full disk stops the bot, which then goes on by itself."
    if free < TOO_LITTLE:
        yield wrong("disk", says, do)
    elif free < max(LITTLE, size * REWRITING):
        yield look("disk", says, do)
    else:
        yield ok("disk", says)


async def of_files(patient: Patient) -> AsyncIterator[Finding]:
    """Files with secrets or words in them that anybody on this machine may read."""
    if os.name != "posix":
        return
    open_ = [file for file in _confidential(patient) if file.exists() and _is_open(file)]
    for file in open_:
        yield look("files", f"anybody on this machine can read {file}", f"chmod o= {file}")
    if not open_:
        yield ok("files", "secrets and data are closed to others on this machine")


def _is_open(file: Path) -> bool:
    return bool(file.stat().st_mode & OTHERS)


def _confidential(patient: Patient) -> Iterator[Path]:
    config = patient.config
    if patient.file is not None and _holds_secrets(patient.file):
        yield patient.file
    yield from _secret_files(config)
    file = sqlite_file(config)
    if file is not None:
        yield from (file.with_name(file.name + end) for end in ("", "-wal", "-shm"))


def _secret_files(config: Config) -> Iterator[Path]:
    named = [getattr(getattr(config, section), f"{key}_file") for section, key in SECRETS]
    yield from (file for file in named if file is not None)


def _holds_secrets(file: Path) -> bool:
    sections = read(file).data
    return any(_held(sections.get(section), key) for section, key in SECRETS)


def _held(section: object, key: str) -> bool:
    value = section.get(key) if isinstance(section, dict) else None
    return bool(value) and not str(value).startswith("sqlite")


async def of_banks(patient: Patient) -> AsyncIterator[Finding]:
    found = check_banks(patient.config.prompts)
    errors = sum(not one.warning for one in found)
    do = "`eftertanke check` tells file, line and what to do."
    if errors:
        yield wrong("questions", f"{errors} errors in the question banks", do)
    elif found:
        yield look("questions", f"{len(found)} warnings about the question banks", do)
    else:
        yield ok("questions", "the question banks are good")


async def of_pictures(_: Patient) -> AsyncIterator[Finding]:
    try:
        async with Painter() as painter:
            await painter.paint(SAMPLE)
    except (PaintingError, OSError) as error:
        do = "Teams get words alone. Memory, a temporary folder and MPLCONFIGDIR are what it needs."
        yield look("pictures", f"cannot be drawn: {error}", do)
    else:
        yield ok("pictures", "can be drawn")


async def of_the_process(patient: Patient) -> AsyncIterator[Finding]:
    """What a bot that runs with these settings says of itself."""
    health = patient.config.health
    host = ANYWHERE.get(health.listen_host, health.listen_host)
    url = f"http://{host}:{health.listen_port}{READY_PATH}"
    try:
        async with (
            aiohttp.ClientSession() as http,
            asyncio.timeout(PATIENCE),
            http.get(url) as answer,
        ):
            status, told = answer.status, await answer.text()
    except aiohttp.ClientConnectorError:
        yield ok("running", "not on this machine, or not with these settings")
    except (aiohttp.ClientError, TimeoutError) as error:
        do = "Something else may have that port; or the bot is stuck: look at its log, restart it."
        yield wrong("running", f"{url} gives no answer ({type(error).__name__})", do)
    else:
        yield _of_answer(status, told)


def _of_answer(status: int, told: str) -> Finding:
    if status == 200:
        return ok("running", "it runs, and can work")
    if status == 503:
        return wrong("running", "; ".join(told.splitlines()), "See the other lines, and its log.")
    return look("running", f"another program has health.listen_port ({status})", "Choose another.")
