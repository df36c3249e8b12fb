"""Eftertanke: a Telegram bot for learning from work together."""

__version__ = "0.2.0"
"""The one place where it stands: the wheel, the log and the figures have it from here."""
