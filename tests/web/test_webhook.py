"""Telegram posts updates: they are stored before it hears "200"."""

from collections.abc import AsyncIterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.errors import DatabaseTroubleError
from bot.web.server import WEBHOOK_PATH, serving_webhook
from bot.web.webhook import LARGEST, SECRET_HEADER

SECRET = "only-telegram-knows"


class Inbox:
    """Keeps what it is given, or fails to."""

    def __init__(self) -> None:
        self.kept: list[Mapping[str, Any]] = []
        self.full = False

    async def keep(self, updates: Sequence[Mapping[str, Any]]) -> None:
        if self.full:
            raise DatabaseTroubleError("the disk is full")
        self.kept += updates


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def post(inbox: Inbox) -> AsyncIterator[Any]:
    async with (
        serving_webhook("127.0.0.1", 0, SECRET, inbox.keep) as url,
        aiohttp.ClientSession() as session,
    ):

        async def post(body: bytes, secret: str = SECRET) -> int:
            headers = {SECRET_HEADER: secret, "Content-Type": "application/json; charset=utf-8"}
            content = BytesIO(body)
            async with session.post(url + WEBHOOK_PATH, data=content, headers=headers) as answer:
                return answer.status

        yield post


async def test_an_update_is_kept_before_telegram_hears_200(post: Any, inbox: Inbox) -> None:
    assert await post(b'{"update_id": 7, "message": {}}') == 200
    assert inbox.kept == [{"update_id": 7, "message": {}}]


async def test_a_stranger_who_posts_is_sent_away(post: Any, inbox: Inbox) -> None:
    assert await post(b'{"update_id": 7}', secret="a guess") == 403
    assert await post(b'{"update_id": 7}', secret="") == 403
    assert inbox.kept == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"update_id": "7"}', b"\xff\xfe", b"null"])
async def test_what_nobody_can_read_is_let_go(post: Any, inbox: Inbox, body: bytes) -> None:
    assert await post(body) == 200
    assert inbox.kept == []


async def test_an_update_that_cannot_be_kept_is_sent_again_by_telegram(
    post: Any, inbox: Inbox
) -> None:
    inbox.full = True
    assert await post(b'{"update_id": 7}') == 503
    inbox.full = False
    assert await post(b'{"update_id": 7}') == 200
    assert [update["update_id"] for update in inbox.kept] == [7]


async def test_a_huge_body_is_refused(post: Any, inbox: Inbox) -> None:
    assert await post(b" " * (LARGEST + 1)) == 413
    assert inbox.kept == []
