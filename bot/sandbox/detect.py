"""Entities that Telegram finds by itself: mentions, commands, hashtags, addresses."""

import re
from collections.abc import Iterator, Sequence

from bot.sandbox import utf16
from bot.sandbox.jsons import JsonObject

_DOMAINS = "com|org|net|edu|gov|int|info|io|dev|app|me|eu|uk|se|no|dk|fi|is|nl|de|fr|es|it|pl|tv|co"
"""Endings by which an address without a scheme is known. Telegram has the whole list."""

_found = re.compile(
    r"(?P<url>(?:https?|ftp|tg)://[^\s<>\"]+)"
    r"|(?P<email>(?<![\w.+\-])[\w.+\-]+@(?:[a-z0-9\-]+\.)+[a-z]{2,24}\b)"
    r"|(?P<mention>(?<![\w/@])@[A-Za-z][A-Za-z0-9_]{3,31}\b)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<hashtag>(?<![\w#])#(?=\w*[^\W\d])\w{1,256})"
    rf"|(?P<domain>(?<![\w@.\-])(?:[a-z0-9\-]+\.)+(?:{_DOMAINS})\b(?:/[^\s<>\"]*)?)",
    re.IGNORECASE,
)
_worth_a_look = re.compile(r"[@/#]|\w\.\w")
"""Cheaper than the search itself, and without it nothing can be found."""
_CLOSING = ".,:;!?'\")]}"
_ALONE = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})
"""Nothing is found inside these."""


def with_detected(text: str, entities: Sequence[JsonObject]) -> list[JsonObject]:
    """The given entities and those found in the text, in Telegram's order."""
    merged = list(entities)
    if _worth_a_look.search(text):
        merged += (new for new in _detected(text) if not _collides(new, entities))
    return sorted(merged, key=_place) if len(merged) > 1 else merged


def _detected(text: str) -> Iterator[JsonObject]:
    for match in _found.finditer(text):
        kind = str(match.lastgroup)
        covered = match[0]
        if kind in ("url", "domain"):
            covered, kind = covered.rstrip(_CLOSING), "url"
        yield {
            "type": kind,
            "offset": utf16.length(text[: match.start()]),
            "length": utf16.length(covered),
        }


def _collides(new: JsonObject, entities: Sequence[JsonObject]) -> bool:
    begin, end = span(new)
    for entity in entities:
        other_begin, other_end = span(entity)
        inside = other_begin <= begin and end <= other_end
        apart = end <= other_begin or other_end <= begin
        if not apart and (entity["type"] in _ALONE or not inside):
            return True
    return False


def span(entity: JsonObject) -> tuple[int, int]:
    """Where an entity begins and ends, in UTF-16 units."""
    offset, size = entity["offset"], entity["length"]
    if not isinstance(offset, int) or not isinstance(size, int):
        raise TypeError("offset and length of an entity are numbers")
    return offset, offset + size


_ORDER = ("pre", "code", "blockquote", "expandable_blockquote")


def _place(entity: JsonObject) -> tuple[int, int, int]:
    begin, end = span(entity)
    kind = str(entity["type"])
    return begin, -end, 0 if kind in _ORDER[2:] else 1
