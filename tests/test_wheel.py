"""The wheel holds all that the bot needs, and works where there is no checkout."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "EFTERTANKE_"))}
    ran = subprocess.run(
        command, cwd=cwd, env=environ, capture_output=True, text=True, check=False, timeout=300
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def tracked(*paths: str) -> set[str]:
    """What git knows or would take, so that what was made by the way does not count."""
    command = ("git", "ls-files", "--cached", "--others", "--exclude-standard", *paths)
    return {name for name in run(*command, cwd=ROOT).splitlines() if (ROOT / name).exists()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", made, cwd=ROOT)
    (file,) = made.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of a new environment that borrows only the dependencies of this one."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home, symlinks=True)
    scripts = home / "bin"
    pip = (sys.executable, "-m", "pip", "--python", scripts / "python", "install")
    run(*pip, "-qq", "--no-deps", "--no-index", wheel, cwd=home)
    (site,) = home.glob("lib/python*/site-packages")
    # A path in a .pth file is searched last, and the .pth files found there are not followed: so
    # the checkout, installed here as editable, stays out of sight.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return scripts


def test_it_holds_the_code_the_banks_and_the_example_and_nothing_else(wheel: Path) -> None:
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    shipped = {f"bot/shipped/{name}" for name in tracked("prompts", "config.example.yaml")}
    assert packed == tracked("bot") | shipped


def test_it_carries_its_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_shipped_files_are_found_without_a_checkout(elsewhere: Path, tmp_path: Path) -> None:
    code = "from bot.files import resources as r; print(r.prompts(), r.example_config(), sep='\\n')"
    places = [Path(line) for line in run(elsewhere / "python", "-c", code, cwd=tmp_path).split()]
    assert all(place.exists() and elsewhere.parent in place.parents for place in places)


def test_the_commands_tell_what_they_do(elsewhere: Path, tmp_path: Path) -> None:
    by_name = run(elsewhere / "eftertanke", "--help", cwd=tmp_path)
    by_module = run(elsewhere / "python", "-m", "bot", "--help", cwd=tmp_path)
    for command in ("demo", "run", "check", "migrate", "sandbox"):
        assert command in by_name
        assert command in by_module


def test_the_example_and_the_shipped_banks_pass_the_check(elsewhere: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "config.example.yaml", tmp_path / "config.yaml")
    run(elsewhere / "eftertanke", "check", "--config", "config.yaml", cwd=tmp_path)
