"""Texts in several languages."""

import pytest

from bot.domain.base.languages import closest, in_language


@pytest.mark.parametrize(
    ("wanted", "offered", "found"),
    [
        ("sv", ("en", "sv"), "sv"),
        ("sv-SE", ("en", "sv"), "sv"),
        ("SV-fi", ("en", "sv"), "sv"),
        ("de", ("en", "sv"), "en"),
        (None, ("sv", "en"), "en"),
        ("de", ("sv", "fi"), "sv"),
        ("", ("sv",), "sv"),
    ],
)
def test_people_get_the_nearest_language_there_is(
    wanted: str | None, offered: tuple[str, ...], found: str
) -> None:
    assert closest(wanted, offered) == found


def test_a_text_comes_in_the_readers_language_or_the_closest() -> None:
    texts = {"en": "Hello", "sv": "Hej"}
    assert in_language(texts, "sv") == "Hej"
    assert in_language(texts, "hu") == "Hello"
