"""What the buttons carry about what comes back of it."""
