"""JSON by its shape, and two readings of it side by side."""

from collections.abc import Iterator

TELLING = frozenset({"type", "status", "source"})
"""Keys whose value says what kind of object it is in."""


def shape(value: object) -> object:
    """Hashable, and equal for values with the same keys and types in them."""
    if isinstance(value, dict):
        return frozenset(
            (key, inner if key in TELLING and isinstance(inner, str) else shape(inner))
            for key, inner in value.items()
        )
    if isinstance(value, list):
        return frozenset(map(shape, value))
    return type(value)


def differences(said: object, read: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Where, and how, a reader took a value for something else than it is, as "1" for 1."""
    if isinstance(said, dict) and isinstance(read, dict):
        for key in said:
            yield from differences(said[key], read.get(key), f"{place}.{key}".lstrip("."))
    elif isinstance(said, list) and isinstance(read, list) and len(said) == len(read):
        for number, (one, other) in enumerate(zip(said, read, strict=True)):
            yield from differences(one, other, f"{place}.{number}")
    elif said != read or isinstance(said, bool) != isinstance(read, bool):
        yield place, f"{said!r} is read as {read!r}"
