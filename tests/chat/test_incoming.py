"""What is read of an update before anything of it is stored."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import incoming
from bot.chat.buttons import encode
from bot.chat.buttons.asking.notes import IgnoreWords, KeepNote
from bot.chat.buttons.hearing.receipts import FollowAnswer
from bot.domain.hearing.receipts import new_receipt

ALICE = {"id": 7, "first_name": "Alice"}
CHAT = {"id": 7, "type": "private"}
KINDS = ("message", "edited_message", "callback_query", "my_chat_member", "something_new")
FIELDS = (
    *("message_id", "date", "chat", "from", "user", "id", "type", "text", "data", "message"),
    *("reply_to_message", "forward_origin", "sender_user", "is_bot", "new_chat_members"),
)
KEYBOARD = {"inline_keyboard": [[{"text": "My answer…", "callback_data": "f:secret"}]]}
KEPT = {
    "message_id": 5,
    "date": 1,
    "chat": CHAT,
    "from": {"id": 1, "is_bot": True, "first_name": "Bot"},
    "text": "the fox",
    "reply_markup": KEYBOARD,
}
"""The bot's own message with an answer and its Receipt."""


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 9, "date": 2, "chat": CHAT, "from": ALICE, "text": "hello", **content}


def body(**content: Any) -> dict[str, Any]:
    kept = incoming.read({"update_id": 1, **content}).body
    assert kept is not None
    return dict(json.loads(kept))


@pytest.mark.parametrize("within", ["reply_to_message", "pinned_message"])
def test_of_a_message_that_is_pointed_at_only_its_place_is_kept(within: str) -> None:
    kept = body(message=message(**{within: KEPT}))["message"]
    assert kept[within] == {"message_id": 5, "date": 1, "chat": CHAT}
    assert kept["text"] == "hello"


@pytest.mark.parametrize("press", [IgnoreWords(), FollowAnswer(new_receipt())])
def test_of_the_message_under_which_a_button_is_pressed_only_its_place_is_kept(
    press: object,
) -> None:
    under = KEPT | {"reply_to_message": message()}
    query = {"id": "1", "from": ALICE, "message": under, "data": encode(press)}
    assert body(callback_query=query)["callback_query"] == query | {
        "message": {"message_id": 5, "date": 1, "chat": CHAT}
    }


def test_the_words_that_a_button_means_are_kept_with_the_press() -> None:
    under = KEPT | {"reply_to_message": message(reply_markup=KEYBOARD)}
    query = {"id": "1", "from": ALICE, "message": under, "data": encode(KeepNote())}
    assert body(callback_query=query)["callback_query"]["message"] == {
        "message_id": 5,
        "date": 1,
        "chat": CHAT,
        "reply_to_message": {"message_id": 9, "date": 1, "chat": CHAT, "text": "hello"},
    }


@pytest.mark.parametrize(
    "repeats",
    [
        {"quote": {"text": "the fox", "position": 0}},
        {"external_reply": {"origin": {}, "text": "the fox"}},
        {"reply_markup": KEYBOARD},
        {"text": "the fox", "forward_origin": {"type": "user", "sender_user": {"is_bot": True}}},
    ],
)
def test_what_repeats_an_answer_or_its_buttons_is_not_kept(repeats: dict[str, Any]) -> None:
    kept = json.dumps(body(message=message(**repeats)))
    assert "fox" not in kept
    assert "secret" not in kept


def test_what_somebody_else_wrote_is_words_like_any_other() -> None:
    origin = {"type": "user", "sender_user": {"is_bot": False}}
    assert body(message=message(forward_origin=origin))["message"]["text"] == "hello"


@pytest.mark.parametrize(
    ("content", "lane"),
    [
        ({"message": {"from": {"id": 7}, "chat": {"id": -5}}}, 7),
        ({"edited_message": {"from": {"id": 7}, "chat": {"id": 7}}}, 7),
        ({"callback_query": {"from": {"id": 7}, "message": {"chat": {"id": -5}}}}, 7),
        ({"my_chat_member": {"from": {"id": 7}, "chat": {"id": -5}}}, 7),
        ({"message": {"chat": {"id": -5}}}, -5),
        ({"poll_answer": {"user": {"id": 7}}}, 7),
        ({"poll": {"id": "8"}}, 0),
        ({"message": {"from": {"id": "seven"}, "chat": None}}, 0),
        ({}, 0),
    ],
)
def test_updates_are_lined_up_by_person_or_else_by_chat(content: dict[str, Any], lane: int) -> None:
    assert incoming.lane_of({"update_id": 1, **content}) == lane


def test_whatever_somebody_sent_can_be_stored() -> None:
    raw = incoming.raw({"update_id": 1, "message": {"text": "å \ud83d \x00 😀"}})
    assert raw.isascii()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(FIELDS), inner),
    max_leaves=20,
)


@given(content=st.dictionaries(st.sampled_from(KINDS), VALUES))
def test_whatever_comes_can_be_read(content: dict[str, Any]) -> None:
    read = incoming.read({**content, "update_id": 7})
    assert read.update_id == 7
    assert read.body is None or isinstance(json.loads(read.body), dict)


ORIGINS = [
    ({"type": "user", "sender_user": ALICE}, False),
    ({"type": "hidden_user", "sender_user_name": "Alice"}, False),
    ({"type": "user", "sender_user": {"id": 4711, "is_bot": True}}, False),
    ({"type": "user", "sender_user": {"id": 8, "is_bot": False}}, True),
]


@pytest.mark.parametrize(("origin", "kept"), ORIGINS)
def test_the_words_of_ones_own_forwarded_answer_are_not_stored(
    origin: dict[str, object], kept: bool
) -> None:
    """They may be sealed by now, and nobody's."""
    stored = body(message=message(forward_origin=origin))["message"]
    assert ("text" in stored) is kept
    assert "forward_origin" not in stored
