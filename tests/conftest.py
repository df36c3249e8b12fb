"""Fixtures that every test may use."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import EITHER, Databases, source
from tests.desk import Office, open_office
from tests.once import banks_read_once, compiled_once, quick_folder
from tests.postgres import Server, server
from tests.readings.tape import Library, tapes
from tests.stage import Stage, set_stage

# No test depends on how fast the machine is. A build that has to say yes or no looks at the same
# cases each time; everybody else's runs go looking for new ones.
SLOW = [HealthCheck.too_slow]
settings.register_profile("anywhere", deadline=None, suppress_health_check=SLOW)
settings.register_profile("build", deadline=None, derandomize=True, suppress_health_check=SLOW)
settings.load_profile("build" if os.environ.get("CI") else "anywhere")


@pytest.fixture(scope="session", autouse=True)
def once() -> Iterator[None]:
    """See tests/once.py."""
    with compiled_once(), banks_read_once():
        yield


@pytest.fixture(scope="session")
def library() -> Library:
    return Library()


@pytest.fixture(autouse=True)
def read_by_others(library: Library) -> Iterator[None]:
    """Another library understands all that went on in a sandbox; see tests/readings/."""
    with tapes() as made:
        yield
    problems = [problem for tape in made for problem in library.problems(tape)]
    if problems:
        pytest.fail("\n".join(dict.fromkeys(problems)), pytrace=False)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server, started for the first test that wants one."""
    with server() as started:
        yield started


@pytest.fixture(params=EITHER)
async def databases(request: pytest.FixtureRequest) -> AsyncIterator[Databases]:
    """SQLite files, and once more PostgreSQL; see tests/databases.py."""
    with TemporaryDirectory(dir=quick_folder()) as folder:
        found = source(request.param, Path(folder), request)
        yield found
        await found.drop()


@pytest.fixture
async def database(databases: Databases) -> str:
    """The URL of a database as a new installation has it."""
    return await databases.new()


@pytest.fixture
async def stage(database: str) -> AsyncIterator[Stage]:
    """The whole bot against Telegram in a box; see tests/stage.py."""
    async with set_stage(database) as ready:
        yield ready


@pytest.fixture
async def office(database: str) -> AsyncIterator[Office]:
    """The flows without Telegram; see tests/desk.py."""
    async with open_office(database) as ready:
        yield ready
