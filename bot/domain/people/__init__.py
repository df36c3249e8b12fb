"""Values and rules about Teams and their people."""
