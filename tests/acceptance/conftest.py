"""Here bot and box speak by HTTP, as they do with Telegram."""

from collections.abc import AsyncIterator

import pytest

from tests.stage import Stage, set_stage


@pytest.fixture
async def stage(database: str) -> AsyncIterator[Stage]:
    async with set_stage(database, by_http=True) as ready:
        yield ready
