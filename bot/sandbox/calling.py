"""What a method of the Bot API is, and one call of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.sandbox.accounts import Bot
from bot.sandbox.params import Params
from bot.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """One call by one bot."""

    world: World
    bot: Bot
    params: Params


@dataclass(frozen=True, slots=True)
class Described:
    """A result that Telegram explains in a `description`."""

    result: object
    description: str


@dataclass(frozen=True, slots=True)
class Method:
    """`run` gives the JSON value of `result`; `parameters` are those it heeds."""

    name: str
    run: Callable[[Call], Awaitable[object]]
    parameters: frozenset[str]


def method(name: str, run: Callable[[Call], Awaitable[object]], parameters: str = "") -> Method:
    """`parameters` are names with spaces between them."""
    return Method(name, run, frozenset(parameters.split()))
