"""What comes from Telegram and goes there, and the upkeep of the rows."""
