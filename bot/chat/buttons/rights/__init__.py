"""What the buttons carry about what people may know, take along and have forgotten."""
