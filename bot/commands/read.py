"""`eftertanke read`: what the readers find in texts, to try the lists out on one's own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from bot.commands.base import ConfigFile, warn
from bot.commands.base import settings as settings_in
from bot.commands.lines import BadLine, Line, lines, say_line

app = typer.Typer(
    name="read",
    help="What the readers find in texts: one text a line, from a file or a pipe. Nothing is kept."
    ' Without `--language`, lines are JSON: `{"id": ..., "language": ..., "text": ...}`.',
    no_args_is_help=True,
)

File = Annotated[
    Path | None, typer.Argument(help="The file; the standard input if left out.", metavar="FILE")
]
Language = Annotated[
    str | None, typer.Option(help="The lines are plain text in this language, such as sv.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON also for plain lines.")]

Found: TypeAlias = str | list[str] | None


@app.command()
def danger(
    file: File = None,
    language: Language = None,
    as_json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Say of each text which danger it tells of.

    A: immediate danger. B: abuse or neglect of a person served. C: the writer's own distress.
    D: wrongdoing or retaliation. The lists of all languages are used on every text.
    """
    from bot.banks.safety import load_safety, safety_folder
    from bot.reading.danger import DangerReader

    reader = DangerReader(load_safety(safety_folder(settings_in(config).prompts)))
    _read(file, language, as_json, "class", lambda line: reader.read(line.text))


@app.command()
def concepts(file: File = None, language: Language = None, as_json: AsJson = False) -> None:
    """Say of each text which concepts of the codebook it touches on.

    It is read in its own language, or in all if there is no vocabulary for that.
    """
    from bot.insights.codebook import Codebook
    from bot.insights.vocabulary import VOCABULARIES

    def touched(line: Line) -> Found:
        own = [line.language] if line.language in VOCABULARIES else VOCABULARIES
        return sorted(Codebook(own).touched(line.text))

    _read(file, language, as_json, "concepts", touched)


def _read(
    file: Path | None,
    language: str | None,
    as_json: bool,
    name: str,
    reading: Callable[[Line], Found],
) -> None:
    """Print what `reading` finds in each line; bad ones are told, and make the end an error."""
    bad = False
    for line in lines(file, language):
        if isinstance(line, BadLine):
            bad = True
            warn(f"line {line.number}: {line.message}")
            continue
        found = reading(line)
        if language and not as_json:
            told = f"{_plain(found)}\t{line.text}"
        else:
            told = json.dumps({"id": line.id, name: found}, ensure_ascii=False)
        if not say_line(told):
            return
    if bad:
        raise typer.Exit(1)


def _plain(found: Found) -> str:
    return (" ".join(found) if isinstance(found, list) else found) or "-"
