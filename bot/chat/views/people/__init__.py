"""What is said, in words about Teams and their people."""
