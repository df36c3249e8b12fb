"""Finds what a text tells of danger, by the lists of phrases in prompts/safety/."""

from bot.domain.base.dangers import GRAVEST_FIRST, Danger
from bot.reading.danger.reader import DangerReader

__all__ = ["GRAVEST_FIRST", "Danger", "DangerReader"]
