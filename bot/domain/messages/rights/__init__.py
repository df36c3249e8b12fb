"""What is said about what people may know, take along and have forgotten."""
