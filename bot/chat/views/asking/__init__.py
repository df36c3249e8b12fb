"""What is said, in words about asking people and what they answer."""
