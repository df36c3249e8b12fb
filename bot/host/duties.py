"""What a process of the bot does: all of it, or one part beside processes that do the other."""

import os
from contextlib import suppress
from enum import StrEnum


class Duty(StrEnum):
    """`chat`: receive, handle and send; `tasks`: do what falls due by itself."""

    CHAT = "chat"
    TASKS = "tasks"


EVERYTHING = frozenset(Duty)

NICENESS = 10
"""Of a process with nothing but tasks: whoever waits for an answer has the processor first."""


def give_way(duties: frozenset[Duty]) -> None:
    """Let processes with which people talk go first, where the system allows to say so."""
    if Duty.CHAT not in duties:
        with suppress(OSError):
            os.nice(NICENESS)
