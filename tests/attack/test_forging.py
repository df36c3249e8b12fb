"""Forged input: whatever comes in is refused at once. Nothing of it is tried again, set aside with
its body, or holds up the updates behind it."""

import itertools
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any, get_type_hints

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import delete, select

from bot.app import taking_posts
from bot.chat.buttons import BUTTONS
from bot.storage.base.schema import inbox
from bot.web.webhook import SECRET_HEADER
from tests.attack.conftest import FEW, HISTORIES
from tests.attack.story import listed
from tests.databases import on_sqlite
from tests.faults.town import free_port
from tests.stage import Person, Stage

Post = Callable[[bytes], Awaitable[int]]

NUMBERS = ["9" * 40, str(2**63), "-1", "١٢", ""]
"""What may stand where a number should."""

if HISTORIES > FEW:
    NUMBERS += ["-" + "9" * 40, str(-(2**63) - 1), "0", "1e9"]

TEXTS = ("", "\x00", "x" * 22, "4", "nonsense")


def forgeries(code: str, kind: type) -> Iterator[str]:
    """Data of this kind of button with one field forged at a time, in at most 64 bytes."""
    fields = get_type_hints(kind)
    usual = ["1" if hint is int else _usual(hint) for hint in fields.values()]
    for place, hint in enumerate(fields.values()):
        for forged in NUMBERS if hint is int else TEXTS:
            values = [*usual[:place], forged, *usual[place + 1 :]]
            data = ":".join([code, *values])
            if len(data.encode()) <= 64:
                yield data
    yield code
    yield ":".join([code, *usual, "more"])


def _usual(hint: Any) -> str:
    return "x" if hint is str else "True" if hint is bool else str(next(iter(hint)).value)


def press(person: Person, number: int, data: str) -> dict[str, Any]:
    """An update as Telegram would send it, had there been such a button."""
    sender = {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "en"}
    chat = {"id": person.id, "type": "private", "first_name": person.name}
    under = {"message_id": 999_000, "date": 1_770_000_000, "chat": chat, "text": "an old message"}
    query = {"id": str(number), "from": sender, "message": under, "chat_instance": "1"}
    return {"update_id": number, "callback_query": {**query, "data": data}}


async def stuck(stage: Stage) -> list[str]:
    """Handle what waits. Updates that are to be tried again, or were set aside, are told and
    removed, so that nothing waits behind them."""
    while await stage.app.dispatcher.work():
        pass
    async with stage.app.unit_of_work.store.step() as tx:
        rows = (await tx.execute(select(inbox))).mappings().all()
        await tx.execute(delete(inbox))
    return [
        f"{row['state']} after {row['attempts']} tries: {row['error']}"
        for row in rows
        if row["body"] is not None or row["error"] is not None
    ]


@on_sqlite
async def test_a_forged_button_is_refused_at_once(stage: Stage) -> None:
    person = await stage.member("Alva", await stage.team())
    numbers = itertools.count(900_000_000)
    found = []
    for code, kind in BUTTONS.items():
        for data in forgeries(code, kind):
            await stage.app.receiver.store([press(person, next(numbers), data)])
            found += [f"{data!r}: {one}" for one in await stuck(stage)]
    if found:
        pytest.fail(listed(found, 8), pytrace=False)


@asynccontextmanager
async def posting(stage: Stage, path: str) -> AsyncIterator[Post]:
    """Posts as Telegram does, with the right secret, to an address with this path. The status."""
    config, port = stage.config, free_port()
    telegram = config.telegram.model_copy(update={"mode": "webhook"})
    address = {"url": f"https://bot.example{path}", "listen_port": port}
    hook = config.webhook.model_copy(update={**address, "secret": SecretStr("s" * 32)})
    config = config.model_copy(update={"telegram": telegram, "webhook": hook})
    stage.app._config = config  # the stage polls otherwise
    headers = {SECRET_HEADER: "s" * 32, "Content-Type": "application/json"}
    async with taking_posts(config, [stage.app]), aiohttp.ClientSession() as session:

        async def post(body: bytes) -> int:
            url = f"http://127.0.0.1:{port}{path}"
            async with session.post(url, data=body, headers=headers) as answer:
                return answer.status

        yield post


@pytest.fixture
async def post(stage: Stage) -> AsyncIterator[Post]:
    async with posting(stage, "/telegram") as ready:
        yield ready


def update(number: object, **content: object) -> bytes:
    return json.dumps({"update_id": number, **content}).encode()


NESTED = b'{"update_id": 7, "message": ' + b"[" * 60_000 + b"]" * 60_000 + b"}"

# What no library can decode is another matter: it is set aside on purpose (docs/faults.md).
BODIES: dict[str, bytes] = {
    "nested": NESTED,
    "nested without a number": b"[" * 100_000,
    "a number of 30 digits": update(10**29, message={"text": "x"}),
    "a number of 5000 digits": b'{"update_id": ' + b"9" * 5000 + b"}",
    "a negative number": update(-(10**29)),
    "yes as a number": update(True),
    "no message": update(11, message=None),
    "a sender that is a text": update(13, message={"from": "x", "chat": {"id": "y"}}),
    "a person of 40 digits": update(
        14, message={"from": {"id": 10**39}, "chat": {"id": 10**39, "type": "private"}}
    ),
    "no number": b"{}",
    "no text at all": b"\xff\xfe",
}


@on_sqlite
async def test_with_the_right_secret_every_post_is_answered_with_200(
    stage: Stage, post: Post
) -> None:
    """What is refused is sent again, and everything else waits behind it."""
    answers = {name: await post(body) for name, body in BODIES.items()}
    refused = [f"{name}: {status}" for name, status in answers.items() if status != 200]
    if refused:
        pytest.fail(listed(refused, len(refused)), pytrace=False)


@on_sqlite
async def test_no_post_is_tried_in_vain_or_set_aside(stage: Stage, post: Post) -> None:
    found = []
    for name, body in BODIES.items():
        await post(body)
        found += [f"{name}: {one}" for one in await stuck(stage)]
    if found:
        pytest.fail(listed(found), pytrace=False)


@on_sqlite
async def test_posts_arrive_at_the_path_of_the_address_in_the_settings(stage: Stage) -> None:
    """The example calls it the address that Telegram posts to, with its path."""
    async with posting(stage, "/a/path/of/our/own") as post:
        assert await post(update(1)) == 200
