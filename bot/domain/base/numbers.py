"""Whole numbers from outside, as far as they can be kept."""

from typing import TypeGuard

LARGEST = 2**63 - 1
"""No column takes a larger whole number."""


def whole(value: object) -> TypeGuard[int]:
    """Whether it is a whole number that a column takes. Python takes yes and no for numbers."""
    return type(value) is int and -LARGEST <= value <= LARGEST
