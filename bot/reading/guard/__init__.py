"""The guard: text in, what identifies somebody out."""

from bot.reading.guard.found import Found, Identifier, replaced
from bot.reading.guard.guard import Guard

__all__ = ["Found", "Guard", "Identifier", "replaced"]
