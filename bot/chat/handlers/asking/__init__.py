"""What Telegram brings about asking people and what they answer."""
