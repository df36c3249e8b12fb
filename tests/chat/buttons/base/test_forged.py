"""The data of buttons that nobody has made. A button that was made is read again as it was."""

from dataclasses import fields
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.buttons import BUTTONS, LIMIT, decode, encode
from bot.chat.buttons.asking.answers import TapOption
from bot.chat.buttons.people.founding import ToggleTeamLanguage
from bot.chat.buttons.people.settings import OpenSettings, SetTime
from bot.domain.base.numbers import LARGEST
from bot.domain.base.visibility import Visibility
from bot.domain.people.settings import Walk

PRIVATE = Visibility.PRIVATE
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(-LARGEST, LARGEST),
    str: st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12),
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    return VALUES[hint] if hint in VALUES else st.sampled_from([*hint])


@st.composite
def presses(draw: st.DrawFn) -> Any:
    kind = draw(st.sampled_from([*BUTTONS.values()]))
    hints = get_type_hints(kind)
    return kind(*(draw(values_of(hints[one.name])) for one in fields(kind)))


@given(presses())
def test_what_can_be_written_is_read_as_it_was(press: Any) -> None:
    try:
        data = encode(press)
    except ValueError:
        return
    try:
        assert decode(type(press), data) == press
    except ValueError:
        assert any(":" in str(getattr(press, one.name)) for one in fields(press))


@given(st.sampled_from([*BUTTONS.items()]), st.text(st.characters(), max_size=80))
def test_whatever_is_read_is_written_as_it_was(kind: tuple[str, type[object]], tail: str) -> None:
    data = f"{kind[0]}:{tail}"
    try:
        press = decode(kind[1], data)
    except ValueError:
        return
    assert encode(press) == data
    assert len(data.encode()) <= LIMIT


@pytest.mark.parametrize(
    "number",
    [
        *("9" * 40, "9" * 5000, str(2**63), str(-(2**63)), "٣", "²", "１", "+1", " 1", "1 ", "1_0"),
        *("01", "-0", "1.0", "1e3", "0x1", "", "NaN", "True", "\x001", "1\n", "private", "1:1"),
    ],
)
def test_a_number_is_written_in_one_way_and_fits_every_column(number: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(TapOption, f"o:{number}:1:private")
    assert decode(TapOption, "o:1:1:private") == TapOption(1, "1", PRIVATE)
    assert decode(TapOption, f"o:{LARGEST}:1:private") == TapOption(LARGEST, "1", PRIVATE)
    assert decode(SetTime, f"st:-5:{Walk.FREE}") == SetTime(-5, Walk.FREE)


@pytest.mark.parametrize("word", ["s\x00", "\ud83d", "å", "s\n", "s\x7f", "s\u2028", "x" * 62])
def test_a_text_is_of_signs_that_every_column_takes(word: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(ToggleTeamLanguage, f"tl:1a2b3c4d:{word}")
    assert decode(ToggleTeamLanguage, "tl:1a2b3c4d:sv").language == "sv"


@pytest.mark.parametrize("level", ["Private", "PRIVATE", "private ", "", "Visibility.PRIVATE", "0"])
def test_a_word_is_one_of_those_that_there_are(level: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(TapOption, f"o:1:1:{level}")


@pytest.mark.parametrize(
    "data", ["so:", "so:1", "so\x00", "o", "o:1", "o:1:1", "", ":", "t:1:1:private"]
)
def test_there_are_as_many_values_as_fields_behind_the_code(data: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(OpenSettings if data.startswith("so") else TapOption, data)


def test_what_could_not_be_read_is_not_written() -> None:
    for word in ("å", "a\x00", "x" * 60):
        with pytest.raises(ValueError, match="ASCII"):
            encode(ToggleTeamLanguage("1a2b3c4d", word))
