"""What is said about Teams and their people."""
