"""What is said about what comes back of it."""
