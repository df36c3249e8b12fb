"""Pure analysis: shared answers in, what the team may hear out."""

from bot.insights.insights import insight

__all__ = ["insight"]
