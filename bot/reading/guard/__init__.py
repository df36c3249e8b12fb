"""The guard: text in, what identifies somebody out."""

from bot.reading.guard.found import Found, Identifier
from bot.reading.guard.guard import Guard

__all__ = ["Found", "Guard", "Identifier"]
