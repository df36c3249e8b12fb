"""What is said about asking people and what they answer."""
