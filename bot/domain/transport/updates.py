"""What comes in Telegram's name, before anybody reads it: whether it can be an update at all.

Whoever knows the webhook's secret can send anything, and so can a Bot API server that somebody has
set up. What can be no update is counted by its kind and let go: held back, it would hold up all
that comes behind it. Its content is told to nobody.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.base.numbers import whole
from bot.domain.transport.shapes import has_shape

LAST_UPDATE = 2**31 - 1
"""Telegram numbers updates in 31 bits, from 1 on. From a higher number no poll would ever go on."""

DEEPEST = 50
"""Levels of objects and lists. Telegram's own updates have about ten; a thousand are more than the
program could read."""

Update = Mapping[str, Any]


class Unfit(StrEnum):
    """Why something can be no update."""

    LARGE = "large"
    NO_JSON = "no_json"
    NO_UPDATE = "no_update"
    """Something else than an object with the number of an update."""
    NESTED = "nested"
    NUMBER = "number"
    """A number that no column takes, or that is none."""
    SHAPE = "shape"
    """A message, a press or the like, without what Telegram promises of it."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What nobody can read, and the update's number if at least that could be found."""

    why: Unfit
    update_id: int | None = None


def read(body: bytes | str) -> object:
    """The JSON value, or Unread."""
    try:
        return json.loads(body)
    except ValueError:
        return Unread(Unfit.NO_JSON)
    except RecursionError:
        return Unread(Unfit.NESTED)


def storable(update: object) -> Unfit | None:
    """Why the update cannot be stored; None if it can."""
    if isinstance(update, Unread):
        return update.why
    if not isinstance(update, Mapping) or number_of(update) is None:
        return Unfit.NO_UPDATE
    return next(_faults(update), None if has_shape(update) else Unfit.SHAPE)


def number_of(update: object) -> int | None:
    """The update's number, also where nothing else of it is of use; None if it has none."""
    match update:
        case Unread(update_id=found) | {"update_id": found}:
            valid = whole(found) and 0 < found <= LAST_UPDATE
            return found if valid else None
    return None


def _faults(update: Update) -> Iterator[Unfit]:
    """Without recursion: how deep it goes is what is asked."""
    waiting: list[tuple[Any, int]] = [(update, 1)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, dict | list):
            if depth > DEEPEST:
                yield Unfit.NESTED
            inner = value.values() if isinstance(value, dict) else value
            waiting += [(one, depth + 1) for one in inner]
        elif _beyond_columns(value):
            yield Unfit.NUMBER


def _beyond_columns(value: object) -> bool:
    if isinstance(value, float):
        return not math.isfinite(value)
    return type(value) is int and not whole(value)
