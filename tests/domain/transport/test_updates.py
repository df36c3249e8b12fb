"""What can be an update at all, and what is let go because it cannot."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.numbers import LARGEST
from bot.domain.transport.updates import DEEPEST, LAST_UPDATE, Unfit, Unread, number_of, read
from bot.domain.transport.updates import storable as why_not


def nested(levels: int) -> bytes:
    return b'{"update_id": 7, "x": ' + b"[" * levels + b"]" * levels + b"}"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", Unfit.NO_JSON),
        (b"{", Unfit.NO_JSON),
        (b"\xff\xfe\x00", Unfit.NO_JSON),
        ('{"update_id": 7, "x": "å"}'.encode("latin-1"), Unfit.NO_JSON),
        (b'{"update_id": 7, "x": ' + b"1" * 5000 + b"}", Unfit.NO_JSON),
        (b"null", Unfit.NO_UPDATE),
        (b"[]", Unfit.NO_UPDATE),
        (b'[{"update_id": 7}]', Unfit.NO_UPDATE),
        (b"{}", Unfit.NO_UPDATE),
        (b'{"update_id": "7"}', Unfit.NO_UPDATE),
        (b'{"update_id": 7.0}', Unfit.NO_UPDATE),
        (b'{"update_id": true}', Unfit.NO_UPDATE),
        (b'{"update_id": null}', Unfit.NO_UPDATE),
        (b'{"update_id": [7]}', Unfit.NO_UPDATE),
        (b'{"update_id": 0}', Unfit.NO_UPDATE),
        (b'{"update_id": -7}', Unfit.NO_UPDATE),
        (b'{"update_id": 2147483648}', Unfit.NO_UPDATE),
        (b'{"update_id": ' + b"7" * 30 + b"}", Unfit.NO_UPDATE),
        (b'{"update_id": 7, "x": 9223372036854775808}', Unfit.NUMBER),
        (b'{"update_id": 7, "x": [{"y": [-99999999999999999999]}]}', Unfit.NUMBER),
        (b'{"update_id": 7, "x": NaN}', Unfit.NUMBER),
        (b'{"update_id": 7, "x": -Infinity}', Unfit.NUMBER),
        (b'{"update_id": 7, "x": 1e999}', Unfit.NUMBER),
        (nested(DEEPEST), Unfit.NESTED),
        (nested(100_000), Unfit.NESTED),
        (b"[" * 100_000, Unfit.NESTED),
        (b'{"x":' * 100_000, Unfit.NESTED),
    ],
)
def test_what_can_be_no_update(body: bytes, why: Unfit) -> None:
    assert why_not(read(body)) is why


@pytest.mark.parametrize(
    "body",
    [
        b'{"update_id": 7}',
        b'{"update_id": 2147483647, "something_new": {}}',
        b'{"update_id": 6, "update_id": 7}',
        b'{"update_id": 7, "x": [9223372036854775807, -9223372036854775807, 1.5, true, null]}',
        b'{"update_id": 7, "x": "\\u0000 \\ud83d"}',
        '{"update_id": 7, "x": "å"}'.encode("utf-16"),
        nested(DEEPEST - 1),
    ],
)
def test_what_can_be_one(body: bytes) -> None:
    found = read(body)
    assert why_not(found) is None
    assert number_of(found) == json.loads(body)["update_id"]


def test_the_number_of_what_is_of_no_use_otherwise_is_known() -> None:
    assert number_of({"update_id": 7, "x": float("nan")}) == 7
    assert number_of(Unread(Unfit.NESTED, 7)) == 7
    assert number_of(Unread(Unfit.NESTED)) is None
    assert number_of(Unread(Unfit.NESTED, LAST_UPDATE + 1)) is None


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(values | st.dictionaries(st.sampled_from(["update_id", "message", "x"]), values))
def test_whatever_can_be_stored_is_read_again_as_it_was_and_fits_every_column(value: Any) -> None:
    if why_not(value) is None:
        raw = json.dumps(value, allow_nan=False)
        assert raw.isascii()
        assert read(raw) == value
        assert 0 < value["update_id"] <= LAST_UPDATE
        assert all(abs(number) <= LARGEST for number in numbers_in(value))


@given(st.binary() | st.text().map(str.encode))
def test_nothing_breaks_the_reading(body: bytes) -> None:
    found = read(body)
    assert why_not(found) in {None, *Unfit}


def numbers_in(value: Any) -> list[int]:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return [number for one in inner for number in numbers_in(one)]
    return [value] if isinstance(value, int) else []
