"""What a process does when it is to do a part of the work only."""

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.host.duties import EVERYTHING, NICENESS, Duty, give_way

APART = multiprocessing.get_context("spawn")


@pytest.mark.parametrize(
    ("duties", "nicer_by"),
    [(EVERYTHING, 0), (frozenset({Duty.CHAT}), 0), (frozenset({Duty.TASKS}), NICENESS)],
)
def test_only_what_nobody_waits_for_gives_way(duties: frozenset[Duty], nicer_by: int) -> None:
    before = os.nice(0)
    with APART.Pool(1) as process:
        process.apply(give_way, (duties,))
        assert process.apply(os.nice, (0,)) == before + nicer_by


def test_a_file_is_not_shared_by_processes(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(
        f"telegram: {{token: '1:abc'}}\ndatabase: {{url: 'sqlite:///{tmp_path}/bot.sqlite'}}\n"
        "health: {listen_port: 0}\n"
    )
    command = [sys.executable, "-m", "bot", "run", "--only", "tasks", "--config", str(config)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert "--only is for PostgreSQL" in said.stderr
