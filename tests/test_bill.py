"""A release tells what it is made of, all of it, and under which licences."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot import __version__
from deploy.bill import LOCK, NOT_HERE, UNSAID, Package, bill, moment_of, packages, write
from tests.test_docker import pins

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def found() -> list[Package]:
    return [*packages(LOCK.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def made(found: list[Package]) -> dict[str, Any]:
    return bill(found, NOW)


def test_every_package_that_runs_is_in_the_bill_with_its_hashes(made: dict[str, Any]) -> None:
    listed = {f"{one['name']}=={one['version']}" for one in made["components"]}
    assert listed == pins(LOCK.name)
    for one in made["components"]:
        assert one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}"
        assert all(re.fullmatch("[0-9a-f]{64}", each["content"]) for each in one["hashes"])
        assert one["hashes"]


def test_each_package_says_its_licence(found: list[Package]) -> None:
    """But those that are only for other machines."""
    unknown = [one.name for one in found if one.licence in (UNSAID, NOT_HERE) and not one.only]
    assert unknown == []


def test_what_needs_what_is_told(made: dict[str, Any]) -> None:
    needs = {one["ref"]: one["dependsOn"] for one in made["dependencies"]}
    own = made["metadata"]["component"]["bom-ref"]
    refs = {one["bom-ref"] for one in made["components"]}
    assert needs.keys() == refs | {own}
    assert all(refs.issuperset(below) for below in needs.values())
    reached, more = set[str](), {own}
    while more:
        reached |= more
        more = {below for one in more for below in needs[one]} - reached
    assert reached == needs.keys(), "nothing is locked that nothing needs"


def test_the_same_release_has_the_same_bill(found: list[Package], made: dict[str, Any]) -> None:
    assert bill(found, NOW) == made
    assert moment_of({"SOURCE_DATE_EPOCH": "0"}) == datetime.fromtimestamp(0, UTC)


def test_both_files_are_named_by_the_version(tmp_path: Path, found: list[Package]) -> None:
    first, second = write(tmp_path, NOW)
    assert first.name == f"eftertanke-{__version__}.cdx.json"
    assert json.loads(first.read_text(encoding="utf-8"))["bomFormat"] == "CycloneDX"
    told = second.read_text(encoding="utf-8")
    assert all(re.search(rf"^{one.name} {one.version} +\S", told, re.MULTILINE) for one in found)
