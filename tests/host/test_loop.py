"""Long-lived commands run on the quick loop, and leave Python as they found it."""

import asyncio
import gc
import sys

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


def test_what_goes_wrong_in_a_command_is_told() -> None:
    async def fail() -> None:
        raise LookupError("nobody there")

    with pytest.raises(LookupError, match="nobody there"):
        loop.run(fail())
    assert gc.get_freeze_count() == 0


def test_where_there_is_no_quick_loop_the_usual_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvloop", None)
    assert loop.run(_which()).startswith("asyncio")
