"""python-telegram-bot's Application, with our inbox in front of it and our steps behind it."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeAlias, cast

from telegram.ext import Application, ApplicationBuilder, CallbackContext, ExtBot

from bot.chat.http import AiohttpRequest
from bot.domain.base.places import Place
from bot.domain.transport.inbox import Incoming
from bot.flows.base.told import Told
from bot.flows.base.unit_of_work import UnitOfWork

SayFirst: TypeAlias = Callable[[Place, Told], Awaitable[None]]
"""Say this now, past the outbox. OutOfTurnError if it has not got there yet."""

Say: TypeAlias = Callable[[Place, Told], None]
"""Tells somebody something where they act, past the outbox."""

Turn = CallbackContext[Any, Any, Any, Any]
"""What python-telegram-bot hands to a handler besides the update."""


class BotApi(Protocol):
    """Where its methods are called, by their names."""

    async def call(
        self, method: str, parameters: dict[str, Any], seconds: float = ..., /
    ) -> Any: ...


class EftertankeBot(ExtBot[None]):
    """Calls any method by its name and gives the answer as it came.

    Building the library's objects from every answer takes longer than sending, and nobody reads
    them.
    """

    async def call(self, method: str, parameters: dict[str, Any], seconds: float = 20) -> Any:
        """What Telegram answered, as JSON values. Raises telegram.error.TelegramError."""
        return await self._post(method, parameters, read_timeout=seconds)


class EftertankeApplication(Application[Any, Any, Any, Any, Any, Any]):
    """Lets errors of handlers through to the dispatcher, which decides about another try."""

    unit_of_work: UnitOfWork
    say: Say
    say_first: SayFirst
    passing: dict[int, Incoming]
    """Updates that are being handled without having been stored, by their ids."""

    async def process_error(self, update: object, error: Exception, *_: Any, **__: Any) -> bool:
        raise error


def new_bot(token: str, base_url: str) -> EftertankeBot:
    return EftertankeBot(
        token,
        base_url=f"{base_url}/bot",
        base_file_url=f"{base_url}/file/bot",
        request=AiohttpRequest(base_url),
        get_updates_request=AiohttpRequest(base_url),
    )


def new_application(
    bot: EftertankeBot, unit_of_work: UnitOfWork, say: Say, say_first: SayFirst
) -> EftertankeApplication:
    """An Application that polls nothing, keeps nothing and schedules nothing by itself."""
    builder = ApplicationBuilder().application_class(EftertankeApplication)
    built = builder.bot(bot).updater(None).job_queue(None).build()
    application = cast(EftertankeApplication, built)
    application.unit_of_work = unit_of_work
    application.say = say
    application.say_first = say_first
    application.passing = {}
    return application
