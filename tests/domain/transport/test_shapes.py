"""How the updates look that this bot reads; and that none that looks otherwise is ever handled."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from bot.domain.transport.updates import Unfit, storable

ALICE = {"id": 7, "is_bot": False, "first_name": "Alice", "language_code": "en"}
CHAT = {"id": 7, "type": "private", "first_name": "Alice"}
GROUP = {"id": -1007, "type": "supergroup", "title": "North", "is_forum": True}
PLACE = {"message_id": 5, "date": 1_772_400_000, "chat": CHAT}
SAID = {**PLACE, "from": ALICE, "text": "hello"}
COMMAND = [{"type": "bot_command", "offset": 0, "length": 6}]
STANDING = {"status": "member", "user": ALICE}

LEGITIMATE: list[dict[str, Any]] = [
    {"message": SAID},
    {"message": {**SAID, "reply_to_message": PLACE}},
    {"message": {**SAID, "entities": COMMAND, "is_topic_message": True, "message_thread_id": 3}},
    {"message": {**PLACE, "chat": GROUP, "new_chat_members": [ALICE]}},
    {"message": {**PLACE, "chat": GROUP, "migrate_to_chat_id": -1009}},
    {"message": {**PLACE, "photo": [{"file_id": "a"}], "caption": "us"}},
    {"edited_message": {**SAID, "edit_date": 1_772_400_001}},
    {"callback_query": {"id": "1", "from": ALICE, "chat_instance": "1", "data": "so"}},
    {
        "callback_query": {
            "id": "1",
            "from": ALICE,
            "chat_instance": "1",
            "data": "so",
            "message": {"message_id": 5, "date": 0, "chat": CHAT},
        }
    },
    {
        "my_chat_member": {
            "chat": CHAT,
            "from": ALICE,
            "date": 1_772_400_000,
            "old_chat_member": STANDING,
            "new_chat_member": {**STANDING, "status": "kicked", "until_date": 0},
        }
    },
]


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where anything stands in a value."""
    if at:
        yield at
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*at, key))


def changed(value: Any, at: tuple[Any, ...], new: Any) -> Any:
    whole = copy.deepcopy(value)
    inner = whole
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = new
    return whole


@pytest.mark.parametrize("content", LEGITIMATE)
def test_what_telegram_sends_can_be_stored(content: dict[str, Any]) -> None:
    assert storable({"update_id": 7, **content}) is None


@pytest.mark.parametrize("content", LEGITIMATE)
def test_fields_that_telegram_adds_are_no_trouble(content: dict[str, Any]) -> None:
    (kind,) = content
    news: tuple[object, ...] = (None, 7, "x", [], {"x": [1]})
    for new in news:
        assert storable({"update_id": 7, kind: {**content[kind], "something_new": new}}) is None
    assert storable({"update_id": 7, **content, "something_new": [7]}) is None


@pytest.mark.parametrize("content", LEGITIMATE)
def test_a_field_of_another_kind_makes_it_no_update(content: dict[str, Any]) -> None:
    for at in places(content):
        if "photo" in at[:-1]:
            continue  # Only that there is one is read.
        for other in (7, "x", [7], {"x": 7}, True, 1.5):
            value: Any = content
            for key in at:
                value = value[key]
            if type(value) is type(other) and not isinstance(value, dict | list):
                continue
            found = storable({"update_id": 7, **changed(content, at, other)})
            assert found is Unfit.SHAPE, (at, other)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *(("message", name) for name in PLACE),
        *(("callback_query", name) for name in ("id", "from", "chat_instance")),
        *(("my_chat_member", name) for name in ("chat", "from", "date", "new_chat_member")),
    ],
)
def test_without_what_every_one_has_it_is_none(kind: str, name: str) -> None:
    content = next(copy.deepcopy(one[kind]) for one in LEGITIMATE if kind in one)
    del content[name]
    assert storable({"update_id": 7, kind: content}) is Unfit.SHAPE


@pytest.mark.parametrize("date", [-1, 2**31, 2**62])
def test_a_moment_that_no_clock_tells_makes_it_none(date: int) -> None:
    assert storable({"update_id": 7, "message": {**SAID, "date": date}}) is Unfit.SHAPE
