"""What people may know, take along and have forgotten."""
