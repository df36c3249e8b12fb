"""What the buttons carry about asking people and what they answer."""
