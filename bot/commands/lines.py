"""Texts from a file or a pipe, one in each line: plain, or as JSON with an id."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import OperatorError

SHAPE = 'Write {"id": 1, "language": "sv", "text": "…"}.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text to read. `id`: its own, or the number of its line; `plain`: it came without JSON."""

    id: object
    language: str | None
    text: str
    plain: bool


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be read, and what is wrong with it."""

    number: int
    message: str


class _BadLineError(ValueError):
    """What is wrong with a line, and how to write it."""


def lines(file: Path | None, language: str | None) -> Iterator[Line | BadLine]:
    """The lines of a file, or of what is piped in; empty ones are passed over. `language`: that of
    lines which do not say theirs."""
    try:
        stream = sys.stdin.buffer if file is None else file.open("rb")
    except OSError as error:
        raise OperatorError(f"{file} cannot be read: {error.strerror}.") from error
    with stream:
        for number, raw in enumerate(stream, 1):
            if raw.strip():
                yield _line(number, raw.rstrip(b"\r\n"), language)


def _line(number: int, raw: bytes, language: str | None) -> Line | BadLine:
    try:
        text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        asked = _asked(text) if text.lstrip().startswith("{") else None
    except UnicodeDecodeError:
        return BadLine(number, "it is not UTF-8.")
    except _BadLineError as error:
        return BadLine(number, str(error))
    if asked is None:
        return Line(id=number, language=language, text=text, plain=True)
    told = asked.get("language", language)
    return Line(id=asked["id"], language=told, text=asked["text"], plain=False)


def _asked(text: str) -> dict[str, Any] | None:
    """What a line of JSON asks for; None if it is a text that begins with a brace."""
    try:
        asked = json.loads(text)
    except (ValueError, RecursionError) as error:
        if not text.lstrip()[1:].lstrip().startswith('"'):
            return None
        raise _BadLineError(f"it begins like JSON and is none: {error}.") from None
    missing = [key for key in ("id", "text") if key not in asked]
    if missing:
        raise _BadLineError(f'it has no "{missing[0]}". {SHAPE}')
    if not isinstance(asked["text"], str):
        raise _BadLineError(f'its "text" is no text. {SHAPE}')
    if not isinstance(asked.get("language"), str | None):
        raise _BadLineError(f'its "language" is no text. {SHAPE}')
    return asked  # type: ignore[no-any-return]  # JSON that begins with a brace is an object
