"""What Telegram brings about what comes back of it."""
