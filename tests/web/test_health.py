"""Whoever watches the bot learns whether it is well."""

import aiohttp

from bot.web.server import HEALTH_PATH, serving_health


async def asked(wrong: list[str]) -> tuple[int, str]:
    async def what_is_wrong() -> list[str]:
        return wrong

    async with (
        serving_health("127.0.0.1", 0, what_is_wrong) as url,
        aiohttp.ClientSession() as session,
        session.get(url + HEALTH_PATH) as answer,
    ):
        return answer.status, await answer.text()


async def test_a_bot_that_is_well_says_so() -> None:
    assert await asked([]) == (200, "ok")


async def test_a_bot_that_is_not_says_what_is_wrong() -> None:
    assert await asked(["the database does not answer"]) == (503, "the database does not answer")
