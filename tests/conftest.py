"""Fixtures that every test may use."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.desk import Office, open_office
from tests.stage import Stage, set_stage

# No test depends on how fast the machine is. A build that has to say yes or no looks at the same
# cases each time; everybody else's runs go looking for new ones.
SLOW = [HealthCheck.too_slow]
settings.register_profile("anywhere", deadline=None, suppress_health_check=SLOW)
settings.register_profile("build", deadline=None, derandomize=True, suppress_health_check=SLOW)
settings.load_profile("build" if os.environ.get("CI") else "anywhere")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The whole bot against Telegram in a box; see tests/stage.py."""
    async with set_stage(tmp_path) as ready:
        yield ready


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """The flows without Telegram; see tests/desk.py."""
    async with open_office(tmp_path) as ready:
        yield ready
