"""What Telegram brings that all areas need."""
