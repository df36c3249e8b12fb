"""What every command needs: the settings, a place to write, and a loop to work on."""

import json
import os
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from bot.errors import NO_ANSWER, OperatorError, StorageError
from bot.host import loop

if TYPE_CHECKING:
    from bot.config.settings import Config

DEFAULT_CONFIG = Path("config.yaml")

Answer = TypeVar("Answer")
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="The settings; config.yaml here, if there is one."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]

out = Console()
err = Console(stderr=True)


def settings(path: Path | None) -> "Config":
    """The settings, or ConfigError with what is wrong with them."""
    from bot.config.settings import load_config

    return load_config(settings_file(path), os.environ)


def settings_file(path: Path | None) -> Path | None:
    """The file that is meant; None if none is named and there is none here."""
    from bot.config.settings import ConfigError

    try:
        if path is not None and not path.is_file():
            told = "there is no such file. Copy config.example.yaml and edit it."
            raise ConfigError(f"{path}: {told}")
        return path or (DEFAULT_CONFIG if DEFAULT_CONFIG.is_file() else None)
    except OSError as error:
        told = f"cannot be looked at: {error.strerror}. Who may read its folder?"
        raise ConfigError(f"{path or DEFAULT_CONFIG}: {told}") from error


def do(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Do the work on a loop of its own; Ctrl+C ends it. OperatorError if the database is away."""
    try:
        return loop.run(work)
    except StorageError as error:
        raise OperatorError(f"{str(error).capitalize()}. {NO_ANSWER}") from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def chosen(numbers: list[int] | None, everything: bool) -> list[int] | None:
    """What an operator named of a list; None for all of it. OperatorError if that is not clear."""
    if bool(numbers) == everything:
        raise OperatorError("Say which: their numbers, as `list` shows them, or --all.")
    return None if everything else numbers


def say(text: str) -> None:
    out.print(text, markup=False, highlight=False, soft_wrap=True)


def warn(text: str) -> None:
    err.print(text, style="bold red", markup=False, highlight=False, soft_wrap=True)


def print_json(value: object) -> None:
    typer.echo(json.dumps(value, indent=2, default=str))


def print_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Columns under their names; what does not fit the terminal goes on in the next line."""
    table = Table(*head, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    out.print(table, markup=False, highlight=False)
