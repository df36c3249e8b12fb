"""What the buttons carry that all areas need."""
