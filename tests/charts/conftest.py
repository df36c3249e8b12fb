import io
from collections.abc import Callable
from datetime import date

import pytest
from PIL import Image

from bot.charts import Bar, Course, Picture, Point, Scale, Shares, Themes


@pytest.fixture
def picture() -> Picture:
    """One of every panel."""
    scale = Scale(steps="12345", low="not at all", high="very much", middle=3, note="Middle: 4")
    return Picture(
        title="What we heard",
        subtitle="Week 47",
        panels=[
            Themes(heading="What came up", bars=[Bar(label="Handovers", filled=1, value="3–5")]),
            Shares(
                heading="I could ask for help",
                note="10–19 people",
                scale=scale,
                bars=[
                    Bar(label="1–3", filled=4, value="4 of 10"),
                    Bar(label="4–5", filled=6, value="6 of 10"),
                ],
            ),
            Course(
                heading="Over time",
                scale=scale,
                points=[
                    Point(on=date(2026, 3, 3), label="3 March", step=1),
                    Point(on=date(2026, 3, 10), label="10 March", step=3),
                ],
            ),
        ],
        footer="Unnamed and grouped.",
    )


@pytest.fixture
def opened() -> Callable[[bytes], Image.Image]:
    """A PNG as an image of which every pixel was read."""

    def open_png(png: bytes) -> Image.Image:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
            return image.convert("RGB")

    return open_png
