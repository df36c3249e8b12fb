"""`eftertanke read`: what is found in texts, one in each line, by the rules that messages are read
by."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.commands.base import AsJson, ConfigFile, warn
from bot.commands.base import settings as settings_in
from bot.commands.lines import BadLine, Line, lines

app = typer.Typer(
    name="read",
    help="Read texts by the rules that messages are read by, one text in each line. Nothing is"
    " kept, and nothing leaves this machine. A line is a text, or JSON with `id`, `language` and"
    " `text`, which is answered by JSON.",
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
    typer.Option(help="The language of plain lines. Guard and danger read all languages anyway."),
]

Spans = list[tuple[int, int, str]]
"""From where to where, in code points, and what it is."""

Told = TypeVar("Told")


@app.command()
def guard(file: File = None, language: Language = None, as_json: AsJson = False) -> None:
    """Mark what identifies somebody: names, numbers, addresses.

    In JSON as `spans`: where each begins and ends, counted in code points, and its kind.
    """
    from bot.reading.guard import Guard

    reader = Guard()

    def found(line: Line) -> Spans:
        return [(one.start, one.end, str(one.kind)) for one in reader.read(line.text)]

    _read(lines(file, language), found, "spans", _marked, as_json=as_json)


@app.command()
def danger(
    file: File = None,
    language: Language = None,
    as_json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Say of each text which danger it tells of.

    A: immediate danger. B: abuse or neglect of a person served. C: the writer's own distress.
    D: wrongdoing or retaliation. In JSON as `class`, which is null where it tells of none.
    """
    from bot.banks.safety import load_safety, safety_folder
    from bot.reading.danger import DangerReader

    reader = DangerReader(load_safety(safety_folder(settings_in(config).prompts)))
    found = lines(file, language)
    _read(found, lambda line: reader.read(line.text), "class", _before, as_json=as_json)


@app.command()
def concepts(file: File = None, language: Language = None, as_json: AsJson = False) -> None:
    """Say of each text which concepts of the codebook it touches on.

    It is read in its own language, or in all if there is no vocabulary for that.
    """
    from bot.insights.codebook import Codebook
    from bot.insights.vocabulary import VOCABULARIES

    def touched(line: Line) -> list[str]:
        own = [code for code in VOCABULARIES if code == line.language]
        return sorted(Codebook(own or VOCABULARIES).touched(line.text))

    _read(
        lines(file, language),
        touched,
        "concepts",
        lambda line, told: _before(line, " ".join(told)),
        as_json=as_json,
    )


def _read(
    asked: Iterable[Line | BadLine],
    read: Callable[[Line], Told],
    name: str,
    plainly: Callable[[Line, Told], str],
    *,
    as_json: bool,
) -> None:
    """Say of each line what is found in it. Exit 1 if one could not be read."""
    bad = False
    try:
        for line in asked:
            if isinstance(line, BadLine):
                bad = True
                warn(f"Line {line.number}: {line.message}")
                continue
            told = read(line)
            if line.plain and not as_json:
                sys.stdout.write(plainly(line, told) + "\n")
            else:
                answer = json.dumps({"id": line.id, name: told}, ensure_ascii=False)
                sys.stdout.write(answer + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has had enough; Python would complain once more when it closes the stream.
        sys.stdout = None
        raise typer.Exit(0) from None
    if bad:
        raise typer.Exit(1)


def _marked(line: Line, spans: Spans) -> str:
    """The line with each find in braces: `{name|Fatima} ringde`."""
    pieces, done = [], 0
    for start, end, kind in spans:
        pieces += [line.text[done:start], f"{{{kind}|{line.text[start:end]}}}"]
        done = end
    return "".join([*pieces, line.text[done:]])


def _before(line: Line, told: str | None) -> str:
    """What was found, or a dash, and the line behind it."""
    return f"{told or '-'}\t{line.text}"
