"""An answer of Telegram's that cannot be read as a whole."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.pieces import pieces
from bot.domain.transport.updates import Unfit, Unread

DEEP = "[" * 5000 + "]" * 5000
LONG = "1" * 5000


def answer(*updates: str) -> bytes:
    return f'{{"ok":true,"result":[{",".join(updates)}]}}'.encode()


def test_what_can_be_read_is_read_and_of_the_rest_there_is_the_number() -> None:
    told = answer(
        '{"update_id":5,"x":"a [ \\" ] {"}',
        f'{{"update_id":6,"x":{DEEP}}}',
        f'{{"x":{{"update_id":99,"y":{LONG}}}, "update_id" : 7 }}',
        f'{{"x":{DEEP}}}',
        f'{{"update_id":{LONG}}}',
        f'{{"x":"\\"update_id\\":3","y":{DEEP}}}',
        '{"update_id":8}',
    )
    assert pieces(told) == [
        {"update_id": 5, "x": 'a [ " ] {'},
        Unread(Unfit.NESTED, 6),
        Unread(Unfit.NO_JSON, 7),
        Unread(Unfit.NESTED),
        Unread(Unfit.NO_JSON),
        Unread(Unfit.NESTED),
        {"update_id": 8},
    ]


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"[]",
        b'{"ok":true}',
        b'{"ok":true,"result":{"x":[{"update_id":5}],"y":' + DEEP.encode(),
        b'{"ok":false,"result":[{"update_id":5}]}',
        b'{"ok":true,"result":["' + b'\\"' * 100_000,
        b'{"ok":true,"result":[]]]}}}]',
        b'{"ok":true,"result":[{"update_id":5',
    ],
)
def test_what_is_no_list_has_no_pieces(told: bytes) -> None:
    assert pieces(told) == []


objects = st.dictionaries(st.text() | st.just("update_id"), st.integers() | st.text())


@given(st.lists(objects), st.booleans())
def test_of_an_answer_that_can_be_read_it_is_all(content: list[object], plain: bool) -> None:
    told = json.dumps({"ok": True, "result": content}, ensure_ascii=not plain)
    assert (
        pieces(told.encode(errors="replace"))
        == json.loads(told.encode(errors="replace").decode())["result"]
    )
