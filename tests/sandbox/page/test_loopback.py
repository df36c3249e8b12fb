"""The box is for this machine alone, unless somebody wants it otherwise and knows what it means."""

from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.sandbox.server import is_loopback

Begin = Callable[..., Result]


async def nothing(*_: object, **__: object) -> None:
    pass


@pytest.fixture
def begin(monkeypatch: pytest.MonkeyPatch) -> Begin:
    monkeypatch.setattr("bot.sandbox.server.serve", nothing)
    return lambda *words: CliRunner().invoke(app, ["sandbox", *words])


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_on_this_machine_there_is_nothing_to_warn_of(begin: Begin, host: str) -> None:
    assert is_loopback(host)
    assert "WARNING" not in begin("--host", host).output


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org"])  # noqa: S104
def test_beyond_it_the_warning_is_loud(begin: Begin, host: str) -> None:
    assert not is_loopback(host)
    assert "WARNING" in begin("--host", host).output
    assert "there is no password" in begin("--host", host).output
