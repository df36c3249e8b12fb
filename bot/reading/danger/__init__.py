"""Finds what a text tells of danger, by the lists of phrases in prompts/safety/."""

from bot.reading.danger.reader import DangerReader

__all__ = ["DangerReader"]
