"""`eftertanke backup`: everything in one file, while the bot runs."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.base import AsJson, ConfigFile, do, print_json, say, settings, warn
from bot.commands.progress import showing
from bot.errors import OperatorError

if TYPE_CHECKING:
    from bot.operating.backup import Backup

Place = Annotated[
    str,
    typer.Argument(
        help="A file to make, or a folder for dated ones; with / at its end it is made if need be.",
        metavar="FILE|FOLDER/",
    ),
]
"""As it was typed: a Path forgets a slash at its end."""


def backup(
    place: Place,
    config: ConfigFile = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False,
    days: Annotated[
        int,
        typer.Option(
            "--keep-days",
            min=1,
            max=30,
            help="In a folder: delete backups that are older. People are promised 30 days at most.",
        ),
    ] = 30,
    as_json: AsJson = False,
) -> None:
    """Write everything into one checked file, while the bot runs.

    It is an SQLite file, also where the database is PostgreSQL, and `eftertanke restore` takes it
    to either. Only you may read it. A backup links people to what they have answered in Rounds that
    were open then, and no Seal reaches into it: encrypt it, and delete it within 30 days. In a
    folder, `backup` sees to the latter by itself. More in docs/backup.md.
    """
    from bot.operating.backup import back_up, place_for

    found = settings(config)
    try:
        where = place_for(place)
        with showing() as tell:
            made = do(back_up(found, where, datetime.now(UTC), tell, force=force, days=days))
    except OSError as error:
        told = f"{error.filename or place}: {error.strerror or error}"
        raise OperatorError(f"The backup cannot be made. {told}.") from error
    if as_json:
        print_json(_facts(made))
    else:
        _tell(made)


def _facts(made: "Backup") -> dict[str, object]:
    return {
        "file": made.file,
        "made_at": made.made_at.isoformat(timespec="seconds"),
        "bytes": made.verified.size,
        "schema": made.verified.schema,
        "rows": made.verified.rows,
        "open_rounds": made.verified.open_rounds,
        "answers_with_authors": made.verified.answers,
        "delete_by": made.delete_by.date(),
        "deleted": made.gone,
    }


def _tell(made: "Backup") -> None:
    found = made.verified
    say(f"{made.file}: whole and checked. {found.size:,} bytes, {found.rows:,} rows.")
    for old in made.gone:
        say(f"Deleted: {old}.")
    warn(
        f"It holds who people are, their private notes, and {found.answers} answers of"
        f" {found.open_rounds} open Rounds beside those who gave them. No Seal reaches into it:"
        f" keep it encrypted, and delete it by {made.delete_by:%Y-%m-%d}."
    )
