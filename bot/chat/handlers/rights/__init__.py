"""What Telegram brings about what people may know, take along and have forgotten."""
