"""What a process of the bot does here: all that `eftertanke run` does, by clocks that are driven.

The process is forked from one that has loaded the program already, so a new life costs no more than
opening the database and greeting Telegram.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

from bot.config.settings import load_config
from bot.host.duties import Duty
from bot.operating.service import run_forever
from tests.faults.machine import Machine

Mishap = Callable[[], None]
"""Breaks something inside the process before it begins. It is sent there by its name."""


def live(config: Path, clocks: Path, mishap: Mishap | None, duties: frozenset[Duty]) -> None:
    """Run the bot until it is stopped. Its log lies beside its settings."""
    log = os.open(config.with_suffix(".log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(log, stream.fileno())
    machine = Machine(clocks)
    if mishap is not None:
        mishap()
    with asyncio.Runner(loop_factory=machine.inhabit) as runner:
        runner.run(run_forever(load_config(config, {}), machine, duties))
