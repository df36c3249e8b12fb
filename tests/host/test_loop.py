"""Long-lived commands run on the quick loop, and leave Python as they found it."""

import asyncio
import gc
import signal
import sys
from collections.abc import Iterator

import pytest

from bot.host import loop


async def _which() -> str:
    return type(asyncio.get_running_loop()).__module__


def test_a_command_gives_its_answer_and_tidies_up_behind_itself() -> None:
    before = gc.get_threshold()
    assert loop.run(_which()) == "uvloop"
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_rubbish_is_looked_for_again_once_all_is_imported() -> None:
    async def looks() -> bool:
        return gc.isenabled()

    loop.import_untidied()
    assert not gc.isenabled()
    assert loop.run(looks())
    assert gc.isenabled()


def test_whoever_stops_a_command_lets_it_finish_what_is_under_way() -> None:
    async def works() -> str:
        stopped = asyncio.Event()
        loop.when_stopped(stopped.set)
        signal.raise_signal(signal.SIGTERM)
        await stopped.wait()
        return "done"

    assert loop.run(works()) == "done"


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """What Python does at Ctrl+C in a terminal, wherever the tests run."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)


def test_without_signals_as_on_windows_ctrl_c_ends_a_command_all_the_same(
    ctrl_c: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise NotImplementedError

    async def works() -> None:
        loop.when_stopped(lambda: None)
        signal.raise_signal(signal.SIGINT)
        await asyncio.Event().wait()

    monkeypatch.setattr(asyncio.SelectorEventLoop, "add_signal_handler", refuses)
    monkeypatch.setattr(loop, "_quick_loop", lambda: None)
    with pytest.raises(KeyboardInterrupt):
        loop.run(works())


def test_what_goes_wrong_in_a_command_is_told() -> None:
    async def fail() -> None:
        raise LookupError("nobody there")

    with pytest.raises(LookupError, match="nobody there"):
        loop.run(fail())
    assert gc.get_freeze_count() == 0


def test_where_there_is_no_quick_loop_the_usual_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvloop", None)
    assert loop.run(_which()).startswith("asyncio")
