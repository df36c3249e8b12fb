"""What another library cannot read is told in one sentence each."""

import json
from typing import Protocol

import pytest

from bot.sandbox.calls import CallRecord, Finding
from bot.sandbox.files import Upload
from bot.sandbox.jsons import JsonObject
from bot.sandbox.server import Sandbox
from bot.sandbox.world import World
from tests.readings.tape import Library, Tape
from tests.stage import BOT

CHAT = {"id": 7, "type": "private", "first_name": "Alice"}
MESSAGE = {"message_id": 1, "date": 1_772_400_000, "chat": CHAT, "text": "Hello"}
GOOD = {"ok": True, "result": MESSAGE}
PHOTO = Upload(data=b"png", name="x.png", mime="image/png")


class Hear(Protocol):
    def __call__(
        self, method: str = ..., answer: JsonObject = ..., status: int = ..., **parameters: object
    ) -> list[str]: ...


@pytest.fixture
def tape() -> Tape:
    return Tape(World())


@pytest.fixture
def heard(library: Library, tape: Tape) -> Hear:
    """What comes of one call and its answer."""

    def hear(
        method: str = "sendMessage",
        answer: JsonObject = GOOD,
        status: int = 200,
        **parameters: object,
    ) -> list[str]:
        record = CallRecord(
            n=1, bot="a_bot", method=method, parameters=parameters, status=status, time=0.0
        )
        tape.called(record, json.dumps(answer).encode())
        return library.problems(tape)

    return hear


def test_what_is_as_it_should_be_is_passed_over(heard: Hear) -> None:
    assert heard(chat_id=7, text="Hello") == []


def test_nothing_is_loaded_for_a_box_in_which_nothing_was_said(tape: Tape) -> None:
    assert Library().problems(tape) == []


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"text": "x", "colour": "red"}, "colour: aiogram knows no such field"),
        ({}, "text: Field required (dict)"),
        ({"text": 5}, "text: Input should be a valid string (int)"),
        (
            {"text": "x", "reply_parameters": '{"message_id": 5, "colour": "red"}'},
            "reply_parameters.colour: aiogram knows no such field",
        ),
        (
            {"text": "x", "reply_parameters": {"message_id": "5"}},
            "reply_parameters.message_id: '5' is read as 5",
        ),
        ({"text": "x", "file": PHOTO}, "file: aiogram knows no such field"),
    ],
)
def test_a_request_that_should_not_have_been_granted(
    heard: Hear, parameters: JsonObject, sentence: str
) -> None:
    said = heard("sendMessage", GOOD, 200, chat_id=7, **parameters)
    assert said == [f"@a_bot asked for sendMessage with {sentence}"]


def test_a_request_that_was_refused_may_be_rubbish(heard: Hear) -> None:
    refused = {"ok": False, "error_code": 400, "description": "Bad Request: message text is empty"}
    assert heard(chat_id=7, answer=refused, status=400) == []


def test_what_the_lint_has_found_need_not_be_found_again(heard: Hear, tape: Tape) -> None:
    finding = Finding(bot="a_bot", method="sendMessage", parameter="colour", problem="unknown")
    tape.world.calls.find(finding)
    assert heard(chat_id=7, text="x", colour="red") == []


def test_our_own_bot_leaves_no_lint(library: Library, tape: Tape) -> None:
    finding = Finding(bot=BOT, method="sendMessage", parameter="colour", problem="unknown")
    tape.world.calls.find(finding)
    assert library.problems(tape) == [
        f"Telegram would have swallowed what @{BOT} sent: colour of sendMessage: unknown"
    ]


def test_forms_carry_everything_as_text(heard: Hear) -> None:
    markup = '{"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}'
    assert heard(chat_id="7", text="5", disable_notification="true", reply_markup=markup) == []
    media = '[{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "attach://b"}]'
    album = {"ok": True, "result": [MESSAGE]}
    assert heard("sendMediaGroup", album, chat_id="7", media=media, a=PHOTO, b=PHOTO) == []


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (MESSAGE | {"colour": "red"}, "result.colour: aiogram knows no such field"),
        (MESSAGE | {"chat": CHAT | {"x": 1}}, "result.chat.x: aiogram knows no such field"),
        (MESSAGE | {"message_id": "1"}, "result.message_id: '1' is read as 1"),
        ({"message_id": 1, "chat": CHAT}, "result.date: Field required (dict)"),
    ],
)
def test_an_answer_that_telegram_would_not_give(
    heard: Hear, result: JsonObject, sentence: str
) -> None:
    said = heard(answer={"ok": True, "result": result}, chat_id=7, text="x")
    assert said == [f"the sandbox answered sendMessage with {sentence}"]


@pytest.mark.parametrize("webhook", [True, False])
def test_an_update_that_telegram_would_not_send(
    heard: Hear, library: Library, tape: Tape, webhook: bool
) -> None:
    update = {"update_id": 1, "message": MESSAGE | {"colour": "red"}}
    if webhook:
        tape.posted("a_bot", json.dumps(update).encode())
        (said,) = library.problems(tape)
    else:
        (said,) = heard("getUpdates", {"ok": True, "result": [update]})
    assert said.endswith("message.colour: aiogram knows no such field")


def test_no_box_of_a_test_is_left_out() -> None:
    """`Sandbox` finds its world where `tapes` puts another."""
    assert [type(tap) for tap in Sandbox().world.taps] == [Tape]
