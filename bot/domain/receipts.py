"""Receipts: what only the author's own message carries."""

import hashlib
import secrets


def new_receipt() -> str:
    """A secret of 128 bits in 22 characters that may stand in a button."""
    return secrets.token_urlsafe(16)


def receipt_hash(receipt: str) -> str:
    """What the database keeps of it. A random secret cannot be guessed back from its hash."""
    return hashlib.sha256(receipt.encode()).hexdigest()
