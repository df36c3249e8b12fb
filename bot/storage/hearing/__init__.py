"""Rows about what comes back of it."""
