"""What the buttons carry about Teams and their people."""
