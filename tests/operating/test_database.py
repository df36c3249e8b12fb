"""What an operator is told when the database is away: what it is, and what to look at."""

import pytest

from bot.errors import OperatorError
from tests.operating.conftest import Installation


@pytest.mark.parametrize("words", [["migrate"], ["inbox", "list"], ["backup", "to.sqlite"]])
def test_a_server_that_does_not_answer(installation: Installation, words: list[str]) -> None:
    away = "postgresql://eftertanke@127.0.0.1:9/eftertanke"
    installation.settings.write_text(f"database:\n  url: {away}\n")
    failed = installation.runs(*words).exception
    assert isinstance(failed, OperatorError)
    assert str(failed) == (
        "The database does not answer. Is it running, and is database.url right?"
    )
