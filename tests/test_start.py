"""A bot that nobody has written to yet holds little: what is seldom needed comes when it is."""

import json
import subprocess
import sys

import pytest

PROBE = """
import json, sys
import bot.cli, bot.operating.service
from bot.banks import load_banks
from bot.config.settings import Config

load_banks(Config().prompts)
from babel import core
print(json.dumps([*sys.modules] + (["babel's data"] if core._global_data else [])))
"""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """What is loaded once a bot has started."""
    command = (sys.executable, "-c", PROBE)
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {*json.loads(told)}


@pytest.mark.parametrize(
    ("what", "wanted"),
    [
        ("matplotlib", "when a picture is drawn, in a process of its own"),
        ("fpdf", "when a paper is printed, in the same"),
        ("snowballstemmer", "when a Round with words is closed"),
        ("babel's data", "when a date is told"),
        ("segno", "when somebody invites"),
        ("alembic", "when the database is from an older version"),
        ("asyncpg", "where there is PostgreSQL"),
    ],
)
def test_it_is_loaded_only(what: str, wanted: str, loaded: set[str]) -> None:
    assert what not in loaded, wanted
