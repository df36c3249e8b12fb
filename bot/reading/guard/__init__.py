"""The guard: text in, what identifies somebody out."""

from bot.reading.guard.found import Found, Kind, replaced
from bot.reading.guard.guard import Guard

__all__ = ["Found", "Guard", "Kind", "replaced"]
