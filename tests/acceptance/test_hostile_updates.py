"""Whoever knows the webhook's secret may send anything: it holds up nobody, and nothing of it is
kept that could not be handled."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from bot.config.settings import WEBHOOK_PATH
from bot.domain.transport.inbox import InboxState
from bot.domain.transport.updates import Unfit
from bot.storage.base.schema import inbox
from bot.web.server import serving_webhook
from bot.web.webhook import SECRET_HEADER
from tests.counting import counted
from tests.stage import Person, Stage

SECRET = "only-telegram-knows"
DEEP = "[" * 100_000 + "]" * 100_000

Post = Callable[[str | bytes], Awaitable[int]]


@pytest.fixture
async def post(stage: Stage) -> AsyncIterator[Post]:
    """Posts to the bot as Telegram does; what the bot answers."""
    keeps = {SECRET: stage.app.receiver.store}
    async with (
        serving_webhook("127.0.0.1", 0, WEBHOOK_PATH, keeps) as url,
        aiohttp.ClientSession() as http,
    ):

        async def post(body: str | bytes) -> int:
            headers = {SECRET_HEADER: SECRET}
            data = BytesIO(body if isinstance(body, bytes) else body.encode())
            async with http.post(url + WEBHOOK_PATH, data=data, headers=headers) as answer:
                return answer.status

        yield post


def said(person: Person, number: int, text: str, **fields: Any) -> str:
    """An update with a message that somebody has written to the bot."""
    user = {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "en"}
    chat = {"id": person.id, "type": "private", "first_name": person.name}
    message = {"message_id": 900_000 + number, "date": 1_772_400_000, "chat": chat, "from": user}
    return json.dumps({"update_id": number, "message": message | {"text": text} | fields})


async def states(stage: Stage) -> dict[int, InboxState]:
    async with stage.app.unit_of_work.store.look() as tx:
        rows = await tx.execute(select(inbox.c.update_id, inbox.c.state))
        return {row.update_id: row.state for row in rows}


async def handle(stage: Stage) -> None:
    while await stage.app.dispatcher.work():
        pass


async def test_what_can_be_no_update_is_answered_with_200_and_counted(
    stage: Stage, post: Post
) -> None:
    alice = await stage.person("Alice")
    whole = said(alice, 900_000_001, "hello")
    hostile: dict[str | bytes, Unfit] = {
        "": Unfit.NO_JSON,
        whole[:-1]: Unfit.NO_JSON,
        whole.encode() + b"\xff": Unfit.NO_JSON,
        "null": Unfit.NO_UPDATE,
        f"[{whole}]": Unfit.NO_UPDATE,
        whole.replace("900000001,", "9" * 30 + ",", 1): Unfit.NO_UPDATE,
        said(alice, 900_000_001, "hello", date=10**25): Unfit.NUMBER,
        said(alice, 900_000_001, "hello", chat={"id": 10**40, "type": "private"}): Unfit.NUMBER,
        said(alice, 900_000_001, "hello", **{"from": {"id": -(2**63) - 1}}): Unfit.NUMBER,
        said(alice, 900_000_001, "hello", message_id=2**63): Unfit.NUMBER,
        said(alice, 900_000_001, "hello", x=float("nan")): Unfit.NUMBER,
        whole.replace('"hello"', '"hello", "x": 1e999'): Unfit.NUMBER,
        whole.replace('"hello"', f'"hello", "x": {DEEP}'): Unfit.NESTED,
        said(alice, 900_000_001, "hello", date="never"): Unfit.SHAPE,
        said(alice, 900_000_001, "hello", chat=[7]): Unfit.SHAPE,
        '{"update_id": 900000001, "callback_query": {"data": 7}}': Unfit.SHAPE,
        " " * 2_000_000: Unfit.LARGE,
    }
    assert [await post(body) for body in hostile] == [200] * len(hostile)
    for why in Unfit:
        unfit = counted(stage.app.unit_of_work.tally, "updates_unfit_total", why=why)
        assert unfit == [*hostile.values()].count(why)
    assert await states(stage) == {}
    assert await post(whole) == 200, "nobody waits behind it"
    await handle(stage)
    assert await states(stage) == {900_000_001: InboxState.HANDLED}


async def test_texts_that_no_column_takes_are_handled_like_any_others(
    stage: Stage, post: Post
) -> None:
    """Null bytes and halves of signs are left out."""
    alice = await stage.member("Alice", await stage.team())
    odd = "a\x00b\ud83d\udfff\ud83d\x7f"
    chat = {"id": alice.id, "type": "private", "first_name": odd, "title": odd, "username": odd}
    user = {"id": alice.id, "is_bot": False, "first_name": odd, "last_name": odd, "username": odd}
    person = {"chat": chat, "from": user | {"language_code": odd}}
    texts = ("hello", odd, f"/start {odd}", f"/start@{odd}", f"/{odd}", "/settings", "/newteam")
    for number, text in enumerate(texts, 900_000_001):
        assert await post(said(alice, number, text, **person)) == 200
        await handle(stage)
    assert {*(await states(stage)).values()} == {InboxState.HANDLED}
    assert counted(stage.app.unit_of_work.tally, "errors_total") == 0


async def test_the_later_of_two_keys_of_one_name_counts_for_all(stage: Stage, post: Post) -> None:
    alice = await stage.person("Alice")
    twice = said(alice, 900_000_002, "hello").replace("{", '{"update_id": 900000001, ', 1)
    assert await post(twice) == 200
    await handle(stage)
    assert await states(stage) == {900_000_002: InboxState.HANDLED}
