"""Words of people, made harmless: shown as they were written, never interpreted.

Telegram reads HTML where it is told to, and turns what looks like a mention, a link, a hashtag or a
command into one everywhere. An invisible word joiner in the right place stops that.
"""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from bot.domain.base.graphemes import boundary
from bot.domain.base.texts import JOINER

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"

_RISKY = re.compile(r"[@#/$.:]")
_SIGNS = re.compile(r"(?<![A-Za-z0-9_])([@#/$])(?=[^\s\u2060])")
_DOTS = re.compile(r"(?<=\S)\.(?=[^\s.\u2060])")
_UNSEEN = re.compile("[\u2060\u2066-\u2069]")
_SCHEMES = re.compile(r"(?<=\w):(?=//)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """Text as it is kept: without null bytes and other controls that no screen shows."""
    return _CONTROLS.sub("", text).strip()


def shown(text: str) -> Markup:
    """Somebody's text inside ours: escaped, inert, and each line with its own direction."""
    return Markup("\n".join(_isolated(line) for line in clean(text).splitlines()))


def marked(pieces: Iterable[tuple[str, bool]]) -> Markup:
    """The same, of a text in pieces, some of which stand out. Between two of them stands a sign
    that nobody sees, so that they make up nothing together that either is not."""
    lines: list[list[Markup]] = [[]]
    for text, bold in pieces:
        for number, line in enumerate(re.split("[\n\x85\u2028\u2029]", _CONTROLS.sub("", text))):
            if number:
                lines.append([])
            if line:
                inert = escape(_inert(line))
                lines[-1].append(Markup("<b>{}</b>").format(inert) if bold else inert)
    joined = (Markup(JOINER).join(line) for line in lines)
    return Markup("\n").join(
        Markup("{}{}{}").format(FIRST_STRONG_ISOLATE, line, POP_ISOLATE) if line else line
        for line in joined
    )


def readable(text: str) -> str:
    """What was made inert for a message, for a file, where that would be in the way."""
    return _UNSEEN.sub("", text)


def label(text: str, most: int = 60) -> str:
    """Somebody's text on a button: one line, cut where it would not be read anyway."""
    return excerpt(" ".join(clean(text).split()), most)


def excerpt(text: str, most: int) -> str:
    """The text, or so many characters of it with an ellipsis."""
    return text if len(text) <= most else f"{text[: boundary(text, most - 1)]}…"


def _isolated(line: str) -> str:
    return f"{FIRST_STRONG_ISOLATE}{escape(_inert(line))}{POP_ISOLATE}" if line else ""


def _inert(line: str) -> str:
    if not _RISKY.search(line):
        return line
    line = _SIGNS.sub(rf"\1{JOINER}", line)
    line = _SCHEMES.sub(f"{JOINER}:", line)
    return _DOTS.sub(f".{JOINER}", line)
