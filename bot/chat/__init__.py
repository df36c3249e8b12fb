"""The Telegram edge: updates come in, messages go out, and nothing else knows Telegram."""
