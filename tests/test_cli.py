"""The command line as a whole: what it says of itself."""

import tomllib
from pathlib import Path

from typer.testing import CliRunner

from bot import __version__
from bot.cli import app

ROOT = Path(__file__).parent.parent


def test_it_says_which_version_it_is() -> None:
    ran = CliRunner().invoke(app, ["--version"])
    assert (ran.exit_code, ran.output) == (0, f"eftertanke {__version__}\n")


def test_the_version_stands_in_one_place() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in pyproject["project"]
    assert ROOT / pyproject["tool"]["hatch"]["version"]["path"] == ROOT / "bot" / "__init__.py"
