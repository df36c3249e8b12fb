"""`eftertanke …` as a process that comes to a stop on its way, to be killed there."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen

PROGRAM = """
import importlib, sys
from bot.cli import app
at, name = sys.argv.pop(1).rsplit(".", 1)
def hang(*_):
    print("there", flush=True)
    sys.stdin.read()
setattr(importlib.import_module(at), name, hang)
app()
"""


@contextmanager
def hung(at: str, *words: object, **environment: str) -> Iterator[None]:
    """The command stands still where it would call this function; then it is killed (SIGKILL)."""
    command = [sys.executable, "-c", PROGRAM, at, *map(str, words)]
    process = Popen(command, stdin=PIPE, stdout=PIPE, env=os.environ | environment, text=True)
    try:
        assert process.stdout is not None
        assert "there\n" in process.stdout, "it has not come so far"
        yield
    finally:
        process.kill()
        process.communicate()
