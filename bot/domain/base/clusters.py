"""Clusters: several characters that people see as one sign, such as a flag or a letter with marks.

The rules of Unicode's text segmentation, as far as they say where a text must not be cut.
"""

import unicodedata

JOINER = "\N{ZERO WIDTH JOINER}"

MARKS = ("Mn", "Me", "Mc")
"""Categories of what is drawn together with the letter before it."""

FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
"""Regional indicators: two of them make a flag."""


def whole(text: str, end: int) -> int:
    """The last place up to `end` where a cut tears no cluster apart; `end` if there is none."""
    place = end
    while 0 < place < len(text) and _inside(text[:place], text[place]):
        place -= 1
    return place or end


def _inside(before: str, letter: str) -> bool:
    """Whether a letter belongs to what stands before it."""
    if letter in FLAGS:
        return (len(before) - len(before.rstrip(FLAGS))) % 2 == 1
    return before.endswith(JOINER) or _extends(letter)


def _extends(letter: str) -> bool:
    """Marks, joiners, skin tones, and the letters of which the flags of regions are spelt."""
    return (
        unicodedata.category(letter) in MARKS
        or letter in ("\u200c", JOINER)
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
        or "\U000e0020" <= letter <= "\U000e007f"
    )
