"""Whoever watches the bot learns whether it lives, and whether it can work."""

from collections.abc import Sequence

import aiohttp
import pytest

from bot.errors import OperatorError
from bot.web.server import HEALTH_PATH, READY_PATH, serving_health
from bot.web.vitals import Vitals


class Patient:
    """Says of itself what it was told to."""

    def __init__(self, *, sick: Sequence[str] = (), hindered: Sequence[str] = ()) -> None:
        self.sick = sick
        self.hindered = hindered

    async def alive(self) -> Sequence[str]:
        return self.sick

    async def ready(self) -> Sequence[str]:
        return self.hindered

    async def vitals(self) -> Sequence[Vitals]:
        return []


async def asked(patient: Patient, path: str) -> tuple[int, str]:
    async with (
        serving_health("127.0.0.1", 0, patient) as url,
        aiohttp.ClientSession() as session,
        session.get(url + path) as answer,
    ):
        return answer.status, await answer.text()


async def test_a_bot_that_is_well_says_so() -> None:
    assert await asked(Patient(), HEALTH_PATH) == (200, "ok")
    assert await asked(Patient(), READY_PATH) == (200, "ok")


async def test_a_bot_that_is_not_says_what_is_wrong() -> None:
    wrong = ["the database does not answer", "Telegram has not answered for 130 s"]
    told = await asked(Patient(sick=wrong), HEALTH_PATH)
    assert told == (503, "\n".join(wrong))


async def test_a_bot_that_lives_may_not_be_able_to_work() -> None:
    starting = Patient(hindered=["it is starting"])
    assert await asked(starting, HEALTH_PATH) == (200, "ok")
    assert await asked(starting, READY_PATH) == (503, "it is starting")


async def test_an_address_that_is_taken_is_told_of_without_a_traceback() -> None:
    async with serving_health("127.0.0.1", 0, Patient()) as url:
        port = int(url.rpartition(":")[2])
        with pytest.raises(OperatorError, match=f"port {port}: .*health.listen_port"):
            async with serving_health("127.0.0.1", port, Patient()):
                pass
