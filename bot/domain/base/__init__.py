"""Values and rules that all areas need."""
