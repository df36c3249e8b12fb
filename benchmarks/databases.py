"""New databases for benchmarks, of either kind."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from tempfile import TemporaryDirectory

from tests import postgres

Place = Callable[[], AbstractAsyncContextManager[str]]
"""Where a new database comes from; it is known by its URL."""


@asynccontextmanager
async def on_sqlite() -> AsyncIterator[str]:
    with TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.sqlite"


@asynccontextmanager
async def on_postgresql() -> AsyncIterator[str]:
    """A server of its own, durable as in production."""
    with await asyncio.to_thread(postgres.server, durable=True) as server:
        yield await server.make()
