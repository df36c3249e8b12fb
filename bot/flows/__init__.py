"""Use cases, one file per noun: load, decide, save, owe. No flow talks to Telegram."""
