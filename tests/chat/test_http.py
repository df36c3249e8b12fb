"""The transport: what the network does becomes one of the library's errors."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.chat.http import UNTOLD_WAIT, AiohttpRequest, UnreachedError

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
        return web.Response(status=418, body=b'{"ok":false}')

    async with telegram(teapot) as (url, request):
        assert await request.do_request(url, "POST") == (418, b'{"ok":false}')


async def test_a_file_comes_as_it_is() -> None:
    async def picture(_: web.Request) -> web.Response:
        return web.Response(body=b"\x89PNG", content_type="image/png")

    async with telegram(picture) as (url, request):
        assert await request.retrieve(url) == b"\x89PNG"


async def test_a_page_of_a_proxy_is_an_error_and_not_an_answer() -> None:
    async def gateway(_: web.Request) -> web.Response:
        page = "<html><h1>502 Bad Gateway</h1></html>"
        return web.Response(status=502, text=page, content_type="text/html")

    async with telegram(gateway) as (url, request):
        with pytest.raises(NetworkError):
            await request.post(url)


@pytest.mark.parametrize("body", ['{"ok":false}', "{}", "[]", "null", '{"ok":true}', '{"ok":tr'])
async def test_a_good_status_on_no_answer_is_an_error(body: str) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=body)

    async with telegram(answer) as (url, request):
        with pytest.raises(NetworkError):
            await request.post(url)


async def test_a_refusal_under_a_good_status_is_a_refusal() -> None:
    async def answer(_: web.Request) -> web.Response:
        blocked = "Forbidden: bot was blocked by the user"
        return web.json_response({"ok": False, "error_code": 403, "description": blocked})

    async with telegram(answer) as (url, request):
        with pytest.raises(Forbidden, match="blocked"):
            await request.post(url)


@pytest.mark.parametrize(("headers", "seconds"), [({}, UNTOLD_WAIT), ({"Retry-After": "7"}, 7)])
async def test_too_many_requests_is_waited_out_also_where_it_is_not_said_how_long(
    headers: dict[str, str], seconds: int
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"ok": False, "error_code": 429}, status=429, headers=headers)

    async with telegram(answer) as (url, request):
        with pytest.raises(RetryAfter) as told:
            await request.post(url)
    assert told.value._retry_after.total_seconds() == seconds


async def test_half_an_answer_is_an_error() -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        half = web.StreamResponse(headers={"Content-Length": "100"})
        await half.prepare(request)
        await half.write(b'{"ok":true,')
        assert request.transport is not None
        request.transport.abort()
        return half

    async with telegram(answer) as (url, request):
        with pytest.raises(NetworkError):
            await request.post(url)


async def test_what_cannot_be_read_is_not_repeated(caplog: pytest.LogCaptureFixture) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=500, text='{"text": "somebody\'s words')

    async with telegram(answer) as (url, request):
        with pytest.raises(NetworkError) as told:
            await request.post(url)
    assert "words" not in str(told.value) + caplog.text


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
    with pytest.raises(UnreachedError) as told:
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
        return web.json_response({"ok": True, "result": request.path})

    async with telegram(proxy) as (url, _):
        monkeypatch.setenv("http_proxy", url)
        monkeypatch.setenv("no_proxy", near)
        request = AiohttpRequest("http://far.example")
        await request.initialize()
        try:
            if taken:
                answer: object = await request.post("http://far.example/x")
                assert answer == "/x"
            else:
                with pytest.raises(NetworkError):
                    await request.do_request("http://far.example/x", "POST")
        finally:
            await request.shutdown()
