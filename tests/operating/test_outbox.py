"""What an operator sees of messages that do not get through, and what becomes of them."""

import json
from datetime import UTC, datetime
from typing import Unpack

import pytest
from sqlalchemy import select

from bot.domain.transport.deliveries import Delivery, DeliveryState, Priority
from bot.errors import OperatorError
from bot.storage.base.rows import every
from bot.storage.base.schema import delivery
from bot.storage.transport import deliveries
from tests.operating.conftest import Installation

WORDS = "kvistelbark"
THEN = datetime(2026, 3, 2, tzinfo=UTC)


def owed(chat_id: int, /, **fields: Unpack[deliveries.Fields]) -> deliveries.Fields:
    made: deliveries.Fields = {
        "bot_id": 1,
        "chat_id": chat_id,
        "thread_id": None,
        "priority": Priority.REPLY,
        "kind": "AskQuestion",
        "body": json.dumps({"question": WORDS}),
        "language": "en",
        "subject": None,
        "subject_id": None,
        "round_id": None,
        "edits": None,
        "reply_to": None,
        "state": DeliveryState.OWED,
        "not_before": THEN,
        "expires_at": None,
        "attempts": 1,
        "error": None,
    }
    return made | fields


@pytest.fixture
def box(installation: Installation) -> Installation:
    """A message that Telegram refused, one that waits for another try, and one that just waits."""
    some = [
        owed(11, state=DeliveryState.PARKED, error="BadRequest: message is too long"),
        owed(22, error="TimedOut: Timed out", attempts=3),
        owed(33),
    ]
    installation.step(lambda tx: deliveries.add_many(tx, some))
    return installation


def states(box: Installation) -> dict[int, DeliveryState]:
    found = box.step(lambda tx: every(tx, select(delivery), Delivery))
    return {one.chat_id: one.state for one in found}


def test_the_list_tells_all_but_what_was_to_be_said(box: Installation) -> None:
    told = box.runs("outbox", "list").output
    assert "AskQuestion" in told
    assert "BadRequest:" in told
    assert "Stuck: 2. People who have blocked the bot or are gone: 0." in told
    assert WORDS not in told


def test_for_machines_it_is_json(box: Installation) -> None:
    told = json.loads(box.runs("outbox", "list", "--json", "--most", 1).output)
    assert (told["count"], told["unreachable"]) == (2, 0)
    (first,) = told["items"]
    assert (first["chat"], first["state"], first["tries"]) == (11, "parked", 1)
    assert "body" not in first


def test_what_is_retried_is_owed_now(box: Installation) -> None:
    assert box.runs("outbox", "retry", "--all").output == "To be sent now: 2.\n"
    assert set(states(box).values()) == {DeliveryState.OWED}
    assert "Stuck: 0" in box.runs("outbox", "list").output


def test_what_is_dropped_is_never_sent_and_the_rest_waits_its_turn(box: Installation) -> None:
    assert box.runs("outbox", "drop", 1, answer="n\n").exit_code == 1
    assert box.runs("outbox", "drop", "--all", "--yes").output == "Dropped: 2.\n"
    assert states(box) == {33: DeliveryState.OWED}


def test_one_has_to_say_which(box: Installation) -> None:
    assert isinstance(box.runs("outbox", "drop").exception, OperatorError)
