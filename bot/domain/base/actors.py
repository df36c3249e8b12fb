"""Actors: who does something, known to us or not. Edges know where they do it; flows need not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The person behind an update. `language_code` is what their phone is set to."""

    telegram_id: int
    name: str
    language_code: str | None
