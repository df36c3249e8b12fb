"""An answer of Telegram's that cannot be read as a whole: the list in it, piece by piece.

One update that nobody can read, such as one nested a thousand deep, would else hold up all that are
told of with it, and those after them for good.
"""

import re

from bot.domain.transport.updates import Unread, read

LIST = re.compile(r'\s*{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:\s*\[')
"""How an answer begins that has a list in it."""

TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[][{},:"]|[^][{},:"\s]+', re.DOTALL)
"""A text, a sign, or a number or word, of JSON."""


def pieces(answer: bytes) -> list[object]:
    """Each object in the answer's list: what it is, or Unread with its number. Nothing if it is no
    such answer."""
    text = answer.decode(errors="replace")
    start = LIST.match(text)
    if start is None:
        return []
    found, depth, begun = [], 0, 0
    number: int | None = None
    before = ("", "")
    for token in TOKEN.finditer(text, start.end()):
        sign = token[0]
        if sign == '"':
            break  # A text that does not end: there is nothing behind it.
        if sign in "[{":
            if depth == 0:
                begun, number = token.start(), None
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                found.append(_piece(text[begun : token.end()], number))
        elif depth == 1 and before == ('"update_id"', ":"):
            number = _number(sign)
        before = (before[1], sign)
    return found


def _piece(text: str, number: int | None) -> object:
    value = read(text)
    return Unread(value.why, number) if isinstance(value, Unread) else value


def _number(sign: str) -> int | None:
    return int(sign) if re.fullmatch("[0-9]{1,19}", sign) else None
