"""Semantic messages as rows keep them: the name of the class and a JSON body."""

from collections.abc import Mapping
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
    message: Message = _adapter(kind).validate_json(body)
    return message


def pack(message: Message) -> dict[str, str]:
    """A message as it stands in a list of several."""
    kind, body = encode(message)
    return {"kind": kind, "body": body}


def unpack(packed: Mapping[str, str]) -> Message:
    return decode(packed["kind"], packed["body"])


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_BY_NAME[kind])
