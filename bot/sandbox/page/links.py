"""Where a link leads: to a bot in the box, out into the world, or nowhere."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from bot.sandbox.world import World

_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
_payload = re.compile(r"[A-Za-z0-9_-]{0,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBot:
    """A link into the private chat with a bot; with a payload it asks for Start."""

    username: str
    start: str | None


Leads = Callable[[str], ToBot | None]
"""Finds out whether an address leads to a bot in the box."""


def leads(world: World) -> Leads:
    def to_bot(address: str) -> ToBot | None:
        found = _read(address)
        return found if found and world.bot_named(found.username) else None

    return to_bot


def outward(address: str) -> str | None:
    """The address as a browser may be sent to it; None for any but the web's own schemes."""
    if re.match(r"https?://", address, re.IGNORECASE):
        return address
    return None if re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE) else f"http://{address}"


def _read(address: str) -> ToBot | None:
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return None
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.scheme == "tg" and parts.netloc == "resolve":
        username = query.get("domain", "")
    elif parts.scheme in ("http", "https") and parts.netloc.lower() in _HOSTS:
        username = parts.path.strip("/")
    else:
        return None
    start = query.get("start")
    if not username or (start is not None and not _payload.fullmatch(start)):
        return None
    return ToBot(username=username, start=start)
