"""JSON as Telegram writes it: compact and in ASCII."""

import json

JsonObject = dict[str, object]

_encoder = json.JSONEncoder(separators=(",", ":"))


def encode(value: object) -> bytes:
    return _encoder.encode(value).encode("ascii")


def decode(text: str | bytes) -> object:
    """Raises ValueError for what is no JSON."""
    value: object = json.loads(text)
    return value
