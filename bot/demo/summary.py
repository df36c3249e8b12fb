"""The table at the end: what came of four weeks, as the channel heard it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from bot.demo.stage import Stage
from bot.domain.hearing.insights import Band, Enough
from bot.domain.hearing.releases import Release
from bot.domain.messages.hearing.insights import QuoteTold, TellQuotes, insights_in
from bot.flows.base.envelope import unpack
from bot.storage.hearing import releases
from bot.storage.people import teams

HEAD = ("round", "took part", "middle", "what came up", "words", "waits")
DAWN = datetime.min.replace(tzinfo=UTC)


async def tell_summary(stage: Stage) -> None:
    """What each round came to."""
    async with stage.app.unit_of_work.store.look() as tx:
        (team,) = await teams.all_teams(tx, stage.app.bot.id)
        told = await releases.between(tx, team.id, DAWN, stage.clock.now(), after=date.min)
    stage.teller.table("What the team heard", HEAD, [_row(release) for release in told])


def _row(release: Release) -> tuple[str, ...]:
    messages = [unpack(message) for message in release.told]
    (insight, *_) = insights_in(messages)
    quotes = [q for m in messages if isinstance(m, TellQuotes) for q in m.quotes]
    middles = [str(figure.step) for figure in insight.figures if figure.step is not None]
    return (
        f"{release.on_date:%d %b} {insight.bank}",
        _people(insight.took_part) if insight.took_part else f"fewer than {insight.floor}",
        ", ".join(middles),
        ", ".join(theme.label for theme in insight.themes),
        _words(quotes),
        "yes" if insight.waits else "",
    )


def _words(quotes: Sequence[QuoteTold]) -> str:
    withdrawn = sum(not quote.text for quote in quotes)
    shown = str(len(quotes) - withdrawn)
    return f"{shown}, {withdrawn} withdrawn" if withdrawn else shown


def _people(band: Band | Enough) -> str:
    if isinstance(band, Enough):
        return "enough"
    return f"{band.low}–{band.high}" if band.high else f"{band.low}+"
