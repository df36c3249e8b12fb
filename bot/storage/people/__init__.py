"""Rows about Teams and their people."""
