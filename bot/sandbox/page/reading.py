"""Reading JSON whose shape nobody vouches for. What is not as expected counts as none."""

from bot.sandbox.jsons import JsonObject


def text(source: JsonObject, key: str) -> str:
    value = source.get(key)
    return value if isinstance(value, str) else ""


def number(source: JsonObject, key: str) -> int:
    value = source.get(key)
    return value if isinstance(value, int) else 0


def inner(source: JsonObject, key: str) -> JsonObject:
    value = source.get(key)
    return value if isinstance(value, dict) else {}


def listed(source: JsonObject, key: str) -> list[JsonObject]:
    value = source.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def rows(source: JsonObject, key: str) -> list[list[JsonObject]]:
    """A keyboard's rows of buttons."""
    value = source.get(key)
    given = [row for row in value if isinstance(row, list)] if isinstance(value, list) else []
    return [[button for button in row if isinstance(button, dict)] for row in given]
