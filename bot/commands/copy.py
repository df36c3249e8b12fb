"""`eftertanke copy`: from one database to another."""

from typing import Annotated

import typer

from bot.commands.base import AsJson, ConfigFile, do, print_json, say, settings
from bot.commands.progress import showing
from bot.errors import OperatorError


def copy(
    to: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="An empty database: postgresql://USER@HOST/NAME, or sqlite:///FILE. Others can see"
            " a command line, so leave a password to PGPASSWORD or ~/.pgpass.",
        ),
    ],
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Copy the installation to another database: from a file to PostgreSQL, or back.

    Stop the bot first. Every row is copied, read back and compared; numbers go on from where they
    were, and what was unnamed and without order stays so. The database of the settings is left as
    it is. Afterwards set database.url to the new one and start the bot. More in docs/scale.md.
    """
    from pydantic import TypeAdapter, ValidationError

    from bot.config.fields import DatabaseUrl
    from bot.operating.copy import copy as copy_to

    try:
        url = TypeAdapter(DatabaseUrl).validate_python(to)
    except ValidationError as error:
        raise OperatorError(f"--to {to}: {error.errors()[0]['msg']}") from None
    with showing() as tell:
        copied = do(copy_to(settings(config), url, tell))
    if as_json:
        print_json(
            {name: {"rows": one.rows, "checksum": one.checksum} for name, one in copied.items()}
        )
        return
    rows = sum(one.rows for one in copied.values())
    say(
        f"Copied and compared: {rows:,} rows in {len(copied)} tables. Now set database.url to the"
        " new database, start the bot, and delete the old one once you are content: people's words"
        " are in it, and no Seal reaches into it any more."
    )
