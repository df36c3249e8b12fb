"""People's words in pages that fit Telegram's messages: 4,096 characters, 100 entities."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from bot.domain.base.graphemes import boundary
from bot.domain.messages.hearing.insights import QuoteTold

PAGE = 3300
"""Characters of words in one message, invisible ones included; the rest is for what stands around
them."""

QUOTES = 45
"""Quotes in one message. Each is an entity, and so is what marks a withdrawn one."""

AROUND = 5
"""Characters between two quotes, and around one."""

LINE_ENDS = "\n\x85\u2028\u2029"
SIGNS = ".:@#/$"
"""After which an invisible sign may be put, so that nothing in a text is taken for a link."""


def pages(quotes: Iterable[QuoteTold]) -> Iterator[tuple[QuoteTold, ...]]:
    """The quotes in their order; one that is longer than a page comes in several pieces."""
    page: list[QuoteTold] = []
    room = PAGE
    for quote in quotes:
        for text in _pieces(quote.text, PAGE - AROUND - len(quote.name or "")):
            piece = QuoteTold(said_id=quote.said_id, text=text, name=quote.name)
            takes = AROUND + len(quote.name or "") + _length(text)
            if page and (takes > room or len(page) == QUOTES):
                yield tuple(page)
                page, room = [], PAGE
            page.append(piece)
            room -= takes
    if page:
        yield tuple(page)


def _pieces(text: str, most: int) -> Iterator[str]:
    """A long text in pieces, cut between words where there are any."""
    while _length(text) > most:
        end = next(n for n, length in enumerate(accumulate(map(_cost, text))) if length > most - 2)
        cut = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
        cut = cut if cut > 0 else boundary(text, end)
        yield text[:cut]
        text = text[cut:].lstrip()
    yield text


def _length(text: str) -> int:
    """What the text takes at most once it has been made harmless."""
    lines = sum(map(text.count, LINE_ENDS))
    return 2 + len(text) + 2 * lines + sum(map(text.count, SIGNS))


def _cost(character: str) -> int:
    if character in LINE_ENDS:
        return 3  # each line is closed in two signs that keep its direction to itself
    return 2 if character in SIGNS else 1
