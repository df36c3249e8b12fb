"""What a picture's caption says came up, in a sentence that is true of all its themes."""

from datetime import date

import pytest

from bot.chat.translator import translator
from bot.chat.views.hearing.insights import came_up
from bot.domain.hearing.insights import Band, Enough
from bot.domain.messages.hearing.insights import TellInsight, ThemeTold
from bot.sandbox.phones import INVISIBLE

MANY, FEW = Band(low=6, high=9), Band(low=3, high=5)


def sentence(*bands: Band | Enough, gone: tuple[str, ...] = ()) -> str:
    """What is said of themes A, B, C and so on that this many people touched on."""
    insight = TellInsight(
        team="North",
        bank="Week",
        on=date(2026, 3, 2),
        floor=5,
        took_part=Enough.ENOUGH,
        themes=tuple(ThemeTold(label="ABCDEF"[n], people=band) for n, band in enumerate(bands)),
        gone=gone,
    )
    told = " ".join(part.striptags() for part in came_up(translator("en"), insight))
    return "".join(c for c in told if c not in INVISIBLE)


@pytest.mark.parametrize(
    ("bands", "told"),
    [
        ([FEW], "What came up: “A”."),
        ([FEW, FEW], "What came up: “A” and “B”."),
        ([Enough.ENOUGH] * 3, "What came up: “A”, “B”, and “C”."),
        ([FEW] * 4, "What came up, among other things: “A” and “B”."),
        ([MANY, FEW], "What came up most: “A”."),
        ([MANY, MANY, FEW, FEW], "What came up most: “A” and “B”."),
        ([MANY, MANY, MANY, MANY, FEW], "What came up, among other things: “A” and “B”."),
    ],
)
def test_most_is_said_only_of_what_more_people_touched_on_than_of_the_rest(
    bands: list[Band | Enough], told: str
) -> None:
    """Within a band themes stand by their names, whichever of them more people touched on."""
    assert sentence(*bands) == told


def test_names_that_hold_an_and_are_told_apart() -> None:
    gone = ("Planning and rotas", "Time and pace")
    assert sentence(FEW, gone=gone).endswith(
        "Not among them this time: “Planning and rotas” and “Time and pace”."
    )
