"""Readers of what people write, by lists that people wrote: pure, and each in its own room."""
