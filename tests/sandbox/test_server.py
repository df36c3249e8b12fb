import asyncio

import aiohttp
import pytest

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox, serve
from tests.sandbox.conftest import BotClient, Until


async def test_a_box_that_was_not_started_has_no_address() -> None:
    with pytest.raises(RuntimeError, match="not been started"):
        _ = Sandbox().url


async def test_a_box_stops_though_somebody_polls(
    box: Sandbox, until: Until, bot: BotClient
) -> None:
    queue = box.world.bots[bot.token].updates
    poll = asyncio.create_task(bot.ask("getUpdates", timeout=50))
    await until(lambda: queue.watched)
    await asyncio.wait_for(box.stop(), 5)
    with pytest.raises(aiohttp.ClientError):
        await poll


async def test_a_box_stops_though_a_webhook_is_set(bot: BotClient, box: Sandbox) -> None:
    await bot.call("setWebhook", url="http://127.0.0.1:9/hook")
    await asyncio.wait_for(box.stop(), 5)


async def test_serving_says_on_one_line_where_it_listens(
    until: Until, unused_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []

    def ready() -> bool:
        said.append(capsys.readouterr().out)
        return bool(said[-1])

    serving = asyncio.create_task(serve("127.0.0.1", unused_port))
    await until(ready)
    assert said[-1] == f"Telegram in a box listens on http://127.0.0.1:{unused_port}\n"
    async with Control(f"http://127.0.0.1:{unused_port}") as control:
        assert (await control.bot("thinking_bot")).username == "thinking_bot"
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving
