"""Messages cut so that each fits one of Telegram's: 4,096 characters, 100 entities.

What a message takes is reckoned before it is put into words, at most and in any language.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from bot.domain.base.graphemes import boundary
from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing.digests import DigestEnd, TeamQueue
from bot.domain.messages.hearing.insights import (
    FigureTold,
    QuoteTold,
    TellFriend,
    TellInsight,
    TellWords,
)

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

FIGURES = 2200
"""Characters of figures in one message; the rest is for the heading and the themes."""

AROUND_LABEL = 25
"""Characters beside a label."""

ENDING = 3600
"""Characters of Teams and queues in one message; the rest is for the headings."""

AROUND_NAME, AROUND_BANK, AROUND_QUEUE = 20, 100, 400
"""Characters beside a name in a list, a bank in a queue, and all else that a queue may say."""


def fit(message: Message) -> Sequence[Message]:
    """The message in as many as it takes; mostly one. What fits already stays as it is."""
    cut = CUTS.get(type(message))
    return (message,) if cut is None else tuple(cut(message))


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


def _words(told: TellWords) -> Iterator[TellWords]:
    for number, page in enumerate(pages((*told.unnamed, *told.named))):
        yield replace(
            told,
            unnamed=tuple(quote for quote in page if quote.name is None),
            named=tuple(quote for quote in page if quote.name is not None),
            continued=told.continued or number > 0,
        )


def _texts(told: TellFriend) -> Iterator[TellFriend]:
    quotes = (QuoteTold(said_id="", text=text) for text in told.texts)
    for number, page in enumerate(pages(quotes)):
        texts = tuple(quote.text for quote in page)
        yield replace(told, texts=texts, continued=told.continued or number > 0)


def _figures(told: TellInsight) -> Iterator[TellInsight]:
    """The themes and all else stand in the first."""
    parts: list[list[FigureTold]] = [[]]
    room = FIGURES
    for figure in told.figures:
        labels = sum(len(share.label) + AROUND_LABEL for share in figure.shares)
        takes = len(figure.question) + labels
        if parts[-1] and takes > room:
            parts.append([])
            room = FIGURES
        parts[-1].append(figure)
        room -= takes
    first, *rest = parts
    yield replace(told, figures=tuple(first))
    for figures in rest:
        yield replace(told, figures=tuple(figures), themes=(), waits=False, continued=True)


def _queues(told: DigestEnd) -> Iterator[DigestEnd]:
    """The Teams that heard nothing stand in the first."""
    end = replace(told, queues=())
    room = ENDING - sum(len(name) + AROUND_NAME for name in told.quiet)
    for queue in told.queues:
        takes = _length_of(queue)
        if takes > room and end.queues:
            yield end
            end, room = DigestEnd(quiet=(), queues=()), ENDING
        end = replace(end, queues=(*end.queues, queue))
        room -= takes
    yield end


def _length_of(queue: TeamQueue) -> int:
    listed = [*queue.too_few, *(gap.bank for gap in queue.gaps)]
    languages = sum(len(gap.languages) for gap in queue.gaps)
    return AROUND_QUEUE + sum(len(bank) + AROUND_BANK for bank in listed) + AROUND_NAME * languages


CUTS: Mapping[type[Message], Callable[[Any], Iterator[Message]]] = {
    DigestEnd: _queues,
    TellFriend: _texts,
    TellInsight: _figures,
    TellWords: _words,
}
"""How those are cut that may be too long. All others fit whatever they say; see their views."""
