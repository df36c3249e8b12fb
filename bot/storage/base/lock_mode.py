"""Lock modes of a transaction: which others may run on the same database beside it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

Lane = tuple[int, int]
"""A bot, and somebody whose updates it handles one after the other."""

Begin = Callable[[], AbstractAsyncContextManager[AsyncConnection]]
"""Begins a transaction."""


class LockMode(StrEnum):
    """`alone`: no other step but free ones; so it may decide by whatever it reads. `beside`: beside
    others that also change only what belongs to one person. `free`: beside anything; what it reads
    and changes is guarded row by row."""

    ALONE = "alone"
    BESIDE = "beside"
    FREE = "free"
