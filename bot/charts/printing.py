"""Papers as PDF: A4, in DejaVu Sans, which comes with Matplotlib. Only the worker loads this."""

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

from bot.charts.papers import Paper

FONT = "DejaVu"
TITLE, HEADING, TEXT, SMALL = 17, 12, 10.5, 8.5
"""Points."""

LINE = 1.45
"""Of the size of the letters."""

MARGIN = 22.0
"""Millimetres."""

GREY = 90

POINT = 25.4 / 72
"""Millimetres."""

UNSEEN = "□"
"""For a letter that the font does not have."""

RIGHT_TO_LEFT = ("R", "AL")
LEFT_TO_RIGHT = "L"


def draw(paper: Paper) -> bytes:
    """The paper as a PDF, with as much of its font as it takes."""
    sheets = _Sheets(paper)
    try:
        sheets.write_all()
        return sheets.output()
    finally:
        _close(sheets.fonts)


class _Sheets:
    """The pages of a paper."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._missing = False
        self._pdf = FPDF(format="A4")
        self._pdf.set_margin(MARGIN)
        self._pdf.set_auto_page_break(auto=True, margin=MARGIN)
        self._pdf.add_font(FONT, fname=_font("DejaVuSans"))
        self._pdf.add_font(FONT, "B", fname=_font("DejaVuSans-Bold"))
        # Without it, letters that join are apart, and what is read from the right runs leftwards.
        self._pdf.set_text_shaping(True)
        self._pdf.set_title(paper.title)
        self._pdf.set_lang(paper.language)
        # The same paper is the same file, and does not say at what hour it was made.
        self._pdf.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))
        self._pdf.add_page()

    def write_all(self) -> None:
        self._write(self._paper.title, TITLE, bold=True, below=4)
        for fact in self._paper.facts:
            self._write(fact, TEXT)
        for passage in self._paper.passages:
            self._pdf.ln(6)
            self._write(passage.heading, HEADING, bold=True, below=1.5)
            self._write(passage.text, TEXT)
        self._pdf.ln(8)
        self._pdf.set_text_color(GREY)
        self._write(self._paper.footer, SMALL)
        if self._missing:
            self._write(self._paper.missing, SMALL)

    def output(self) -> bytes:
        return bytes(self._pdf.output())

    @property
    def fonts(self) -> list[TTFFont]:
        return _fonts(self._pdf)

    def _write(self, text: str, size: float, *, bold: bool = False, below: float = 0) -> None:
        self._pdf.set_font(FONT, "B" if bold else "", size)
        height = size * LINE * POINT
        for line in text.splitlines():
            if not line.strip():
                self._pdf.ln(height / 2)
                continue
            self._pdf.multi_cell(
                0,
                height,
                self._shown(line),
                align="R" if _from_the_right(line) else "L",
                new_x="LMARGIN",
                new_y="NEXT",
            )
        self._pdf.ln(below)

    def _shown(self, line: str) -> str:
        """The line in letters that the font has. What is no letter and not there, such as a face,
        is left out. (The library would leave out either, and write them to the log.)"""
        known = _letters()
        shown = []
        for one in line.replace("\t", "    "):
            if ord(one) in known:
                shown.append(one)
            elif unicodedata.category(one)[0] in "LN":
                shown.append(UNSEEN)
                self._missing = True
        return "".join(shown)


def _from_the_right(line: str) -> bool:
    """By the first letter that has a direction, as Unicode has it."""
    for one in line:
        direction = unicodedata.bidirectional(one)
        if direction == LEFT_TO_RIGHT or direction in RIGHT_TO_LEFT:
            return direction in RIGHT_TO_LEFT
    return False


@cache
def _letters() -> frozenset[int]:
    """What both fonts have."""
    pdf = FPDF()
    for name in ("DejaVuSans", "DejaVuSans-Bold"):
        pdf.add_font(name, fname=_font(name))
    fonts = _fonts(pdf)
    both = frozenset.intersection(*(frozenset(font.cmap) for font in fonts))
    _close(fonts)
    return both


def _fonts(pdf: FPDF) -> list[TTFFont]:
    return [font for font in pdf.fonts.values() if isinstance(font, TTFFont)]


def _close(fonts: Sequence[TTFFont]) -> None:
    """The library leaves their files open."""
    for font in fonts:
        font.ttfont.close()


def _font(name: str) -> Path:
    """Found without loading Matplotlib, which takes seconds."""
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise FileNotFoundError(name)
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / f"{name}.ttf"
