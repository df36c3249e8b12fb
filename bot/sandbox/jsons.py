"""JSON as Telegram reads and writes it: of a bounded depth; compact and in ASCII."""

import json
import math
import re
from typing import NoReturn

JsonObject = dict[str, object]

DEEPEST = 100
"""Arrays and objects within each other."""

_brackets = re.compile(r"[\[{]")
_token = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)
"""A string, or a bracket outside of strings."""
_half = re.compile(
    r"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]", re.DOTALL
)
"""What may be half of a surrogate pair; a backslash before it can mean something else."""


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError("it is too large")
    return number


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


# What is written here holds no rings, and looking for them takes a quarter of the time.
_encoder = json.JSONEncoder(separators=(",", ":"), check_circular=False)
_strict = json.JSONEncoder(ensure_ascii=False)
_decoder = json.JSONDecoder(parse_float=_finite, parse_constant=_refuse)


def encode(value: object) -> bytes:
    return _encoder.encode(value).encode("ascii")


def decode(text: str | bytes) -> object:
    """Raises ValueError for what is no JSON, as UnicodeError where it is one of broken words."""
    if not isinstance(text, str):
        text = text.decode()
    if len(_brackets.findall(text)) > DEEPEST:
        _require_flat(text)
    value: object = _decoder.decode(text)
    if _half.search(text):
        _strict.encode(value).encode()
    return value


def _require_flat(text: str) -> None:
    depth = 0
    for match in _token.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
        if depth > DEEPEST:
            raise ValueError("it is too deep")
