"""Texts that people type: on one line, where a name or a reason is wanted, or made alike, to be
found."""

import unicodedata

JOINER = "\u2060"
"""What the bot puts between the letters of what it shows, so that they make up no link. It comes
back with what people copy."""


def one_line(typed: str, most: int) -> str | None:
    """What was typed on one line; None if it is invisible or has more than `most` characters."""
    line = " ".join(typed.split())
    seen = any(letter.isprintable() and letter != " " for letter in line)
    return line if seen and len(line) <= most else None


def folded(text: str) -> str:
    """Without accents and capitals: "São Paulo" is "sao paulo"."""
    apart = unicodedata.normalize("NFKD", text.replace(JOINER, "").casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()
