"""Addresses in entities: which ones Telegram takes, and how it writes them."""

import re
from urllib.parse import parse_qs, urlsplit

from bot.sandbox.numbers import number_in

_user_link = re.compile(r"tg:(?://)?user\?", re.IGNORECASE)
_start_link = re.compile(
    r"(?:(?:https?://)?t(?:elegram)?\.me/\w+\?|tg:(?://)?resolve\?domain=\w+&)"
    r"start(?:group|channel|app)?=(?P<payload>[^&#]*)",
    re.IGNORECASE,
)
_payload = re.compile(r"[A-Za-z0-9_-]*")

LONGEST_PAYLOAD = 64
"""Characters."""

_scheme = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)


def linked_user_id(target: str) -> int | None:
    """The person behind `tg://user?id=…`."""
    if not _user_link.match(target):
        return None
    wanted = parse_qs(target.partition("?")[2]).get("id", [""])[0]
    return number_in(wanted) or None


def checked_link(target: str) -> str:
    """The address in Telegram's spelling; "" for what it drops: no host, or a scheme it refuses."""
    target = target.strip()
    if target.lower().startswith(("tg:", "ton:", "tonsite:")):
        return target
    if not target.lower().startswith(("http://", "https://")):
        if _scheme.match(target) and "." not in target.partition(":")[0]:
            return ""
        target = f"http://{target}"
    try:
        parts = urlsplit(target)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if "." not in host.strip(".") or any(char.isspace() for char in host):
        return ""
    return parts._replace(path=parts.path or "/").geturl()


def payload_problem(target: str) -> str | None:
    """What is wrong with a link to a bot: Telegram opens it, but without what it carries."""
    found = _start_link.match(target)
    if found is None:
        return None
    payload = found["payload"]
    if len(payload) > LONGEST_PAYLOAD:
        return f"the start payload of {target} is longer than {LONGEST_PAYLOAD} characters"
    if not _payload.fullmatch(payload):
        return f"the start payload of {target} is not of A-Z, a-z, 0-9, _ and - alone"
    return None
