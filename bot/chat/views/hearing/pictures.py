"""What a Team hears, as a picture: every label in the team's language."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from bot.charts.pictures import Bar, Course, Panel, Picture, Point, Scale, Shares, Themes
from bot.chat.translator import Translator
from bot.domain.hearing.insights import Band, Enough
from bot.domain.messages.hearing.insights import FigureTold, ShareTold, TellInsight, ThemeTold

COURSE_FROM = 2
"""Rounds it takes, this one included, before a course is worth a look."""

PANELS = 4
"""More could not be read on a phone; the words below tell the rest."""

BANDS = (5, 10)
"""Upper ends of the first two bands of a theme: one block, two blocks, else three."""


def picture(say: Translator, insight: TellInsight) -> Picture:
    """The Insight as one picture; what people wrote about has its place in it always."""
    themes = [*_themes(say, insight)]
    figures = [panel for one in insight.figures for panel in _figure(say, insight, one)]
    return Picture(
        title=insight.bank,
        subtitle=say.label("{team} · {day}", team=insight.team, day=say.day(insight.on)),
        panels=[*figures[: PANELS - len(themes)], *themes],
        footer=_grouped(say, insight.floor),
    )


def picture_of_several(
    say: Translator, insights: Sequence[TellInsight], first: date, last: date
) -> Picture:
    """A week of one manager: of each Insight what it begins with, themes before figures."""
    return Picture(
        title=say.label("Your week"),
        subtitle=say.label("{first} to {last}", first=say.day(first), last=say.day(last)),
        panels=[_leading(say, one) for one in insights],
        footer=_grouped(say, min(one.floor for one in insights)),
    )


def _leading(say: Translator, insight: TellInsight) -> Panel:
    figures = (panel for one in insight.figures for panel in _figure(say, insight, one))
    panel = next(chain(_themes(say, insight), figures))
    where = say.label(
        "{bank} · {team} · {day}", bank=insight.bank, team=insight.team, day=say.day(insight.on)
    )
    return replace(panel, note=f"{where} · {panel.note}" if panel.note else where)


def _grouped(say: Translator, floor: int) -> str:
    return say.labels(
        "Grouped: a figure stands for {count} person or more, a theme for 3 or more.",
        "Grouped: a figure stands for {count} people or more, a theme for 3 or more.",
        floor,
    )


def _figure(say: Translator, insight: TellInsight, figure: FigureTold) -> Iterator[Panel]:
    """How a scale has moved, once it has; and how the answers are spread, where that is told."""
    moved = len(figure.course) + 1 >= COURSE_FROM and figure.step is not None
    if moved and figure.step is not None:
        yield _course(say, insight, figure, figure.step)
    if figure.shares or not moved:
        yield Shares(
            heading=say.label("How it is spread") if moved else figure.question,
            note="" if moved else _people(say, figure.people),
            bars=[_share(say, one) for one in figure.shares],
            scale=None if moved else _scale(say, figure),
        )


def _share(say: Translator, one: ShareTold) -> Bar:
    value = say.label("{share} of 10", share=one.share)
    return Bar(label=one.label, filled=one.share, value=value)


def _scale(say: Translator, figure: FigureTold) -> Scale | None:
    if figure.step is None:
        return None
    return Scale(
        steps=[str(step) for step in range(1, figure.steps + 1)],
        low=figure.low,
        high=figure.high,
        middle=figure.step - 1,
        note=say.label("In the middle: {step}", step=figure.step),
    )


def _course(say: Translator, insight: TellInsight, figure: FigureTold, step: int) -> Course:
    points = [_point(say, one.on, one.step) for one in figure.course]
    return Course(
        heading=figure.question,
        note=say.label("How the middle has moved · {people}", people=_people(say, figure.people)),
        points=[*points, _point(say, insight.on, step)],
        scale=Scale(
            steps=[str(s) for s in range(1, figure.steps + 1)], low=figure.low, high=figure.high
        ),
    )


def _point(say: Translator, on: date, step: int) -> Point:
    return Point(on=on, label=str(say.day(on)), step=step - 1)


def _themes(say: Translator, insight: TellInsight) -> Iterator[Panel]:
    if insight.themes:
        yield Themes(
            heading=say.label("What came up"),
            note=say.label("People who touched on it"),
            bars=[_theme(say, one) for one in insight.themes],
        )


def _theme(say: Translator, theme: ThemeTold) -> Bar:
    name = say.label("{theme} · new", theme=theme.label) if theme.new else theme.label
    if isinstance(theme.people, Enough):
        return Bar(label=name, filled=1, value="")
    blocks = 1 + sum(theme.people.low > end for end in BANDS)
    return Bar(label=name, filled=blocks, value=_range(theme.people))


def _people(say: Translator, band: Band | Enough) -> str:
    if isinstance(band, Enough):
        return say.label("enough people")
    if band.high is None:
        return say.label("{low} or more people", low=band.low)
    return say.label("{low}–{high} people", low=band.low, high=band.high)


def _range(band: Band) -> str:
    return f"{band.low}+" if band.high is None else f"{band.low}–{band.high}"
