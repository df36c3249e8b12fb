"""The Bot API over HTTP: `/bot<TOKEN>/<method>` and `/file/bot<TOKEN>/<path>`."""

import re
from collections.abc import Mapping

from aiohttp import web

from bot.sandbox.accounts import Bot
from bot.sandbox.breaking import go_wrong
from bot.sandbox.calling import Call, Described
from bot.sandbox.calls import Finding
from bot.sandbox.errors import ApiError, not_played, not_utf8
from bot.sandbox.jsons import JsonObject, encode
from bot.sandbox.methods import BY_NAME
from bot.sandbox.params import Params
from bot.sandbox.request import read_parameters
from bot.sandbox.unplayed import UNPLAYED, UNPLAYED_PARAMETERS
from bot.sandbox.world import World

_token = re.compile(r"[1-9]\d*:[A-Za-z0-9_-]+")
_JSON_HEADERS = {"Content-Type": "application/json"}


class BotApi:
    """Answers bots. Everything it knows is in the world."""

    def __init__(self, world: World) -> None:
        self._world = world
        world.reply = self.reply

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call: read, go wrong if so planned, run, note, answer."""
        name = request.match_info["method"].lower()
        bot: Bot | None = None
        values: Mapping[str, object] = {}
        status = 0
        answer: bytes | None = None
        try:
            bot = self._authorised(request.match_info["token"])
            values = await read_parameters(request)
            response = await self._answer(request, bot, name, values)
            if request.transport is not None and not request.transport.is_closing():
                status, answer = response.status, _body(response)
        except ApiError as error:
            response = _refusal(error)
            status, answer = response.status, _body(response)
        finally:
            self._note(bot, name, values, status, answer)
        return response

    async def reply(self, bot: Bot, name: str, values: Mapping[str, object]) -> None:
        """One call that came as the answer of a webhook."""
        response = await self._executed(bot, name, values)
        self._note(bot, name, values, response.status, _body(response))

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file by the path that getFile gave."""
        try:
            bot = self._authorised(request.match_info["token"])
            stored = bot.files.by_path(request.match_info["path"])
            if stored is None:
                raise ApiError(404, "Not Found")
        except ApiError as error:
            return _refusal(error)
        return web.Response(body=stored.data, content_type="application/octet-stream")

    async def not_found(self, request: web.Request) -> web.StreamResponse:
        """Any other path."""
        return _refusal(ApiError(404, "Not Found"))

    def _authorised(self, token: str) -> Bot:
        bot = self._world.bots.get(token)
        if bot is None:
            wellformed = _token.fullmatch(token) is not None
            why = "" if wellformed else ": invalid token specified"
            raise ApiError(401, f"Unauthorized{why}")
        return bot

    async def _answer(
        self, request: web.Request, bot: Bot, name: str, values: Mapping[str, object]
    ) -> web.StreamResponse:
        """The method's answer, unless something is planned to go wrong."""
        fault = self._world.faults.next_for(name, bot.username, values.get("chat_id"))
        if fault is None:
            return await self._executed(bot, name, values)
        return await go_wrong(request, fault, lambda: self._executed(bot, name, values))

    async def _executed(self, bot: Bot, name: str, values: Mapping[str, object]) -> web.Response:
        """Run the method; a refusal becomes an answer here, so that its work can be told."""
        try:
            result = await self._run(bot, name, values)
        except ApiError as error:
            return _refusal(error)
        body: JsonObject = {"ok": True, "result": result}
        if isinstance(result, Described):
            body |= {"result": result.result, "description": result.description}
        return web.Response(body=encode(body), headers=_JSON_HEADERS)

    async def _run(self, bot: Bot, name: str, values: Mapping[str, object]) -> object:
        method = BY_NAME.get(name)
        if method is None:
            if name in UNPLAYED:
                raise not_played(UNPLAYED[name])
            raise ApiError(404, "Not Found: method not found")
        if not UNPLAYED_PARAMETERS.isdisjoint(values):
            raise not_played(min(UNPLAYED_PARAMETERS & values.keys()))

        def report(parameter: str, problem: str) -> None:
            self._world.calls.find(
                Finding(bot=bot.username, method=method.name, parameter=parameter, problem=problem)
            )

        params = Params(values, report)
        if not method.parameters.issuperset(values):
            params.remark_on_unknown(method.parameters)
        try:
            result = await method.run(Call(self._world, bot, params))
        except UnicodeEncodeError:
            raise not_utf8() from None
        params.remark_on_unread(method.parameters)
        return result

    def _note(
        self,
        bot: Bot | None,
        name: str,
        values: Mapping[str, object],
        status: int,
        answer: bytes | None,
    ) -> None:
        shown = BY_NAME[name].name if name in BY_NAME else UNPLAYED.get(name, name)
        username = bot.username if bot else ""
        now = self._world.clock.now()
        record = self._world.calls.note(username, shown, values, status, now)
        if self._world.events.heard:
            self._world.events.publish("call", call=record.as_json())
        for tap in self._world.taps:
            tap.called(record, answer)


def _body(response: web.StreamResponse) -> bytes | None:
    """What was answered, where there was something to say."""
    body = response.body if isinstance(response, web.Response) else None
    return body if isinstance(body, bytes) else None


def _refusal(error: ApiError) -> web.Response:
    body: JsonObject = {"ok": False, "error_code": error.code, "description": error.description}
    headers = dict(_JSON_HEADERS)
    if error.parameters:
        body["parameters"] = dict(error.parameters)
    if "retry_after" in error.parameters:
        headers["Retry-After"] = str(error.parameters["retry_after"])
    return web.Response(body=encode(body), status=error.code, headers=headers)
