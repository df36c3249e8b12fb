"""The reader with the lists that are shipped; it takes a second to make."""

import pytest

from bot.banks.safety import load_safety
from bot.files import resources
from bot.reading.danger import DangerReader


@pytest.fixture(scope="session")
def reader() -> DangerReader:
    return DangerReader(load_safety(resources.prompts() / "safety"))
