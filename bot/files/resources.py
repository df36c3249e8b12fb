"""Where the files lie that are shipped with the code but are no part of it.

In a checkout they stand beside `bot/`; a wheel carries copies in `bot/shipped/`.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def prompts() -> Path:
    """The folder of the shipped question banks."""
    return _shipped("prompts")


def example_config() -> Path:
    """The settings file with every key, its default and a comment."""
    return _shipped("config.example.yaml")


def _shipped(name: str) -> Path:
    packed = _PACKAGE / "shipped" / name
    return packed if packed.exists() else _PACKAGE.parent / name
