"""What a Team hears, as a picture: every label in the team's language."""

from collections.abc import Iterator
from datetime import date

from bot.charts.pictures import Bar, Course, Panel, Picture, Point, Scale, Shares, Themes
from bot.chat.translator import Translator
from bot.domain.hearing.insights import Band, Enough
from bot.domain.messages.hearing.insights import FigureTold, TellInsight, ThemeTold

COURSE_FROM = 2
"""Rounds it takes, this one included, before a course is worth a look."""

PANELS = 3
"""More could not be read on a phone; the text tells the rest."""

BANDS = (5, 10)
"""Upper ends of the first two bands of a theme: one block, two blocks, else three."""


def picture(say: Translator, insight: TellInsight) -> Picture:
    """The Insight as one picture."""
    panels = [*_figures(say, insight), *_themes(say, insight)]
    return Picture(
        title=insight.bank,
        subtitle=say.label("{team} · {day}", team=insight.team, day=say.day(insight.on)),
        panels=panels[:PANELS],
        footer=say.labels(
            "Grouped: a figure stands for {count} person or more, a theme for 3 or more.",
            "Grouped: a figure stands for {count} people or more, a theme for 3 or more.",
            insight.floor,
        ),
    )


def _figures(say: Translator, insight: TellInsight) -> Iterator[Panel]:
    for figure in insight.figures:
        yield Shares(
            heading=figure.question,
            note=_people(say, figure.people),
            bars=[
                Bar(
                    label=one.label,
                    filled=one.share,
                    value=say.label("{share} of 10", share=one.share),
                )
                for one in figure.shares
            ],
            scale=_scale(say, figure),
        )
        if len(figure.course) + 1 >= COURSE_FROM and figure.step is not None:
            yield _course(say, insight, figure, figure.step)


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
        heading=say.label("How the middle has moved"),
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
            bars=[_theme(one) for one in insight.themes],
        )


def _theme(theme: ThemeTold) -> Bar:
    if isinstance(theme.people, Enough):
        return Bar(label=theme.label, filled=1, value="")
    blocks = 1 + sum(theme.people.low > end for end in BANDS)
    return Bar(label=theme.label, filled=blocks, value=_range(theme.people))


def _people(say: Translator, band: Band | Enough) -> str:
    if isinstance(band, Enough):
        return say.label("enough people")
    if band.high is None:
        return say.label("{low} or more people", low=band.low)
    return say.label("{low}–{high} people", low=band.low, high=band.high)


def _range(band: Band) -> str:
    return f"{band.low}+" if band.high is None else f"{band.low}–{band.high}"
