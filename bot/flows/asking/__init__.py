"""Asking people, and what they answer."""
