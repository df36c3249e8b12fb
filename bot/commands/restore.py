"""`eftertanke restore`: a backup takes the place of the database."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.base import ConfigFile, Yes, do, err, say, settings, warn
from bot.commands.progress import showing
from bot.domain.base.clock import SystemClock
from bot.errors import OperatorError

if TYPE_CHECKING:
    from bot.config.settings import Config
    from bot.domain.asking.gaps import Gap

NOT_SINCE, NOW = "not-since", "now"
MINUTE = "%Y-%m-%d %H:%M UTC"


BackupFile = Annotated[
    Path | None,
    typer.Argument(
        help="The backup. None: the database was put back by hand or by other means, such as"
        " pg_restore, and is only brought into the present."
    ),
]
Made = Annotated[
    str | None,
    typer.Option(metavar="MOMENT", help="When the backup was made, if it does not say itself."),
]
LastRun = Annotated[
    str | None,
    typer.Option(
        metavar="MOMENT",
        help="Until when the bot ran after the backup; “not-since” if it did not. You are asked if"
        " you do not say it; with --yes it is now.",
    ),
]


def restore(
    file: BackupFile = None,
    made: Made = None,
    last_run: LastRun = None,
    config: ConfigFile = None,
    yes: Yes = False,
) -> None:
    """Put a backup in the place of the database, and bring it into the present.

    Stop the bot first. The backup is checked, migrated if it is of an older version, and settled:
    Rounds that ended while the bot still ran are closed and not told twice, nothing that was owed
    is sent again, whoever may have answered an open question is asked one once more, links to join
    are withdrawn, and those who lead are told. What was said since the backup is lost. The database
    that was there before stays beside the new one until you delete it.

    A MOMENT is like 2026-03-02T11:00, in UTC, or with an offset: 2026-03-02T12:00+01:00. More in
    docs/backup.md.
    """
    found = settings(config)
    gap = _gap(_made_at(found, file, made), last_run, ask=not yes)
    _explain(gap)
    if not yes:
        typer.confirm("Go on?", abort=True, err=True)
    if file is None:
        _settle(found, gap)
    else:
        _restore(found, file, gap)


def _restore(config: "Config", file: Path, gap: "Gap") -> None:
    from bot.operating.restore import restore as put_back

    with showing() as tell:
        done = do(put_back(config, file, gap, SystemClock(), tell))
    migrated = f" Migrated: {', '.join(done.migrated)}." if done.migrated else ""
    say(f"Restored: {done.verified.rows:,} rows, checked.{migrated} {_closed(done.closed)}")
    if done.forgotten:
        say(f"People forgotten again, since they had asked for it meanwhile: {done.forgotten}.")
    if done.replaced is not None:
        warn(
            f"What was there before lies at {done.replaced}. Delete it once you are content: words"
            " of people are in it, and no Seal reaches into it."
        )


def _settle(config: "Config", gap: "Gap") -> None:
    from bot.operating.restore import settle_in_place

    say(f"Settled. {_closed(do(settle_in_place(config, gap, SystemClock())))}")


def _closed(count: int) -> str:
    return f"Rounds closed and not told again: {count}. You can start the bot."


def _made_at(config: "Config", file: Path | None, made: str | None) -> datetime:
    from bot.operating.restore import noted
    from bot.operating.verifying import verify

    known = do(noted(config)) if file is None else verify(file).made_at
    if known is None and made is None:
        raise OperatorError("Nobody knows when this backup was made. Say it with --made.")
    return known or _moment(made or "")


def _gap(made_at: datetime, last_run: str | None, *, ask: bool) -> "Gap":
    from bot.domain.asking.gaps import Gap

    now = datetime.now(UTC)
    if made_at > now:
        raise OperatorError(
            "The backup is from a moment that is still to come. Is the clock right?"
        )
    if last_run is None and ask:
        err.print(f"The backup was made on {made_at.strftime(MINUTE)}.", highlight=False)
        question = f"Until when did the bot run after that? (“{NOT_SINCE}”: it did not)"
        last_run = typer.prompt(question, default=NOW, err=True)
    if last_run == NOT_SINCE:
        return Gap(since=made_at, until=made_at)
    until = now if last_run in (None, NOW) else min(now, _moment(last_run or ""))
    return Gap(since=made_at, until=until)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise OperatorError(f"{text!r} is no moment. Write it like 2026-03-02T11:00.") from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _explain(gap: "Gap") -> None:
    if gap.empty:
        say("The bot has not run since the backup: nothing is lost.")
        return
    since, until = gap.since.strftime(MINUTE), gap.until.strftime(MINUTE)
    warn(f"What was said between {since} and {until} is lost, and so is who left or was forgotten.")
