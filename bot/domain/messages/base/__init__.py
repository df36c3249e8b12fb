"""What every message is."""
