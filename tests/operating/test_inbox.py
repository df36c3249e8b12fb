"""What an operator sees of updates that could not be handled: never a word, unless they insist."""

import json
from datetime import UTC, date, datetime
from typing import Unpack

import pytest

from bot.domain.transport.inbox import InboxState, Received
from bot.errors import OperatorError
from bot.storage.transport import inbox
from tests.operating.conftest import Installation

WORDS = "kvistelbark"
ALICE = 4711


def received(update_id: int, *, bot_id: int = 1, **fields: Unpack[inbox.Fields]) -> Received:
    said = {"from": {"id": ALICE}, "text": WORDS}
    made: inbox.Fields = {
        "lane": ALICE,
        "body": json.dumps({"update_id": update_id, "message": said}),
        "state": InboxState.PARKED,
        "attempts": 4,
        "retry_at": datetime(2026, 3, 2, tzinfo=UTC),
        "received_on": date(2026, 3, 2),
        "error": "KeyError at words.py:12",
    }
    return Received(bot_id=bot_id, update_id=update_id, **(made | fields))


@pytest.fixture
def box(installation: Installation) -> Installation:
    """Two updates of Alice are parked, and another one waits."""
    some = [received(8), received(7), received(9, state=InboxState.PENDING)]
    installation.step(lambda tx: inbox.add_many(tx, some))
    return installation


def one(box: Installation, update_id: int) -> Received:
    found = box.step(lambda tx: inbox.by_id(tx, 1, update_id))
    assert found is not None
    return found


def test_the_list_tells_all_but_what_was_said(box: Installation) -> None:
    told = box.runs("inbox", "list").output
    assert [line.split()[1] for line in told.splitlines()] == ["update", "7", "8"]
    assert "message" in told
    assert "KeyError at words.py:12" in " ".join(told.split())
    assert WORDS not in told


def test_for_machines_it_is_json(box: Installation) -> None:
    first, _ = json.loads(box.runs("inbox", "list", "--json").output)
    assert first == {
        "bot": 1,
        "update": 7,
        "kind": "message",
        "from": ALICE,
        "received": "2026-03-02",
        "tries": 4,
        "error": "KeyError at words.py:12",
    }


def test_nothing_parked_is_good_news(installation: Installation) -> None:
    assert installation.runs("inbox", "list").output == "Nothing is parked.\n"
    assert json.loads(installation.runs("inbox", "list", "--json").output) == []


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_one_of_them_is_shown_without_words(box: Installation, form: tuple[str, ...]) -> None:
    told = box.runs("inbox", "show", 7, *form)
    assert told.exit_code == 0
    assert "KeyError" in told.output
    assert WORDS not in told.output


def test_words_are_shown_to_those_who_insist_and_have_been_warned(box: Installation) -> None:
    refrained = box.runs("inbox", "show", 7, "--content", answer="n\n")
    assert refrained.exit_code == 1
    assert "somebody's words" in refrained.stderr
    assert WORDS not in refrained.output
    assert WORDS in box.runs("inbox", "show", 7, "--content", answer="y\n").stdout
    told = box.runs("inbox", "show", 7, "--content", "--yes", "--json")
    assert json.loads(told.stdout)["content"]["message"]["text"] == WORDS
    assert "somebody's words" in told.stderr


def test_what_is_replayed_is_tried_as_if_for_the_first_time(box: Installation) -> None:
    assert box.runs("inbox", "replay", 7).output == "To be handled once more: 1.\n"
    again = one(box, 7)
    assert (again.state, again.attempts, again.error) == (InboxState.PENDING, 0, None)
    assert WORDS in (again.body or "")
    assert one(box, 8).state is InboxState.PARKED
    assert box.runs("inbox", "replay", "--all").output == "To be handled once more: 1.\n"


def test_what_is_dropped_leaves_its_number_alone(box: Installation) -> None:
    assert box.runs("inbox", "drop", 7, answer="n\n").exit_code == 1
    assert one(box, 7).state is InboxState.PARKED
    assert box.runs("inbox", "drop", 7, "--yes").output == "Dropped: 1.\n"
    dropped = one(box, 7)
    assert (dropped.state, dropped.body, dropped.lane) == (InboxState.HANDLED, None, None)


def test_only_what_is_parked_can_be_dropped(box: Installation) -> None:
    assert box.runs("inbox", "drop", 9, "--yes").output == "Dropped: 0.\n"
    assert one(box, 9).state is InboxState.PENDING
    assert isinstance(box.runs("inbox", "show", 9).exception, OperatorError)


@pytest.mark.parametrize("words", [(), (7, "--all")])
def test_one_has_to_say_which(box: Installation, words: tuple[object, ...]) -> None:
    told = box.runs("inbox", "replay", *words)
    assert isinstance(told.exception, OperatorError)
    assert one(box, 7).state is InboxState.PARKED


def test_of_several_bots_one_has_to_say_which(box: Installation) -> None:
    box.step(lambda tx: inbox.add_many(tx, [received(7, bot_id=2)]))
    told = box.runs("inbox", "show", 7)
    assert "--bot, one of 1, 2" in str(told.exception)
    assert box.runs("inbox", "show", 7, "--bot", 2).exit_code == 0
    assert box.runs("inbox", "drop", 7, "--bot", 2, "--yes").output == "Dropped: 1.\n"
    assert one(box, 7).state is InboxState.PARKED


def test_a_command_makes_no_database_by_looking_for_one(installation: Installation) -> None:
    installation.database.unlink()
    told = installation.runs("inbox", "list")
    assert "There is no database" in str(told.exception)
    assert not installation.database.exists()
