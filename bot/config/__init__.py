"""What an operator sets, and how it is read."""
