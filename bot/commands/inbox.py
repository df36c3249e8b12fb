"""`eftertanke inbox`: updates that could not be handled."""

from typing import Annotated

import typer

from bot.commands.base import (
    AsJson,
    ConfigFile,
    Yes,
    chosen,
    do,
    print_json,
    print_table,
    say,
    warn,
)
from bot.commands.base import settings as settings_in

app = typer.Typer(
    name="inbox",
    help="Updates from Telegram that could not be handled after several tries. Everybody else's go"
    " on; these wait until somebody has mended what was wrong.",
    no_args_is_help=True,
)

Bot = Annotated[int | None, typer.Option(help="Only of the bot with this id.")]
Update = Annotated[int, typer.Argument(help="Its number, as `list` shows it.")]
Updates = Annotated[
    list[int] | None, typer.Argument(help="Their numbers, as `list` shows them.", metavar="UPDATE…")
]

HEAD = ("bot", "update", "kind", "from", "received", "tries", "error")
WARNING = "What follows may hold somebody's words, which they did not write to you."


@app.command("list")
def list_(config: ConfigFile = None, bot: Bot = None, as_json: AsJson = False) -> None:
    """List what is parked, oldest first: of what kind, from whom, and the error. No words."""
    from bot.operating import inbox

    parked = do(inbox.parked(settings_in(config), bot))
    if as_json:
        print_json([one.facts() for one in parked])
    elif parked:
        print_table(HEAD, [tuple(one.facts().values()) for one in parked])
    else:
        say("Nothing is parked.")


@app.command()
def show(
    update: Update,
    config: ConfigFile = None,
    bot: Bot = None,
    content: Annotated[
        bool, typer.Option("--content", help="Also what Telegram sent: PEOPLE'S WORDS.")
    ] = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Show one of them. What the person wrote is only shown with --content."""
    from bot.operating import inbox

    one = do(inbox.parked_one(settings_in(config), bot, update))
    if content:
        warn(WARNING)
        if not yes:
            typer.confirm("Show it?", abort=True, err=True)
    facts = one.facts() | ({"content": one.content()} if content else {})
    if as_json:
        print_json(facts)
        return
    for name, fact in facts.items():
        if name == "content":
            print_json(fact)
        else:
            say(f"{name:9} {fact}")


@app.command()
def replay(
    updates: Updates = None,
    everything: Annotated[bool, typer.Option("--all", help="All that are parked.")] = False,
    config: ConfigFile = None,
    bot: Bot = None,
) -> None:
    """Have them handled once more; the running bot takes them up within a second or so."""
    from bot.operating import inbox

    count = do(inbox.replay(settings_in(config), bot, chosen(updates, everything)))
    say(f"To be handled once more: {count}.")


@app.command()
def drop(
    updates: Updates = None,
    everything: Annotated[bool, typer.Option("--all", help="All that are parked.")] = False,
    config: ConfigFile = None,
    bot: Bot = None,
    yes: Yes = False,
) -> None:
    """Let go of them for good, with what they say."""
    from bot.operating import inbox

    which = chosen(updates, everything)
    if not yes:
        typer.confirm("What people sent is lost with them. Drop them?", abort=True, err=True)
    say(f"Dropped: {do(inbox.drop(settings_in(config), bot, which))}.")
