"""Pure analysis: shared answers in, what the team may hear out."""

from bot.insights.insights import Crowd, insight

__all__ = ["Crowd", "insight"]
