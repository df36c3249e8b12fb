"""Pictures: readable on a phone, for any text."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from bot.charts import Bar, Course, Picture, Point, Scale, Shares, Themes
from bot.charts.drawing import draw, in_time, with_room
from bot.charts.sheet import ACCENT, BLUE, EMPTY, INK, PAPER, QUIET

DAY = date(2026, 3, 2)

Opened = Callable[[bytes], Image.Image]


def light(colour: str) -> float:
    """Relative luminance as WCAG defines it."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = ImageColor.getrgb(colour)[:3]
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def pixels(image: Image.Image, colour: str) -> int:
    wanted = ImageColor.getrgb(colour)
    return sum(count for count, seen in image.getcolors(1 << 24) or [] if seen == wanted)


@pytest.mark.parametrize(
    ("letters", "behind"), [(INK, PAPER), (QUIET, PAPER), (BLUE, PAPER), (PAPER, ACCENT)]
)
def test_letters_stand_out_from_what_is_behind_them(letters: str, behind: str) -> None:
    assert contrast(letters, behind) >= 4.5


def test_filled_blocks_stand_out_from_empty_ones() -> None:
    assert contrast(BLUE, EMPTY) >= 3


def test_more_tenths_are_more_blue(opened: Opened) -> None:
    def blue(filled: int) -> int:
        bar = Bar(label="Calm", filled=filled, value="x")
        picture = Picture(title="T", panels=[Shares(heading="H", bars=[bar])])
        return pixels(opened(draw(picture)), BLUE)

    assert blue(0) == 0
    assert blue(10) == pytest.approx(10 * blue(1), rel=0.02)


def test_a_hebrew_picture_is_mirrored(opened: Opened) -> None:
    panel = Themes(heading="1", bars=[Bar(label="1", filled=1, value="1")])

    def blue_side(title: str) -> tuple[int, int]:
        image = opened(draw(Picture(title=title, panels=[panel])))
        half = image.width // 2
        left = image.crop((0, 0, half, image.height))
        right = image.crop((half, 0, image.width, image.height))
        return pixels(left, BLUE), pixels(right, BLUE)

    left, right = blue_side("What we heard")
    assert left > 0 == right
    left, right = blue_side("מה שמענו")
    assert left == 0 < right


def test_a_median_without_parts_is_enough_for_a_picture(opened: Opened) -> None:
    scale = Scale(steps="12345", low="never", high="always", middle=0, note="Middle: 1")
    image = opened(draw(Picture(title="T", panels=[Shares(heading="H", scale=scale)])))

    assert pixels(image, ACCENT) > 0 == pixels(image, BLUE)


@pytest.mark.parametrize("rounds", [1, 2, 5, 60])
def test_a_course_may_be_short_or_long(rounds: int, opened: Opened) -> None:
    points = [
        Point(on=DAY + timedelta(weeks=n), label=f"week {n}", step=n % 5) for n in range(rounds)
    ]
    course = Course(heading="H", points=points, scale=Scale(steps="12345", low="a", high="b"))

    assert pixels(opened(draw(Picture(title="T", panels=[course]))), ACCENT) > 0


def test_rounds_stand_as_far_apart_as_they_were_in_time() -> None:
    points = [Point(on=DAY + timedelta(days=n), label="", step=1) for n in (0, 7, 28)]

    assert in_time(points, 100, 500) == [100, 200, 500]
    assert in_time(points[:1], 100, 500) == [300]


def test_the_first_and_the_last_round_are_dated_before_all_others() -> None:
    spans = [(x - 40.0, x + 40.0) for x in (140, 160, 180, 600, 700)]
    assert with_room(spans, 28) == [0, 4]
    assert with_room([*spans[:3], (400, 480), (600, 700)], 28) == [0, 3, 4]
    assert with_room(spans[:2], 28) == [1], "no room for two: the latest"
    assert with_room(spans[:1], 28) == [0]


def test_a_theme_is_no_low_score(opened: Opened) -> None:
    """It stands for nothing that could be full."""
    bar = Bar(label="Handovers", filled=1, value="3+")
    assert (
        pixels(opened(draw(Picture(title="T", panels=[Themes(heading="H", bars=[bar])]))), EMPTY)
        == 0
    )
    assert (
        pixels(opened(draw(Picture(title="T", panels=[Shares(heading="H", bars=[bar])]))), EMPTY)
        > 0
    )


def test_a_full_week_still_fits_into_a_photo(opened: Opened) -> None:
    bars = [Bar(label="A concept with a rather long label", filled=3, value="11+")] * 7
    scale = Scale(steps="12345", low="not at all", high="very much", middle=2, note="Middle: 3")
    shares = Shares(heading="How was it to ask for help this week?", scale=scale, bars=bars[:3])
    image = opened(draw(Picture(title="T", panels=[Themes(heading="H", bars=bars), shares])))

    assert image.width + image.height <= 10_000
    assert image.height <= 2.5 * image.width


hostile = st.text(max_size=60) | st.sampled_from(
    ["$x^2$", "$\\frac{", "_under_", "%s {0}", "<b>&amp;", "🎉", "مرحبا $5", "\\alpha", "a" * 500]
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.lists(hostile, min_size=8, max_size=8), middle=st.none() | st.integers(0, 2))
def test_any_text_can_be_drawn(text: list[str], middle: int | None) -> None:
    scale = Scale(steps=text[:3], low=text[3], high=text[4], middle=middle, note=text[5])
    bars = [Bar(label=text[6], filled=2, value=text[7])]
    panels: list[Shares | Course | Themes] = [
        Shares(heading=text[0], note=text[1], bars=bars, scale=scale),
        Course(heading=text[2], points=[Point(on=DAY, label=t, step=1) for t in text], scale=scale),
        Themes(heading=text[3], bars=bars),
    ]

    assert draw(Picture(title=text[0], subtitle=text[1], panels=panels, footer=text[2]))
