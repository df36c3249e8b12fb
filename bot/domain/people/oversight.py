"""Oversight: what representatives may do for the people of a Team."""

from datetime import timedelta

HOLD = timedelta(days=14)
"""How long new questions are paused, unless that is renewed or ended."""

REASON_LIMIT = 200
"""Characters: everybody in the Team reads it on a small screen."""


def hold_reason(typed: str) -> str | None:
    """A reason as somebody typed it, on one line; None if it is invisible or too long."""
    reason = " ".join(typed.split())
    seen = any(letter.isprintable() and letter != " " for letter in reason)
    return reason if seen and len(reason) <= REASON_LIMIT else None
