"""Texts that people type: on one line, or made alike."""

import pytest

from bot.domain.base.texts import JOINER, folded, one_line


def test_lines_and_spaces_become_one_line() -> None:
    assert one_line("  Eva Ek,\n 08-123 45 ", 20) == "Eva Ek, 08-123 45"


@pytest.mark.parametrize("typed", ["", " \n ", "\u200b\u2060", "x" * 21])
def test_what_cannot_be_seen_or_is_too_long_is_no_line(typed: str) -> None:
    assert one_line(typed, 20) is None


@pytest.mark.parametrize("typed", ["São Paulo", "SAO PAULO", f"sao{JOINER} paulo"])
def test_people_find_what_they_type_with_or_without_accents(typed: str) -> None:
    assert folded(typed) == "sao paulo"
