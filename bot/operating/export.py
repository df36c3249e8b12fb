"""What a team may take away: what its channel was told, and when it is asked.

Figures and themes are those of the messages: bands and tenths, never counts. Words are left out:
they stand in the channel, where their authors can withdraw them; a file cannot be called back.
"""

import csv
import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat.safe import readable
from bot.chat.translator import Translator, translator
from bot.chat.views.hearing.insights import in_words, people
from bot.config.settings import Config
from bot.domain.asking.schedules import Schedule
from bot.domain.base.clock import Clock
from bot.domain.base.deeds import Deed, Hand
from bot.domain.messages.hearing.insights import TellInsight, insights_in
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Heard, heard
from bot.errors import OperatorError
from bot.flows.base import register
from bot.flows.base.envelope import unpack
from bot.operating.database import opened_store
from bot.operating.unit_of_work import unit_of_work_for
from bot.storage.asking import schedules
from bot.storage.hearing import releases
from bot.storage.people import teams
from bot.storage.transport import deliveries

FORMAT = 1
BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A part of what a question showed, or (without a label) the middle of its scale."""

    on: date
    bank: str
    question: str
    label: str = ""
    of_ten: int | None = None
    middle: int | None = None
    steps: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow:
    on: date
    bank: str
    theme: str
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRow:
    """`days` are 0 (Monday) to 6."""

    bank: str
    days: str
    every_weeks: int
    roles: str
    open_hours: int
    reminder: bool
    paused: bool
    next_on: date


Row = FigureRow | ThemeRow | ScheduleRow


async def export(config: Config, name: str, folder: Path, clock: Clock) -> list[Path]:
    """Write what the team with this name (or number) may take away. The files that were written.

    Everybody in the team can read that this was done. So it is noted first: nothing leaves unseen.
    """
    async with opened_store(config) as store:
        async with store.look() as tx:
            team = await _team(tx, name)
            told = await _told(tx, team)
            rhythm = await schedules.of_team(tx, team.id)
        files = _files(team, told, rhythm)
        _refuse_to_write_over(folder, files)
        async with unit_of_work_for(config, store, clock, team.bot_id).step() as step:
            await register.note(step, team, Deed.EXPORTED, Hand.OPERATOR)
    return _written(folder, files)


async def _team(tx: AsyncConnection, name: str) -> Team:
    everybody = await teams.of_all_bots(tx)
    found = [one for one in everybody if name in (one.name, str(one.id))]
    if len(found) > 1:
        numbers = ", ".join(str(one.id) for one in found)
        raise OperatorError(f"Several teams are called {name}: say which by its number, {numbers}.")
    if not found:
        known = ", ".join(one.name for one in everybody) or "none"
        raise OperatorError(f"There is no team {name}. Known are: {known}.")
    return found[0]


async def _told(tx: AsyncConnection, team: Team) -> list[TellInsight]:
    """What the channel has got, oldest first."""
    ever = datetime.max.replace(tzinfo=UTC)
    found = await releases.between(tx, team.id, BEGINNING, ever, after=date.min)
    states = await deliveries.to_channels(tx, [one.id for one in found])
    got = [one for one in found if heard(states.get(one.id, []), len(one.told)) is Heard.YES]
    return [shown for one in got for shown in insights_in([*map(unpack, one.told)])]


def _files(
    team: Team, told: Sequence[TellInsight], rhythm: Sequence[Schedule]
) -> Mapping[str, str]:
    say = translator(team.language)
    rows: dict[str, list[Row]] = {
        "figures": [row for one in told for row in _figures(one)],
        "themes": [row for one in told for row in _themes(say, one)],
        "schedules": [_schedule(one) for one in rhythm],
    }
    listed = {name: [asdict(row) for row in listing] for name, listing in rows.items()}
    whole = {"format": FORMAT, "team": team.name, **listed}
    return {
        "insights.md": _readable(say, team, told),
        "export.json": json.dumps(whole, indent=2, default=str, ensure_ascii=False) + "\n",
        **{f"{name}.csv": _table(kind, rows[name]) for name, kind in KINDS.items()},
    }


KINDS: dict[str, type[Row]] = {
    "figures": FigureRow,
    "themes": ThemeRow,
    "schedules": ScheduleRow,
}


def _figures(told: TellInsight) -> Iterator[FigureRow]:
    for figure in told.figures:
        about = FigureRow(on=told.on, bank=told.bank, question=figure.question)
        if figure.step is not None:
            yield replace(about, middle=figure.step, steps=figure.steps)
        for share in figure.shares:
            yield replace(about, label=share.label, of_ten=share.share)


def _themes(say: Translator, told: TellInsight) -> Iterator[ThemeRow]:
    for theme in told.themes:
        crowd = _plain(people(say, theme.people))
        yield ThemeRow(on=told.on, bank=told.bank, theme=theme.label, people=crowd)


def _schedule(one: Schedule) -> ScheduleRow:
    return ScheduleRow(
        bank=one.bank_id,
        days=" ".join(map(str, one.days)),
        every_weeks=one.every_weeks,
        roles=" ".join(sorted(one.roles)),
        open_hours=one.open_hours,
        reminder=one.reminder,
        paused=one.paused,
        next_on=one.next_on,
    )


def _readable(say: Translator, team: Team, told: Sequence[TellInsight]) -> str:
    """The messages as they stand in the channel, one under the other."""
    parts = [f"# {team.name}"]
    for one in told:
        parts += ["---", _plain(in_words(say, one))]
    return "\n\n".join(parts) + "\n"


def _plain(markup: str) -> str:
    """Telegram's HTML as Markdown."""
    bold = re.sub(r"</?b>", "**", str(markup))
    return readable(html.unescape(re.sub(r"<[^>]+>", "", bold)))


def _table(kind: type[Row], rows: Sequence[Row]) -> str:
    text = StringIO()
    table = csv.DictWriter(text, [*kind.__dataclass_fields__])
    table.writeheader()
    table.writerows(asdict(row) for row in rows)
    return text.getvalue()


def _refuse_to_write_over(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if there := sorted(name for name in files if (folder / name).exists()):
        raise OperatorError(f"{folder} holds {', '.join(there)} already. Say another folder.")


def _written(folder: Path, files: Mapping[str, str]) -> list[Path]:
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return [folder / name for name in files]
