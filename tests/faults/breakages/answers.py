"""Telegram answers wrongly, by half, late or not at all, now and then."""

import random

from bot.sandbox.faults import Fault, Kind
from tests.faults.town import Town

KINDS = (
    Kind.HTTP_500,
    Kind.HTTP_502,
    Kind.TIMEOUT,
    Kind.RESET_BEFORE,
    Kind.RESET_AFTER,
    Kind.CUT_OFF,
    Kind.NOT_OK,
    Kind.LATENCY,
)
METHODS = ("sendMessage", "editMessageText", "getUpdates", "answerCallbackQuery")


class BadAnswers:
    """Every so many calls, the next call of some method goes wrong; each kind so many times."""

    def __init__(self, times: int, kinds: tuple[Kind, ...] = KINDS) -> None:
        self._kinds = kinds * times

    async def __call__(self, town: Town, rng: random.Random) -> None:
        for kind in rng.sample(self._kinds, len(self._kinds)):
            method = rng.choice(METHODS)
            town.world.faults.add(Fault(kind=kind, left=1, method=method, seconds=0.1))
            await town.called(rng.randint(1, 12))
