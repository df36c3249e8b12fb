"""Receipts: what only the author's own message carries.

Whenever an answer is confirmed anew it gets a fresh one. Until that has arrived, the one before is
what its author holds: so both of them open it.
"""

import hashlib
import secrets


def new_receipt() -> str:
    """A secret of 128 bits in 22 characters that may stand in a button."""
    return secrets.token_urlsafe(16)


def no_receipt() -> str:
    """Stands where an answer was confirmed but once: so that nobody can tell it from others."""
    return receipt_hash(new_receipt())


def receipt_hash(receipt: str) -> str:
    """What the database keeps of it. A random secret cannot be guessed back from its hash."""
    return hashlib.sha256(receipt.encode()).hexdigest()
