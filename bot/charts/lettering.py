"""Letters: what the font can show, how wide it is, and where a line must break.

Shaping of joined scripts and the order of mixed directions are Matplotlib's (HarfBuzz, libraqm).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags

from bot.domain.base.graphemes import boundary

_FAMILY = "DejaVu Sans"
"""Comes with Matplotlib; has Latin, Greek, Cyrillic, Hebrew and Arabic letters."""

_LINES = 6
"""A label longer than this is cut."""

_JOINED = re.compile("\u200d\\W")
"""What turns one emoji into another, such as the sign that follows a runner."""

_NON_JOINER = "\N{ZERO WIDTH NON-JOINER}"
_RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT MARK}"


@cache
def font(size: int, *, bold: bool = False) -> FontProperties:
    """The font of every picture. At 72 dots per inch, its size is in pixels."""
    return FontProperties(family=_FAMILY, size=size, weight="bold" if bold else "normal")


def clean(text: str) -> str:
    """`text` on one line, without what the font has no shape for, such as most emoji.

    An ellipsis if nothing would be left.
    """
    single = _JOINED.sub("", unicodedata.normalize("NFC", text))
    letters = (" " if c.isspace() else c for c in single)
    shown = "".join(c for c in letters if c == " " or (ord(c) in _shapes() and _visible(c)))
    return " ".join(shown.split()) or ("…" if text.strip() else "")


def _visible(letter: str) -> bool:
    """Not a control, nor a selector that only tells apart the looks of an emoji."""
    category = unicodedata.category(letter)
    if category[0] == "C":
        return letter == _NON_JOINER
    return not "\ufe00" <= letter <= "\ufe0f"


@cache
def _shapes() -> frozenset[int]:
    """The letters that both the plain and the bold font have."""
    plain, bold = (get_font(findfont(font(12, bold=bold))).get_charmap() for bold in (False, True))
    return frozenset(plain) & frozenset(bold)


def right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((d != "L" for d in directions if d in ("L", "R", "AL")), False)


def width(text: str, letters: FontProperties) -> float:
    """Pixels, hinted as Matplotlib does it when it draws."""
    face = get_font(findfont(letters))
    face.set_size(letters.get_size_in_points(), 72)
    face.set_text(text, flags=LoadFlags.DEFAULT)
    return face.get_width_height()[0] / 64


def lines(text: str, letters: FontProperties, room: float) -> list[str]:
    """`text`, cleaned, in lines that are at most `room` pixels wide."""
    whole = clean(text)
    found = list(_broken(_pieces(whole.split(), letters, room), letters, room))
    if len(found) > _LINES:
        last = found[_LINES - 1]
        shorter = last[: boundary(last, len(last) - 1)]
        found = [*found[: _LINES - 1], shorter.rstrip() + "…"]
    mark = _RIGHT_TO_LEFT if right_to_left(whole) else ""
    return [mark + line for line in found]


def _broken(words: Iterable[str], letters: FontProperties, room: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and width(longer, letters) > room:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _pieces(words: Iterable[str], letters: FontProperties, room: float) -> Iterator[str]:
    """The words, those that are wider than a line cut into pieces that fit."""
    for word in words:
        rest = word
        while width(rest, letters) > room and len(rest) > 1:
            fits = int(len(rest) * room / width(rest, letters)) or 1
            while fits > 1 and width(rest[:fits], letters) > room:
                fits -= 1
            cut = boundary(rest, fits)
            yield rest[:cut]
            rest = rest[cut:]
        yield rest
