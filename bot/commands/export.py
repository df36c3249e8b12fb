"""`eftertanke export`: what a team may take away."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.base import AsJson, ConfigFile, do, print_json, say, settings
from bot.domain.base.clock import SystemClock


def export(
    team: Annotated[str, typer.Argument(help="The team's name, or its number.")],
    to: Annotated[
        Path, typer.Option(help="The folder to write to. It is made if it is not there.")
    ] = Path("export"),
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Write what a team may take away: what its channel was told, and its schedules.

    `insights.md` is to be read, as it stands in the channel; `figures.csv`, `themes.csv`,
    `schedules.csv` and `export.json` are for programs. No answer is in them, and nothing that a
    reader of the channel could not know. Words that were shared are left out: their authors can
    withdraw them from the channel, but not from a file. Everybody in the team can read in /log that
    this was done.
    """
    from bot.operating.export import export as write

    files = do(write(settings(config), team, to, SystemClock()))
    if as_json:
        print_json([str(file) for file in files])
        return
    for file in files:
        say(str(file))
