"""JSON as Telegram writes it: compact and in ASCII."""

import json

JsonObject = dict[str, object]

# What is written here holds no rings, and looking for them takes a quarter of the time.
_encoder = json.JSONEncoder(separators=(",", ":"), check_circular=False)
_decoder = json.JSONDecoder()


def encode(value: object) -> bytes:
    return _encoder.encode(value).encode("ascii")


def decode(text: str | bytes) -> object:
    """Raises ValueError for what is no JSON."""
    value: object = _decoder.decode(text if isinstance(text, str) else text.decode())
    return value
