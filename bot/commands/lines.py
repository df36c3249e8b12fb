"""Texts from a file or a pipe, one a line: plain, or JSON with an id and a language."""

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bot.errors import OperatorError

SHAPE = 'Write {"id": "1", "language": "sv", "text": "..."}, or plain lines with --language.'


@dataclass(frozen=True, slots=True)
class Line:
    """One text to read."""

    id: str | int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be read, and what is wrong with it."""

    number: int
    message: str


def lines(file: Path | None, language: str | None) -> Iterator[Line | BadLine]:
    """The lines of a file, or of the standard input; empty ones are left out.

    With `language` they are plain, and their numbers are their ids.
    """
    try:
        with file.open("rb") if file else nullcontext(sys.stdin.buffer) as source:
            for number, raw in enumerate(source, start=1):
                yield from _line(number, raw, language)
    except OSError as error:
        raise OperatorError(f"{file}: cannot be read: {error.strerror}.") from None


def _line(number: int, raw: bytes, language: str | None) -> Iterator[Line | BadLine]:
    try:
        text = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        yield BadLine(number, "is not UTF-8 text. Save the file with the encoding UTF-8.")
        return
    if text:
        yield Line(number, language, text) if language else _parsed(number, text)


def _parsed(number: int, text: str) -> Line | BadLine:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return BadLine(number, f"is not JSON. {SHAPE}")
    if not isinstance(given, dict):
        return BadLine(number, f"is no JSON object. {SHAPE}")
    named, language, words = (given.get(key) for key in ("id", "language", "text"))
    if isinstance(named, bool) or not isinstance(named, str | int):
        return BadLine(number, "has no id. Give it one, a text or a number.")
    if not isinstance(language, str) or not isinstance(words, str):
        return BadLine(number, f"has no language or no text. {SHAPE}")
    return Line(named, language, words)


def say_line(text: str, stream: TextIO | None = None) -> bool:
    """Print a line as it is. False if nobody reads on, as when it is piped into `head`."""
    try:
        print(text, file=stream or sys.stdout, flush=True)
    except BrokenPipeError:
        # Python would complain once more when it closes the stream.
        sys.stdout = None
        return False
    return True
