"""What is said, in words about what comes and goes between Telegram and the bot."""
