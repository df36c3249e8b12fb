"""Pages for machines: Telegram's webhook, and health."""
