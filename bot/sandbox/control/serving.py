"""From HTTP to a checked body and back."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiohttp import WSMsgType, web
from pydantic import BaseModel, ValidationError

from bot.sandbox.errors import ControlError
from bot.sandbox.jsons import JsonObject, decode, encode
from bot.sandbox.world import World

B = TypeVar("B", bound=BaseModel)
Deed = Callable[[World, B], Awaitable[JsonObject]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def post(world: World, path: str, shape: type[B], deed: Deed[B]) -> web.RouteDef:
    """A path that takes a JSON object of the given shape."""

    async def values(request: web.Request) -> object:
        try:
            return decode(await request.read() or b"{}")
        except UnicodeError:
            raise ControlError("the body is not in UTF-8") from None
        except ValueError:
            raise ControlError("the body is no JSON") from None

    return web.post(path, _handler(world, shape, deed, values))


def get(world: World, path: str, shape: type[B], deed: Deed[B]) -> web.RouteDef:
    """A path that reads; its parts and the query together have the given shape."""

    async def values(request: web.Request) -> object:
        return {**request.query, **request.match_info}

    return web.get(path, _handler(world, shape, deed, values))


def _handler(
    world: World,
    shape: type[B],
    deed: Deed[B],
    read: Callable[[web.Request], Awaitable[object]],
) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            body = shape.model_validate(await read(request))
            answer = await deed(world, body)
        except ValidationError as error:
            return _refusal(_explained(error), 400)
        except ControlError as error:
            return _refusal(str(error), error.status)
        return web.Response(body=encode(answer), content_type="application/json")

    return handle


def stream(world: World, path: str) -> web.RouteDef:
    """A WebSocket of events, one JSON object a message, from the moment it is opened."""

    async def handle(request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=30)
        with world.events.listen() as queue:
            await socket.prepare(request)
            sending = asyncio.create_task(_send_all(socket, queue))
            try:
                async for message in socket:
                    if message.type is WSMsgType.ERROR:
                        break
            finally:
                sending.cancel()
        return socket

    return web.get(path, handle)


async def _send_all(socket: web.WebSocketResponse, queue: asyncio.Queue[JsonObject]) -> None:
    while True:
        await socket.send_str(encode(await queue.get()).decode())


def _refusal(text: str, status: int) -> web.Response:
    return web.Response(
        body=encode({"error": text}), status=status, content_type="application/json"
    )


def _explained(error: ValidationError) -> str:
    """Every complaint with the field it is about."""
    complaints = (
        f"{'.'.join(map(str, each['loc'])) or 'body'}: {each['msg']}" for each in error.errors()
    )
    return "; ".join(complaints)
