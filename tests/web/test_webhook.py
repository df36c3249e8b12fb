"""Telegram posts updates: they are stored before it hears "200". Strangers, and whoever is slow,
large or many, take nothing from it."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from io import BytesIO
from typing import Any, cast
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web

from bot.config.settings import WEBHOOK_PATH
from bot.domain.transport.updates import Unfit, storable
from bot.errors import StorageError
from bot.web.door import LARGEST, listening
from bot.web.server import serving_webhook
from bot.web.webhook import SECRET_HEADER, Webhook

SECRET = "only-telegram-knows"
PATIENCE = 30.0
"""Seconds to wait for what should come at once."""

HEAD = f"POST {WEBHOOK_PATH} HTTP/1.1\r\nHost: bot\r\n{SECRET_HEADER}: {SECRET}\r\n"
UPDATE = b'{"update_id": 7}'
POST = f"{HEAD}Content-Length: {len(UPDATE)}\r\n\r\n".encode() + UPDATE


class Inbox:
    """Keeps what it is given, or fails to. Unlike the real one, it only notes what is no update."""

    def __init__(self) -> None:
        self.kept: list[Mapping[str, Any]] = []
        self.let_go: list[Unfit] = []
        self.full = False

    async def keep(self, found: Sequence[object]) -> None:
        for one in found:
            why = storable(one)
            if why is not None:
                self.let_go.append(why)
            elif self.full:
                raise StorageError("the disk is full")
            else:
                self.kept.append(cast(Mapping[str, Any], one))


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def url(inbox: Inbox) -> AsyncIterator[str]:
    async with serving_webhook("127.0.0.1", 0, WEBHOOK_PATH, {SECRET: inbox.keep}) as url:
        yield url


@pytest.fixture
async def post(url: str) -> AsyncIterator[Any]:
    async with aiohttp.ClientSession() as session:

        async def post(body: bytes, secret: str = SECRET) -> int:
            headers = {SECRET_HEADER: secret, "Content-Type": "application/json; charset=utf-8"}
            content = BytesIO(body)
            async with session.post(url + WEBHOOK_PATH, data=content, headers=headers) as answer:
                return answer.status

        yield post


@asynccontextmanager
async def impatient(inbox: Inbox, **limits: Any) -> AsyncIterator[str]:
    """A webhook that waits for nobody."""
    webhook = Webhook({SECRET: inbox.keep}, body_seconds=0.1)
    async with listening([web.post(WEBHOOK_PATH, webhook.handle)], "127.0.0.1", 0, **limits) as url:
        yield url


class Wire:
    """One connection, byte by byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def says(self, content: bytes) -> None:
        self._writer.write(content)
        await self._writer.drain()

    async def status(self) -> int:
        """The status of the next answer, which has no body; 0 if the other end has hung up."""
        async with asyncio.timeout(PATIENCE):
            try:
                head = await self._reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionResetError):
                return 0
        return int(head.split()[1])

    async def ends(self) -> None:
        """Say that there is no more to come."""
        self._writer.write_eof()

    async def hangs_up(self) -> bool:
        """Wait for the other end to do so."""
        async with asyncio.timeout(PATIENCE):
            with suppress(ConnectionResetError):
                await self._reader.read()
        return True


@asynccontextmanager
async def wire(url: str) -> AsyncIterator[Wire]:
    there = urlsplit(url)
    reader, writer = await asyncio.open_connection(there.hostname, there.port)
    try:
        yield Wire(reader, writer)
    finally:
        writer.transport.abort()


async def test_an_update_is_kept_before_telegram_hears_200(post: Any, inbox: Inbox) -> None:
    assert await post(b'{"update_id": 7, "something_new": {}}') == 200
    assert inbox.kept == [{"update_id": 7, "something_new": {}}]


async def test_a_stranger_who_posts_is_sent_away(post: Any, inbox: Inbox) -> None:
    assert await post(b'{"update_id": 7}', secret="a guess") == 403
    assert await post(b'{"update_id": 7}', secret="") == 403
    assert inbox.kept == []


async def test_a_secret_in_whatever_bytes_is_only_wrong(url: str) -> None:
    async with wire(url) as stranger:
        await stranger.says(POST.replace(SECRET.encode(), b"\xff\xfe\xc3\xa5"))
        assert await stranger.status() == 403


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"update_id": "7"}', b"\xff\xfe", b"null"])
async def test_what_nobody_can_read_is_let_go(post: Any, inbox: Inbox, body: bytes) -> None:
    assert await post(body) == 200
    assert inbox.kept == []
    assert len(inbox.let_go) == 1


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_what_is_not_packed_as_it_says_is_let_go(url: str, inbox: Inbox, coding: str) -> None:
    async with wire(url) as stranger:
        await stranger.says(
            POST.replace(
                b"Content-Length", f"Content-Encoding: {coding}\r\nContent-Length".encode()
            )
        )
        assert await stranger.status() == 200
    assert (inbox.kept, inbox.let_go) == ([], [Unfit.NO_JSON])


async def test_an_update_that_cannot_be_kept_is_sent_again_by_telegram(
    post: Any, inbox: Inbox
) -> None:
    inbox.full = True
    assert await post(b'{"update_id": 7}') == 503
    inbox.full = False
    assert await post(b'{"update_id": 7}') == 200
    assert [update["update_id"] for update in inbox.kept] == [7]


async def test_a_huge_body_is_let_go(post: Any, inbox: Inbox) -> None:
    """Refused, it would come again and again."""
    assert await post(b" " * (LARGEST + 1)) == 200
    assert (inbox.kept, inbox.let_go) == ([], [Unfit.LARGE])


async def test_a_strangers_huge_body_is_not_read(url: str) -> None:
    async with wire(url) as stranger:
        head = HEAD.replace(SECRET, "a-guess")
        await stranger.says(f"{head}Content-Length: {LARGEST + 1}\r\n\r\n".encode())
        assert await stranger.status() == 403


async def test_a_huge_body_is_let_go_before_it_comes(url: str) -> None:
    async with wire(url) as stranger:
        await stranger.says(f"{HEAD}Content-Length: {LARGEST + 1}\r\n\r\n".encode())
        assert await stranger.status() == 200
        assert await stranger.hangs_up()


async def test_a_body_without_a_length_is_read_no_further_than_may_be(url: str) -> None:
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    async with wire(url) as stranger:
        await stranger.says(f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode())
        for _ in range(LARGEST // 0x10000 + 1):
            await stranger.says(chunk)
        assert await stranger.status() == 200
        assert await stranger.hangs_up()


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
async def test_nothing_can_be_done_there_but_post(url: str, method: str) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.request(method, url + WEBHOOK_PATH) as answer:
            assert answer.status == 405
        async with session.request(method, url) as answer:
            assert answer.status == 404


@pytest.mark.parametrize("said", [b"", b"P", POST[: POST.index(b"\r\n\r\n")], POST[:-1]])
async def test_whoever_stops_in_the_middle_is_hung_up_on(inbox: Inbox, said: bytes) -> None:
    async with impatient(inbox, silence=0.1) as url, wire(url) as slow:
        await slow.says(said)
        assert await slow.hangs_up()
    assert inbox.kept == []


async def test_a_body_that_does_not_come_is_waited_for_only_so_long(inbox: Inbox) -> None:
    async with impatient(inbox) as url, wire(url) as slow:
        await slow.says(POST[:-1])
        assert await slow.status() == 408


@pytest.mark.parametrize("broken_off", ["aborted", "closed"])
async def test_a_post_that_the_proxy_broke_off_is_no_error(
    inbox: Inbox, broken_off: str, caplog: pytest.LogCaptureFixture
) -> None:
    bots = {SECRET: inbox.keep}
    async with (
        serving_webhook("127.0.0.1", 0, WEBHOOK_PATH, bots) as url,
        wire(url) as proxy,
    ):
        await proxy.says(f"{HEAD}Content-Length: 9\r\nExpect: 100-continue\r\n\r\n".encode())
        assert await proxy.status() == 100, "it is being listened to"
        await proxy.says(b'{"update')
        if broken_off == "closed":
            await proxy.ends()
            assert await proxy.hangs_up()
    assert (inbox.kept, inbox.let_go) == ([], [])
    assert caplog.records == []


async def test_a_head_that_drips_is_hung_up_on(inbox: Inbox) -> None:
    async with impatient(inbox, silence=0.2) as url, wire(url) as slow:
        hung_up = asyncio.create_task(slow.hangs_up())
        async with asyncio.timeout(PATIENCE):
            while not hung_up.done():
                await slow.says(b"X")
                await asyncio.wait([hung_up], timeout=0.02)
        assert await hung_up


async def test_who_is_slow_takes_no_place_from_telegram(inbox: Inbox) -> None:
    async with impatient(inbox, most=3, silence=PATIENCE) as url, wire(url) as telegram:
        await telegram.says(POST)
        assert await telegram.status() == 200
        async with wire(url) as slow, wire(url) as slower:
            await slow.says(b"POST")
            await slower.says(b"POST")
            async with wire(url) as one_too_many:
                assert await one_too_many.hangs_up()
            await telegram.says(POST)
            assert await telegram.status() == 200
    assert len(inbox.kept) == 2


async def test_a_connection_is_kept_for_the_next_post(url: str, inbox: Inbox) -> None:
    async with wire(url) as telegram:
        for _ in range(2):
            await telegram.says(POST)
            assert await telegram.status() == 200
    assert len(inbox.kept) == 2


async def test_stopping_does_not_wait_for_who_is_slow(inbox: Inbox) -> None:
    async with asyncio.timeout(PATIENCE), AsyncExitStack() as others:
        async with serving_webhook("127.0.0.1", 0, WEBHOOK_PATH, {SECRET: inbox.keep}) as url:
            slow = await others.enter_async_context(wire(url))
            await slow.says(f"{HEAD}Content-Length: 9\r\nExpect: 100-continue\r\n\r\n".encode())
            assert await slow.status() == 100, "it is being listened to"
        assert await slow.hangs_up()
