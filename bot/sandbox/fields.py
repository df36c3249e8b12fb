"""Fields of an object that came as JSON, with what Telegram says to those that do not fit."""

from collections.abc import Mapping
from typing import TypeVar

from bot.sandbox.jsons import JsonObject

T = TypeVar("T")
_NAMES: Mapping[type, str] = {dict: "Object", bool: "Boolean", str: "String", list: "Array"}


class UnfitError(Exception):
    """What is wrong with an object, as the text that Telegram adds to its refusal."""


def required(fields: JsonObject, name: str, kind: type[T]) -> T:
    value = _value(fields, name)
    if not isinstance(value, kind):
        raise UnfitError(f'Field "{name}" must be of type {_NAMES[kind]}')
    return value


def optional(fields: JsonObject, name: str, kind: type[T], unset: T) -> T:
    return required(fields, name, kind) if name in fields else unset


def require_number(fields: JsonObject, name: str) -> None:
    """A whole number of 32 bits; as a text it is as good."""
    value = _value(fields, name)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise UnfitError(f'Field "{name}" must be a Number')
    try:
        fits = -(2**31) <= int(str(value)) < 2**31
    except ValueError:
        fits = False
    if not fits:
        raise UnfitError(f'Field "{name}" must be a valid Number')


def _value(fields: JsonObject, name: str) -> object:
    if name not in fields:
        raise UnfitError(f'Can\'t find field "{name}"')
    return fields[name]
