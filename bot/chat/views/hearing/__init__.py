"""What is said, in words about what comes back of it."""
