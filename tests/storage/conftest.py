"""A database to be made, or one as an older version has left it."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.storage.base import migrating
from bot.storage.base.engine import Store
from tests.databases import Databases


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    store = Store(url)
    yield store
    await store.close()


@pytest.fixture
async def store(databases: Databases) -> AsyncIterator[Store]:
    async with opened(await databases.without_tables()) as new:
        yield new


@pytest.fixture
def of_one_bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Installs the version in which one database was one bot's; what it returns, today's again."""
    first = tmp_path / "first"
    shutil.copytree(migrating.SCRIPTS, first)
    for one in first.glob("versions/0*_*.py"):
        if not one.name.startswith("0001_"):
            one.unlink()
    today = migrating.SCRIPTS
    monkeypatch.setattr(migrating, "SCRIPTS", first)
    return lambda: monkeypatch.setattr(migrating, "SCRIPTS", today)
