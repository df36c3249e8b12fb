"""What a text tells, found by rules and lists: no model, no network, nothing remembered."""
