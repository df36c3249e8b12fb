"""The page about the sandbox names all there is."""

import re
from pathlib import Path

import pytest

from bot.sandbox.control import routes
from bot.sandbox.control.bodies import SetLimits
from bot.sandbox.faults import Kind
from bot.sandbox.methods import METHODS
from bot.sandbox.world import World

PAGE = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text(encoding="utf-8")
PATHS = sorted({route.path for route in routes(World())})


@pytest.mark.parametrize("path", PATHS)
def test_every_path_of_the_control_api_is_explained(path: str) -> None:
    assert f"{path}" in PAGE


def test_no_path_is_explained_that_there_is_not() -> None:
    named = {path.rstrip("`?.,") for path in re.findall(r"/sandbox/[a-z{}/]+", PAGE)}
    assert named <= set(PATHS)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_fault_is_explained(kind: Kind) -> None:
    assert f"| `{kind}` |" in PAGE


def test_every_limit_is_named() -> None:
    assert all(f"`{name}`" in PAGE for name in SetLimits.model_fields if name != "off")


def test_the_methods_are_counted() -> None:
    assert f"{len(METHODS)} of the 185 methods" in PAGE
