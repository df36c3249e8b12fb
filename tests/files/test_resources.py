"""Shipped files are found in a checkout; `test_wheel.py` does the same for a wheel."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.files import resources


@pytest.mark.parametrize("place", [resources.prompts, resources.example_config])
def test_in_a_checkout_they_stand_beside_the_code(place: Callable[[], Path]) -> None:
    root = Path(resources.__file__).parents[2]
    assert place().parent == root
    assert place().exists()


def test_in_a_wheel_they_are_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = tmp_path / "shipped" / "prompts"
    packed.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.prompts() == packed
