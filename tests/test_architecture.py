"""Each import contract of `pyproject.toml` bites: in an emptied tree, intruders are found.

That the real tree keeps the contracts is what `make check` tells.
"""

import re
import shutil
import subprocess
import sysconfig
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINT = Path(sysconfig.get_path("scripts")) / "lint-imports"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
]

INTRUDERS = [
    ("Each layer", "domain/base/a.py", "import bot.config"),
    ("Each layer", "errors.py", "import bot.domain"),
    ("Each layer", "storage/base/a.py", "import bot.flows"),
    ("Each layer", "insights/a.py", "import bot.storage"),
    ("Each layer", "reading/a.py", "import bot.insights"),
    ("Each layer", "app.py", "import bot.sandbox"),
    ("Each layer", "web/a.py", "import bot.chat.b"),
    ("Each layer", "newcomer.py", ""),
    ("Nothing imports in a ring", "domain/base/b.py", "def late():\n    import bot.domain.base.c"),
    ("Areas", "flows/asking/a.py", "import bot.flows.hearing.b"),
    ("Areas", "flows/base/a.py", "import bot.flows.asking.b"),
    ("Areas", "flows/transport/a.py", "import bot.flows.rights.b"),
    ("Areas", "flows/a.py", ""),
    ("Areas", "domain/messages/asking/a.py", "import bot.domain.messages.people.b"),
    ("Areas", "storage/base/a.py", "import bot.storage.asking.b"),
    ("Storage files", "storage/asking/a.py", "import bot.storage.asking.b"),
    ("Handlers", "chat/handlers/asking/a.py", "import bot.chat.handlers.asking.b"),
    ("Edges", "chat/handlers/asking/a.py", "import bot.storage.base.b"),
    ("Edges", "scheduler/a.py", "from bot import insights"),
    ("Edges", "web/a.py", "import bot.storage.base.b"),
    ("Flows know", "flows/asking/a.py", "from bot.domain.base.places import Place"),
    ("Telegram, HTTP", "flows/base/a.py", "from telegram import Bot"),
    ("Telegram, HTTP", "domain/base/a.py", "import apscheduler.job"),
    ("Telegram, HTTP", "insights/a.py", "import aiohttp"),
    ("Telegram, HTTP", "reading/guard/a.py", "import telegram"),
    ("Databases", "insights/a.py", "import yaml"),
    ("Databases", "reading/guard/a.py", "import sqlalchemy"),
    ("Each layer", "reading/a.py", "import bot.banks"),
    ("Databases", "reading/a.py", "import yaml"),
    ("Databases", "domain/base/a.py", "from sqlalchemy.ext import asyncio"),
    ("The sandbox", "sandbox/a.py", "import bot.errors"),
    ("Only charts", "flows/base/a.py", "def late():\n    import matplotlib.pyplot"),
    ("Only charts", "chat/b.py", "import fpdf"),
]
PREY = {
    "domain/base/c.py": "import bot.domain.base.b",
    "domain/base/places.py": "",
    "flows/base/outbox.py": "import bot.domain.base.places",
    "flows/base/step.py": "",
    "charts/a.py": "import matplotlib\nimport fpdf",
} | {
    f"{package}/{file}": ""
    for package in (
        "chat",
        "chat/handlers/asking",
        "domain/messages/people",
        "flows/asking",
        "flows/hearing",
        "flows/rights",
        "scheduler",
        "storage/asking",
        "storage/base",
        "web",
    )
    for file in ("__init__.py", "b.py")
}


def test_each_contract_has_an_intruder() -> None:
    untried = [
        contract["name"]
        for contract in CONTRACTS
        if not any(contract["name"].startswith(begin) for begin, _, _ in INTRUDERS)
    ]
    assert untried == []


@pytest.mark.parametrize(("contract", "file", "text"), INTRUDERS)
def test_an_intruder_is_found(tmp_path: Path, contract: str, file: str, text: str) -> None:
    assert broken(tmp_path, {**PREY, file: text}) == [contract]


def test_without_an_intruder_all_is_well(tmp_path: Path) -> None:
    assert broken(tmp_path, {"charts/a.py": PREY["charts/a.py"]}) == []


def broken(folder: Path, files: dict[str, str]) -> list[str]:
    """How the names of the broken contracts begin, after laying out the tree with these files."""
    for source in (ROOT / "bot").rglob("*.py"):
        lay(folder / source.relative_to(ROOT), "")
    for file, text in files.items():
        lay(folder / "bot" / file, text)
    shutil.copy(ROOT / "pyproject.toml", folder)
    ran = subprocess.run(
        [LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )
    told = [line for line in ran.stdout.splitlines() if line.endswith((" KEPT", " BROKEN"))]
    assert len(told) >= len(CONTRACTS), ran.stdout + ran.stderr
    begins = {begin for begin, _, _ in INTRUDERS}
    return [b for line in told if "BROKEN" in line for b in begins if line.startswith(b)]


def lay(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_whoever_imports_late_says_why() -> None:
    """The command line says it once for all its commands; what is only for types needs no word."""
    late = re.compile(r"^(?P<above>.*)\n {4,}(?:from [\w.]+ import|import) ", re.MULTILINE)
    silent = [
        f"{path.relative_to(ROOT)}: {found['above']}"
        for path in sorted((ROOT / "bot").rglob("*.py"))
        if path.parent.name != "commands" and path.name != "cli.py"
        for found in late.finditer(path.read_text(encoding="utf-8"))
        if not re.match(r"\s*#|\s+(?:from|import) |if TYPE_CHECKING:", found["above"])
    ]
    assert silent == []
