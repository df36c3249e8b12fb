"""Whoever follows `CONTRIBUTING.md` and `docs/architecture.md` comes where they say."""

import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINT = Path(sysconfig.get_path("scripts")) / "lint-imports"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

NOUN = {
    "bot/domain/people/": "from bot.domain.people.members import Member\n",
    "bot/storage/people/": "from bot.storage.base.schema import member\n",
    "bot/domain/messages/people/": "from bot.domain.people.thanks import Member\n",
    "bot/flows/people/": (
        "from bot.domain.messages.people import thanks as said\n"
        "from bot.flows.asking import answers\n"
        "from bot.flows.base.step import Step\n"
        "from bot.storage.people import thanks\n"
    ),
    "bot/chat/views/people/": "from bot.chat.buttons.people import thanks\n",
    "bot/chat/buttons/people/": "from bot.domain.people.thanks import Member\n",
    "bot/chat/handlers/people/": (
        "from bot.chat.buttons.people import thanks as pressed\n"
        "from bot.flows.people import thanks\n"
    ),
}
"""Where the steps of the page put a noun, and what each of its files may well import."""


def places(page: str) -> list[str]:
    """What a page names in backticks that looks like a file or a folder of the project."""
    named = re.findall(r"`([\w./]+/[\w./]*)`", page)
    return [one for one in named if not one.startswith(("tests/flows/asking/test_", "/"))]


@pytest.mark.parametrize("place", [*places(CONTRIBUTING), *places(ARCHITECTURE)])
def test_what_the_pages_name_is_there(place: str) -> None:
    found = (ROOT / place, ROOT / "bot" / place)
    assert any(one.exists() for one in found), place


def test_the_steps_name_each_folder_that_a_noun_needs() -> None:
    assert NOUN.keys() <= {*places(CONTRIBUTING)}


def test_a_noun_that_follows_the_steps_keeps_every_contract(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder, text in NOUN.items():
        (tmp_path / folder / "thanks.py").write_text(f'"""Thanks."""\n\n{text}', encoding="utf-8")
    ran = subprocess.run(
        [LINT, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
