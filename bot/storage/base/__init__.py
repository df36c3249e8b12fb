"""Rows that all areas need."""
