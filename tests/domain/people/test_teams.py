"""What a Team may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people.teams import NAME_LIMIT, team_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("North", "North"),
        ("  North \n  Star ", "North Star"),
        ("å" * NAME_LIMIT, "å" * NAME_LIMIT),
        ("å" * (NAME_LIMIT + 1), None),
        ("", None),
        (" \n\t ", None),
        ("\u200b \u2060", None),
        ("🌟", "🌟"),
    ],
)
def test_a_name_is_one_line_of_1_to_60_characters(typed: str, name: str | None) -> None:
    assert team_name(typed) == name


@given(st.text())
def test_whatever_is_typed_makes_a_good_name_or_none(typed: str) -> None:
    name = team_name(typed)
    assert name is None or (0 < len(name) <= NAME_LIMIT and name.splitlines() == [name])
