"""A backup that is killed half way: what was before the Seal must not stay in what it leaves."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.operating.backup import OURS
from tests.operating.conftest import Installation

CHILD = """
import asyncio, os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.config.settings import load_config
from bot.operating import backup
from tests.operating.lives import untold

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

backup.verify = die
config, folder = load_config(Path(sys.argv[1]), {}), Path(sys.argv[2])
asyncio.run(backup.back_up(config, folder, datetime.now(UTC), untold, days=30))
"""
"""A backup that is written whole, and killed before it has its name."""


def killed_backup(settings: Path, folder: Path) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(settings), str(folder)],
        cwd=root,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def left_over(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir() if not OURS.fullmatch(one.name)]


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    made = Installation(tmp_path)
    asyncio.run(made.begin())
    return made


def test_the_next_backup_sweeps_what_a_killed_one_has_left(
    installation: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    killed_backup(installation.settings, folder)
    assert left_over(folder), "so that there is something to sweep"
    done = installation.runs("backup", folder)
    assert done.exit_code == 0, done.output
    assert left_over(folder) == [], "it holds what was before the Seal, for good"


def test_the_next_backup_beside_the_database_sweeps_there_too(installation: Installation) -> None:
    killed_backup(installation.settings, installation.folder)
    done = installation.runs("backup", installation.folder)
    assert done.exit_code == 0, done.output
    assert [one for one in left_over(installation.folder) if one.endswith(".part")] == []
