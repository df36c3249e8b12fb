"""The transport: what the network does becomes one of the library's errors."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.chat.http import AiohttpRequest

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
TOKEN = "12345:secret"
NOBODY = "http://127.0.0.1:9"


@asynccontextmanager
async def telegram(answer: Answer) -> AsyncIterator[tuple[str, AiohttpRequest]]:
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(application, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server = f"http://127.0.0.1:{runner.addresses[0][1]}"
    request = AiohttpRequest(server)
    await request.initialize()
    try:
        yield f"{server}/bot{TOKEN}/getMe", request
    finally:
        await request.shutdown()
        await runner.cleanup()


async def test_an_answer_comes_back_with_its_status() -> None:
    async def teapot(_: web.Request) -> web.Response:
        return web.Response(status=418, body=b"short and stout")

    async with telegram(teapot) as (url, request):
        assert await request.do_request(url, "POST") == (418, b"short and stout")


async def test_a_page_of_a_proxy_is_an_error_and_not_an_answer() -> None:
    async def gateway(_: web.Request) -> web.Response:
        page = "<html><h1>502 Bad Gateway</h1></html>"
        return web.Response(status=502, text=page, content_type="text/html")

    async with telegram(gateway) as (url, request):
        with pytest.raises(NetworkError):
            await request.post(url)


async def test_a_page_of_a_hotel_is_an_error_and_not_an_answer() -> None:
    async def portal(_: web.Request) -> web.Response:
        return web.Response(text="<html>Room number?</html>", content_type="text/html")

    async with telegram(portal) as (url, request):
        with pytest.raises(TelegramError):
            await request.post(url)


async def test_silence_may_mean_that_it_was_done() -> None:
    async def sleep(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    async with telegram(sleep) as (url, request):
        with pytest.raises(TimedOut):
            await request.do_request(url, "POST", read_timeout=0.05)


async def test_a_broken_connection_does_not_tell_the_token() -> None:
    async def hang_up(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async with telegram(hang_up) as (url, request):
        with pytest.raises(NetworkError) as told:
            await request.do_request(url, "POST")
    assert TOKEN not in str(told.value)


async def test_nobody_at_home_does_not_tell_the_token() -> None:
    request = AiohttpRequest(NOBODY)
    await request.initialize()
    with pytest.raises(NetworkError) as told:
        await request.do_request(f"{NOBODY}/bot{TOKEN}/getMe", "POST")
    assert TOKEN not in str(told.value)
    await request.shutdown()


async def test_before_it_is_opened_and_after_it_is_closed_it_says_so() -> None:
    request = AiohttpRequest(NOBODY)
    with pytest.raises(RuntimeError, match="before it was opened"):
        await request.do_request(NOBODY, "POST")
    await request.shutdown()


@pytest.mark.parametrize(("near", "taken"), [("elsewhere.example", True), ("far.example", False)])
async def test_a_proxy_of_the_environment_is_taken_unless_the_way_is_near(
    monkeypatch: pytest.MonkeyPatch, near: str, taken: bool
) -> None:
    async def proxy(request: web.Request) -> web.Response:
        return web.Response(text=request.path)

    async with telegram(proxy) as (url, _):
        monkeypatch.setenv("http_proxy", url)
        monkeypatch.setenv("no_proxy", near)
        request = AiohttpRequest("http://far.example")
        await request.initialize()
        try:
            if taken:
                assert await request.do_request("http://far.example/x", "POST") == (200, b"/x")
            else:
                with pytest.raises(NetworkError):
                    await request.do_request("http://far.example/x", "POST")
        finally:
            await request.shutdown()
