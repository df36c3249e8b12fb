"""What is said, in words that all areas need."""
