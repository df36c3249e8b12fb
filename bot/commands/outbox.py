"""`eftertanke outbox`: messages that do not get through."""

from typing import Annotated

import typer

from bot.commands.base import AsJson, ConfigFile, Yes, chosen, do, print_json, print_table, say
from bot.commands.base import settings as settings_in

app = typer.Typer(
    name="outbox",
    help="Messages that do not get through: Telegram refused them for good, or they wait for"
    " another try. What they say is never shown.",
    no_args_is_help=True,
)

Messages = Annotated[
    list[int] | None, typer.Argument(help="Their ids, as `list` shows them.", metavar="ID…")
]
All = Annotated[bool, typer.Option("--all", help="All that `list` tells of.")]

HEAD = ("id", "bot", "state", "kind", "chat", "tries", "next try", "error")


@app.command("list")
def list_(
    config: ConfigFile = None,
    most: Annotated[int, typer.Option(min=1, help="How many to list.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List what is stuck, oldest first; and count people who cannot be written to."""
    from bot.operating import outbox

    found = do(outbox.stuck(settings_in(config), most))
    rows = [outbox.facts(one) for one in found.messages]
    if as_json:
        print_json({"count": found.count, "unreachable": found.unreachable, "items": rows})
        return
    if rows:
        print_table(HEAD, [tuple(row.values()) for row in rows])
    say(f"Stuck: {found.count}. People who have blocked the bot or are gone: {found.unreachable}.")


@app.command()
def retry(messages: Messages = None, everything: All = False, config: ConfigFile = None) -> None:
    """Have them sent now; the running bot takes them up within a second or so."""
    from bot.operating import outbox

    say(f"To be sent now: {do(outbox.retry(settings_in(config), chosen(messages, everything)))}.")


@app.command()
def drop(
    messages: Messages = None,
    everything: All = False,
    config: ConfigFile = None,
    yes: Yes = False,
) -> None:
    """Never send them. Whoever they were for is not told."""
    from bot.operating import outbox

    which = chosen(messages, everything)
    if not yes:
        typer.confirm("Nobody will ever get them. Drop them?", abort=True, err=True)
    say(f"Dropped: {do(outbox.drop(settings_in(config), which))}.")
