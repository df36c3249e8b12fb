"""Fixtures that every test may use."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.desk import Office, open_office
from tests.stage import Stage, set_stage


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
