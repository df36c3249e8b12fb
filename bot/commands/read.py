"""`eftertanke read`: what the rules find in texts, one in each line."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.base import AsJson, warn
from bot.errors import OperatorError

app = typer.Typer(
    name="read",
    help="Read texts by the rules that messages are read by, one text in each line. Nothing is"
    " kept, and nothing leaves this machine.",
    no_args_is_help=True,
)

File = Annotated[
    Path | None,
    typer.Argument(
        help="A file with a text in each line; what is piped in, if left out.", metavar="FILE"
    ),
]
Language = Annotated[
    str | None,
    typer.Option(help="The language of plain lines. The guard reads all of its languages anyway."),
]

Spans = list[tuple[int, int, str]]
"""From where to where, in code points, and what it is."""

Read = Callable[[str, str | None], Spans]
"""Reads a text in a language, if that is told."""


@app.command()
def guard(file: File = None, language: Language = None, as_json: AsJson = False) -> None:
    """Mark what identifies somebody: names, numbers, addresses.

    A line is a text, or JSON with `id`, `language` and `text`, which is answered by JSON with `id`
    and `spans`: where each begins and ends, counted in code points, and its kind.
    """
    from bot.reading.guard import Guard

    reader = Guard()

    def read(text: str, _language: str | None) -> Spans:
        return [(one.start, one.end, str(one.kind)) for one in reader.read(text)]

    read_lines(file, read, language, as_json=as_json)


def read_lines(file: Path | None, read: Read, language: str | None, *, as_json: bool) -> None:
    """Read each line and say what was found in it. Exit 1 if one could not be read."""
    bad = False
    try:
        for number, line in _lines(file):
            try:
                sys.stdout.write(_answer(number, line, read, language, as_json=as_json) + "\n")
            except _BadLineError as error:
                bad = True
                warn(f"Line {number}: {error}")
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has had enough; Python would complain once more when it closes the stream.
        sys.stdout = None
        raise typer.Exit(0) from None
    if bad:
        raise typer.Exit(1)


class _BadLineError(ValueError):
    """What is wrong with a line, and how to write it."""


def _lines(file: Path | None) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers; empty ones are passed over."""
    try:
        stream = sys.stdin.buffer if file is None else file.open("rb")
    except OSError as error:
        raise OperatorError(f"{file} cannot be read: {error.strerror}.") from error
    with stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield number, line.rstrip(b"\r\n")


def _answer(number: int, line: bytes, read: Read, language: str | None, *, as_json: bool) -> str:
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise _BadLineError("it is not UTF-8.") from None
    if text.lstrip().startswith("{") and (asked := _asked(text)) is not None:
        return _as_json(asked["id"], read(asked["text"], asked.get("language", language)))
    spans = read(text, language)
    return _as_json(number, spans) if as_json else _marked(text, spans)


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
        raise _BadLineError(
            f'it has no "{missing[0]}". Write {{"id": 1, "language": "sv", "text": "…"}}.'
        )
    if not isinstance(asked["text"], str):
        raise _BadLineError('its "text" is no text.')
    return asked  # type: ignore[no-any-return]  # JSON that begins with a brace is an object


def _as_json(key: object, spans: Spans) -> str:
    return json.dumps({"id": key, "spans": spans}, ensure_ascii=False)


def _marked(text: str, spans: Spans) -> str:
    """The line with each find in braces: `{name|Fatima} ringde`."""
    pieces, done = [], 0
    for start, end, kind in spans:
        pieces += [text[done:start], f"{{{kind}|{text[start:end]}}}"]
        done = end
    return "".join([*pieces, text[done:]])
