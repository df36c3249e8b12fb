"""The Dockerfile, as far as it can be judged by reading: no engine is needed here."""

import json
import re
import tomllib
from fnmatch import fnmatch
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import pytest
from babel import localedata
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from bot.config.settings import load_config

ROOT = Path(__file__).parent.parent
Instruction = tuple[str, str]


def instructions() -> list[Instruction]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    kept = [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in kept]


def last_stage() -> list[Instruction]:
    every = instructions()
    return every[max(n for n, (word, _) in enumerate(every) if word == "FROM") :]


def only(word: str) -> str:
    (found,) = [rest for name, rest in last_stage() if name == word]
    return found


def copied() -> list[str]:
    lines = [rest for word, rest in instructions() if word == "COPY" and "--from" not in rest]
    return [source for line in lines for source in line.split()[:-1]]


def pins(lock: str) -> set[str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^([\w.-]+==[^ ;\\]+)", text, re.MULTILINE))


def test_each_stage_has_a_python_that_the_project_takes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bases = [rest.split()[0] for word, rest in instructions() if word == "FROM"]
    versions = {base.removeprefix("python:").removesuffix("-slim") for base in bases}
    assert len(versions) == 1
    assert SpecifierSet(project["requires-python"]).contains(versions.pop())


@pytest.mark.parametrize("source", copied())
def test_what_is_copied_is_there_and_reaches_the_builder(source: str) -> None:
    assert (ROOT / source).exists()
    ignored = False
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#" and fnmatch(source, line.removeprefix("!")):
            ignored = not line.startswith("!")
    assert not ignored


def test_all_that_the_wheel_packs_is_copied() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"][
        "build"
    ]["targets"]["wheel"]
    assert {*wheel["packages"], *wheel["force-include"]} <= set(copied())


def test_it_does_not_run_as_root() -> None:
    assert only("USER") not in ("root", "0")


def test_data_lie_in_a_volume_that_is_the_working_folder() -> None:
    assert only("VOLUME") == only("WORKDIR") == "/data"


def test_downloads_are_checked_by_hash() -> None:
    runs = " && ".join(rest for word, rest in instructions() if word == "RUN")
    installs = [part for part in runs.split("&&") if re.search(r"\bpip .*\binstall\b", part)]
    assert len(installs) == 3
    assert all("--require-hashes" in part or "--no-index" in part for part in installs)


def test_its_variables_are_settings_and_no_secrets() -> None:
    pairs = [
        pair.split("=", 1) for word, rest in last_stage() if word == "ENV" for pair in rest.split()
    ]
    environ = dict(pairs)
    config = load_config(None, environ)
    assert config.telegram.token is None
    assert config.health.listen_host == "0.0.0.0"  # noqa: S104
    assert not any(re.search("TOKEN|SECRET|PASSWORD", name) for name in environ)


def test_its_health_is_asked_where_it_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    command = json.loads(only("HEALTHCHECK").partition("CMD ")[2])
    asked: list[str] = []
    monkeypatch.setattr("urllib.request.urlopen", lambda url, **_: asked.append(url))
    monkeypatch.setenv("EFTERTANKE_HEALTH__LISTEN_PORT", "8080")
    exec(command[2], {})  # noqa: S102
    assert command[:2] == ["python", "-c"]
    assert asked == ["http://127.0.0.1:8080/healthz"]


def test_the_running_lock_is_a_part_of_the_one_that_is_tested() -> None:
    assert pins("requirements-run.lock") <= pins("requirements.lock")


def test_the_running_lock_has_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {pin.partition("==")[0] for pin in pins("requirements-run.lock")}
    assert {Requirement(line).name for line in project["dependencies"]} <= locked


def test_it_is_built_with_what_a_build_needs_and_not_with_what_developers_do() -> None:
    assert "requirements.lock" not in copied()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["dependency-groups"]["build"] == project["build-system"]["requires"]
    locked = {pin.partition("==")[0] for pin in pins("requirements-build.lock")}
    assert {Requirement(line).name for line in project["build-system"]["requires"]} <= locked
    assert len(locked) < 10
    assert pins("requirements-build.lock") <= pins("requirements.lock")


def test_what_is_left_out_of_the_image_holds_no_language_that_a_setting_may_name() -> None:
    (kept,) = (
        re.findall(r"! -name '?([^' ]+)'?", rest)
        for word, rest in instructions()
        if word == "RUN" and "locale-data" in rest
    )
    codes = [a + b for a, b in product(ascii_lowercase, repeat=2)]
    spoken = {f"{code}.dat" for code in codes if localedata.exists(code)}
    assert len(spoken) > 100
    assert all(any(fnmatch(file, pattern) for pattern in kept) for file in spoken | {"root.dat"})
