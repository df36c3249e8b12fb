"""What Telegram makes of every text before it looks at it: control and direction characters go.

It follows the published cleaning of tdlib; what goes is always one UTF-16 unit long.
"""

import re
from collections.abc import Sequence

from bot.sandbox import utf16
from bot.sandbox.detect import span
from bot.sandbox.jsons import JsonObject

_dropped = re.compile("[\r\u2028-\u202e\u030a\u0333\u033f]")
_control = re.compile("[\0-\t\v\f\x0e-\x1f]")
_marks = re.compile("[\u200e\u200f](?=[\u200e\u200f])")
"""Direction marks before another one; what is left of them joins nothing."""
_odd = re.compile("[\0-\t\v-\x1f\u200e\u200f\u2028-\u202e\u030a\u0333\u033f]")

_blanks = re.compile(
    "[\u1680\u180e\u2000-\u200a\u202e\u202f\u205f\u2800\u3000\ufffc\U000e0000-\U000e007f]"
)
_visible = re.compile("[^ \n\u00a0\u200b-\u200f\u202e\ufeff]")
_gaps = re.compile("[ \n\u00a0]+")


def cleaned(text: str) -> str:
    if not _odd.search(text):
        return text
    return _marks.sub("\u200c", _control.sub(" ", _dropped.sub("", text)))


def cleaned_with(text: str, entities: Sequence[JsonObject]) -> tuple[str, Sequence[JsonObject]]:
    """The same with entities, which move with the characters that they cover."""
    clean = cleaned(text)
    if not entities or len(clean) == len(text):
        return clean, entities
    gone = [utf16.length(text[: match.start()]) for match in _dropped.finditer(text)]

    def moved(place: int) -> int:
        return place - sum(each < place for each in gone)

    kept: list[JsonObject] = []
    for entity in entities:
        begin, end = span(entity)
        if size := moved(end) - moved(begin):
            kept.append({**entity, "offset": moved(begin), "length": size})
    return clean, kept


def is_blank(text: str) -> bool:
    """Whether nothing of it can be seen."""
    return not _visible.search(_blanks.sub(" ", cleaned(text)))


def clean_name(text: str) -> str:
    """A title or a name: on one line, without space around it; "" if nothing can be seen."""
    name = _blanks.sub(" ", cleaned(text))
    return _gaps.sub(" ", name).strip() if _visible.search(name) else ""
