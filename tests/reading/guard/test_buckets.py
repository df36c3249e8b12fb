"""Many words looked for at once."""

import pytest

from bot.reading.guard.buckets import Buckets, begins_of

WORDS = Buckets((r"dnr", r"d(?:iarie)?nummer", r"ärende\w*", r"f\."))


def told(text: str) -> list[str]:
    return sorted(found[0] for found in WORDS.find(text, begins_of(text)))


def test_each_word_is_found_where_a_word_begins() -> None:
    assert told("DNR, diarienummer och ärendet; adnr f.d.") == ["DNR", "diarienummer", "ärendet"]


def test_what_begins_with_no_letter_cannot_be_looked_for() -> None:
    with pytest.raises(ValueError, match="12"):
        Buckets([r"12"])
