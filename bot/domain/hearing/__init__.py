"""Values and rules about what comes back of it."""
