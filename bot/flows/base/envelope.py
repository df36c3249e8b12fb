"""Semantic messages as rows keep them: the name of the class and a JSON body."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from bot.domain.messages import MESSAGES
from bot.domain.messages.base.message import Message

_BY_NAME = {message.__name__: message for message in MESSAGES}


def encode(message: Message) -> tuple[str, str]:
    """The message's kind and body."""
    kind = type(message).__name__
    return kind, _adapter(kind).dump_json(message, exclude_defaults=True).decode()


def decode(kind: str, body: str) -> Message:
    """The message again. KeyError if this version knows no such kind."""
    if kind in _EARLIER:
        kind, body = _EARLIER[kind](body)
    message: Message = _adapter(kind).validate_json(body)
    return message


def pack(message: Message) -> dict[str, str]:
    """A message as it stands in a list of several."""
    kind, body = encode(message)
    return {"kind": kind, "body": body}


def unpack(packed: Mapping[str, str]) -> Message:
    return decode(packed["kind"], packed["body"])


def _words(body: str) -> tuple[str, str]:
    """Until 0.1 a message held the words of one question."""
    group = json.loads(body)
    continued = group.pop("continued", False)
    return "TellQuotes", json.dumps({"seen": [group], "continued": continued})


_EARLIER: Mapping[str, Callable[[str], tuple[str, str]]] = {"TellWords": _words}
"""How messages that an earlier version has kept are read (upcasting)."""


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_BY_NAME[kind])
