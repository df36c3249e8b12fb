"""A Sheet: paper that grows downwards while things are put on it, in pixels.

It is 1080 pixels wide and read at a third of that, so 36 is the smallest type. A Sheet that reads
from right to left is mirrored as a whole.
"""

import io
from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Polygon
from matplotlib.text import Text

from bot.charts.lettering import font, lines

WIDTH = 1080
MARGIN = 72
ROOM = WIDTH - 2 * MARGIN

PAPER = "#FCFBF8"
INK = "#1B2733"
QUIET = "#4A5866"
BLUE = "#0072B2"
EMPTY = "#DDE5EB"
RULE = "#AEBAC4"
ACCENT = "#B34700"
"""Blue and orange of Okabe and Ito, the orange darkened until white letters on it can be read."""

_LEADING = 1.34
"""Distance of two lines as a multiple of the type size."""

_HALF_CAPITAL = 0.36
"""Half the height of a capital letter, as a multiple of the type size."""


class Sheet:
    """`y` is where the next thing goes. `x` is counted from the side where reading begins."""

    def __init__(self, *, right_to_left: bool) -> None:
        self.y: float = MARGIN
        self._mirrored = right_to_left
        self._artists: list[Artist] = []

    def write(
        self,
        text: str,
        size: int,
        *,
        bold: bool = False,
        colour: str = INK,
        x: float = MARGIN,
        room: float = ROOM,
        align: str = "start",
    ) -> None:
        """Lines of text from `y` down; `align` (start, middle, end) says what `x` is to them."""
        for line in lines(text, font(size, bold=bold), room):
            middle = self.y + size * _LEADING / 2
            self.letter(line, size, x=x, y=middle, bold=bold, colour=colour, align=align)
            self.y += size * _LEADING

    def letter(
        self,
        line: str,
        size: int,
        *,
        x: float,
        y: float,
        bold: bool = False,
        colour: str = INK,
        align: str = "start",
    ) -> None:
        """One line whose capitals have their middle at `y`."""
        artist = Text(
            self._across(x),
            y + size * _HALF_CAPITAL,
            line,
            fontproperties=font(size, bold=bold),
            color=colour,
            ha=self._side(align),
            va="baseline",
            parse_math=False,
            zorder=3,
        )
        self._artists.append(artist)

    def block(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        """A rounded block with its upper corner at `x`, `y`."""
        start = min(self._across(x), self._across(x + wide))
        self._artists.append(
            FancyBboxPatch(
                (start, y),
                wide,
                high,
                boxstyle=f"round,pad=0,rounding_size={min(wide, high) / 4}",
                facecolor=colour,
                edgecolor="none",
                zorder=1,
            )
        )

    def dot(self, x: float, y: float, radius: float, colour: str, rim: str = "none") -> None:
        centre = (self._across(x), y)
        self._artists.append(
            Circle(centre, radius, facecolor=colour, edgecolor=rim, linewidth=3, zorder=2)
        )

    def arrowhead(self, x: float, y: float, size: float, colour: str) -> None:
        """A triangle whose point is at `x`, `y` and looks down."""
        tip = self._across(x)
        corners = [(tip, y), (tip - size, y - size), (tip + size, y - size)]
        self._artists.append(Polygon(corners, facecolor=colour, edgecolor="none", zorder=2))

    def line(
        self, points: Sequence[tuple[float, float]], *, colour: str = RULE, wide: float = 3
    ) -> None:
        across = [self._across(x) for x, _ in points]
        down = [y for _, y in points]
        self._artists.append(
            Line2D(across, down, color=colour, linewidth=wide, solid_capstyle="round", zorder=1)
        )

    def png(self) -> bytes:
        """The sheet cut off below the last thing. At 72 dots per inch, a point is a pixel."""
        height = round(self.y + MARGIN)
        figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72, facecolor=PAPER)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(height, 0))
        axes.set_axis_off()
        for artist in self._artists:
            axes.add_artist(artist)
        sink = io.BytesIO()
        figure.savefig(sink, format="png", metadata={"Software": None})
        return sink.getvalue()

    def _across(self, x: float) -> float:
        return WIDTH - x if self._mirrored else x

    def _side(self, align: str) -> str:
        if align == "middle":
            return "center"
        return "left" if (align == "start") is not self._mirrored else "right"
