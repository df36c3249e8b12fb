"""Values and rules about what comes from Telegram and goes there."""
