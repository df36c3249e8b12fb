"""The bot's own code goes wrong: for everybody, or for one person alone."""

from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from tests.faults.living import Mishap


class CodeError(Exception):
    """What nobody had thought of."""


def failing_while(flag: Path) -> Mishap:
    """Nobody's words can be handled as long as this file is there; with somebody's Telegram id in
    it, only theirs."""
    return partial(_break, flag)


def _break(flag: Path) -> None:
    from bot.flows.asking import answers

    handle = answers.words

    def broken_for(person: int) -> bool:
        return flag.exists() and flag.read_text() in ("", str(person))

    async def fail(step: Any, actor: Any, *rest: Any) -> Any:
        if broken_for(actor.telegram_id):
            raise CodeError(f"could not handle {rest}")
        return await handle(step, actor, *rest)

    mock.patch.object(answers, "words", fail).start()
