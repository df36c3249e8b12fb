"""Rows about asking people and what they answer."""
