"""Eftertanke: a Telegram bot for learning from work together."""
