"""Fixtures of the tests in which something breaks."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.town import Town, found_town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town in which the bot does not run yet; see tests/faults/town.py."""
    async with found_town(tmp_path) as ready:
        yield ready
