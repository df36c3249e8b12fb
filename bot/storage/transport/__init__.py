"""Rows about what comes from Telegram and goes there."""
