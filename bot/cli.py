"""The command line. Each command imports what it needs, so that `--help` answers at once."""

import json
import sys
from collections.abc import Coroutine
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import __version__
from bot.commands import backup, copy, doctor, export, forget, inbox, outbox, read, restore
from bot.commands.base import ConfigFile, do, err, out, settings, settings_file
from bot.domain.base.clock import SystemClock
from bot.domain.base.roles import IN_TEAM, Role
from bot.errors import OperatorError
from bot.host.duties import EVERYTHING, Duty
from bot.host.loop import import_untidied

if TYPE_CHECKING:
    from bot.config.settings import Config

app = typer.Typer(
    name="eftertanke",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
for group in (inbox.app, outbox.app, read.app):
    app.add_typer(group)


Port = Annotated[int, typer.Option(min=0, max=65535, help="0 picks a free one.")]


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"eftertanke {__version__}")
        raise typer.Exit


@app.callback()
def whole(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Say which version this is.", callback=_say_version, is_eager=True
        ),
    ] = False,
) -> None:
    """A Telegram bot that helps people who deliver public services learn from their work together.

    Try it without a Telegram account: `eftertanke demo`.
    """


@app.command()
def run(
    config: ConfigFile = None,
    only: Annotated[
        Duty | None,
        typer.Option(
            help="On PostgreSQL, one part of the work, beside processes that do the other: to talk"
            " with people, or what falls due by itself."
        ),
    ] = None,
) -> None:
    """Run the bot until it is stopped."""
    from bot.operating.service import run_forever

    duties = EVERYTHING if only is None else frozenset({only})
    do(run_forever(settings(config), SystemClock(), duties))


@app.command()
def demo(
    leave: Annotated[
        bool, typer.Option("--exit", help="End after the story, without a look around.")
    ] = False,
    folder: Annotated[Path, typer.Option(help="Where the database and the pictures go.")] = Path(
        "demo"
    ),
    host: Annotated[
        str, typer.Option(help="Where the page listens; only this machine by default.")
    ] = "127.0.0.1",
    port: Port = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser, if there is one.")] = (
        True
    ),
) -> None:
    """Play four weeks of a team's life against Telegram in a box. Needs nothing else.

    Whoever watches gets a page with everybody's phone, and says when the story goes on.
    """
    from bot.demo.playing import Showing, play

    interactive = not leave and sys.stdin.isatty() and sys.stdout.isatty()
    if interactive:
        _warn_beyond_loopback(host)
    _do_in_box(
        play(folder, Showing(host=host, port=port, browser=browser) if interactive else None)
    )


@app.command("try")
def try_(
    people: Annotated[int, typer.Option(min=5, max=30, help="How many phones there are.")] = 12,
    language: Annotated[str, typer.Option(help="What the phones are set to: en or sv.")] = "en",
    folder: Annotated[
        Path,
        typer.Option(
            help="Where the database goes; what an earlier room left in it is deleted first."
        ),
    ] = Path("try"),
    host: Annotated[
        str,
        typer.Option(
            help="Where to listen; only this machine by default. 0.0.0.0 for a room of people."
        ),
    ] = "127.0.0.1",
    port: Port = 8082,
) -> None:
    """Open a room to try it in: a phone with a QR code for each person, and you have the clock.

    Needs nothing else, and no Telegram account. `docs/try.md` tells how to lead it.
    """
    from bot.demo.training import Setup, train, warning

    if told := warning(host):
        err.print(told, style="bold white on red", highlight=False, soft_wrap=True)
    _do_in_box(train(folder, Setup(people=people, language=language, host=host, port=port)))


@app.command()
def check(config: ConfigFile = None) -> None:
    """Say what is wrong with settings, question banks and safety lists: file, line, what to do."""
    from bot.operating.service import check_settings

    given = settings(config)
    found = check_settings(settings_file(config), given)
    for problem in found:
        out.print(str(problem), markup=False, highlight=False, soft_wrap=True)
    if any(not problem.warning for problem in found):
        raise typer.Exit(1)
    out.print(
        "Else the settings and the question banks are good."
        if found
        else "The settings and the question banks are good."
    )
    if given.telegram.mode == "webhook":
        out.print(_served(given), markup=False, highlight=False, soft_wrap=True)


def _served(given: "Config") -> str:
    webhook = given.webhook
    here = f"{webhook.listen_host}, port {webhook.listen_port}, path {webhook.path}"
    return f"Telegram will post to {webhook.address}; the bot will listen on {here}."


@app.command()
def schema() -> None:
    """Print the JSON Schema of a question bank, for editors that complete and check YAML."""
    from bot.banks import bank_schema

    typer.echo(json.dumps(bank_schema(), indent=2))


@app.command()
def migrate(config: ConfigFile = None) -> None:
    """Bring the database up to this version's schema."""
    from bot.operating.service import migrate_database

    done = do(migrate_database(settings(config)))
    out.print(f"Applied: {', '.join(done)}." if done else "The database is up to date already.")


@app.command()
def invite(
    team: Annotated[str | None, typer.Option(help="The team's name; none for an owner.")] = None,
    role: Annotated[Role, typer.Option(help=f"One of: {', '.join(IN_TEAM)}, owner.")] = Role.OWNER,
    uses: Annotated[int, typer.Option(min=1, max=100, help="How many people may use it.")] = 1,
    days: Annotated[int, typer.Option(min=1, max=90, help="How many days it is good for.")] = 7,
    bot: Annotated[str | None, typer.Option(help="The bot's username; the first, if left out.")] = (
        None
    ),
    config: ConfigFile = None,
) -> None:
    """Print a link that lets somebody in: the first owner, or anybody into a team."""
    from bot.operating.service import make_invite

    out.print(do(make_invite(settings(config), bot, team, role, uses, days)), soft_wrap=True)


@app.command()
def sandbox(
    host: Annotated[str, typer.Option(help="Where to listen; only this machine by default.")] = (
        "127.0.0.1"
    ),
    port: Port = 8081,
    bot: Annotated[str | None, typer.Option(help="Make a bot of this name at once.")] = None,
    token: Annotated[str | None, typer.Option(help="The token it shall have.")] = None,
    state: Annotated[
        Path | None, typer.Option(help="A file in which all of it is kept for the next time.")
    ] = None,
) -> None:
    """Run Telegram in a box alone: a Bot API server for any bot, and a page of phones."""
    from bot.sandbox.server import serve
    from bot.sandbox.state.keeping import StateFileError

    _warn_beyond_loopback(host)
    try:
        _do_in_box(serve(host, port, bot, token, state))
    except StateFileError as error:
        raise OperatorError(str(error)) from None


@app.command()
def phone(
    name: Annotated[str, typer.Argument(help="Whose phone it is; a new name is a new person.")],
    url: Annotated[str, typer.Option(help="Where the sandbox is.")] = "http://127.0.0.1:8081",
    language: Annotated[str, typer.Option(help="What the phone is set to.")] = "en",
) -> None:
    """Be a person with a phone, in a box that runs in another terminal."""
    from bot.sandbox.terminal import pick_up

    do(pick_up(url, name, language))


for command in (
    doctor.doctor,
    backup.backup,
    restore.restore,
    copy.copy,
    export.export,
    forget.forget,
):
    app.command()(command)


def main() -> None:
    """Run the command line. What an operator can mend ends in one message, without a traceback."""
    import_untidied()
    _speak_as_well_as_can_be()
    try:
        app()
    except OperatorError as error:
        err.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        raise SystemExit(1) from None


def _speak_as_well_as_can_be() -> None:
    """On a terminal that knows no more than ASCII, other signs become question marks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _do_in_box(work: Coroutine[Any, Any, None]) -> None:
    """Do what opens a box. OperatorError if that cannot listen where it is to."""
    from bot.sandbox.server import ListenError

    try:
        do(work)
    except ListenError as error:
        raise OperatorError(str(error)) from None


def _warn_beyond_loopback(host: str) -> None:
    from bot.sandbox.server import is_loopback

    if not is_loopback(host):
        err.print(
            f"WARNING: {host} can be reached from other machines. Whoever reaches it reads every"
            " chat, acts as anybody, and sees the tokens of the bots: there is no password.",
            style="bold white on red",
            highlight=False,
            soft_wrap=True,
        )
