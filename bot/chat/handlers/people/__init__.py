"""What Telegram brings about Teams and their people."""
