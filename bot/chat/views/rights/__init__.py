"""What is said, in words about what people may know, take along and have forgotten."""
