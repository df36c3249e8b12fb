"""An installation as an operator has it: a settings file, and a database that somebody has used."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.config.settings import load_config
from bot.operating.database import opened_store
from bot.storage.base.engine import Store
from bot.storage.base.migrating import migrate

Kind = TypeVar("Kind")


class Installation:
    """A folder with settings and a database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = folder / "config.yaml"
        self.database = folder / "bot.sqlite"
        self.settings.write_text("database:\n  url: sqlite:///bot.sqlite\n")
        self.config = load_config(self.settings, {})

    async def begin(self) -> None:
        store = Store(self.config.database.url)
        await migrate(store)
        await store.close()

    def step(self, work: Callable[[AsyncConnection], Awaitable[Kind]]) -> Kind:
        """Do something to its database."""

        async def do() -> Kind:
            async with opened_store(self.config) as store, store.step() as tx:
                return await work(tx)

        return asyncio.run(do())

    def runs(self, *words: object, answer: str = "") -> Result:
        """`eftertanke …` with these settings, and what the operator types when asked."""
        arguments = [*map(str, words), "--config", str(self.settings)]
        return CliRunner().invoke(app, arguments, input=answer)


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    made = Installation(tmp_path)
    asyncio.run(made.begin())
    return made
