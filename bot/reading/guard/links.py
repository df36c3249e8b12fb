"""E-mail addresses, links and @names."""

import re
from collections.abc import Iterator

from bot.reading.guard.found import Found, Identifier

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+'-]{1,64}(?:@| ?(?:\(at\)|\[at\]|\(a\)) ?)"
    r"(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}(?![\w-])"
)
_TOP = (
    r"(?:com|org|net|eu|info|io|app|me|se|nu|uk|ee|fi|nl|be|it|pl|es|de|at|ch|gr|hu|ie|no|dk|fr|"
    r"ru|ua|tv|gg|link|page|care|health|nhs|gov|edu|dev|biz|shop|online|site|blog|cat|eus|gal|ly|"
    r"be|to|cc|us|ca|au|nz|za|in|co|tr|ro|bg|lt|lv|cz|sk|si|hr|rs|ba|al|mk|example|test)"
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"\0]{2,2000}"
    r"|(?<![\w@.-])(?:[a-z0-9-]{2,63}\.){1,4}" + _TOP + r"(?![\w-])(?:[/?#][^\s<>\"\0]{0,2000})?"
    r"|(?<![\w@.-])(?:[a-z0-9-]{2,63}\.){1,4}[a-z]{2,12}/[^\s<>\"\0]{1,2000}",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@(?:[^\W\d_][\w.]{0,62}\w|[\w.]{2,63}\w)(?:@[\w.]{0,62}\w)*")
_AFTER = ".,;:!?)]}'\"…"
"""What ends a sentence ends no link."""


def links(text: str) -> Iterator[Found]:
    """What leads to somebody on the net."""
    if "@" in text or "at)" in text or "at]" in text or "(a)" in text:
        for found in _EMAIL.finditer(text):
            yield Found(*found.span(), Identifier.EMAIL)
        for found in _HANDLE.finditer(text):
            yield Found(*found.span(), Identifier.HANDLE)
    if "." in text or "://" in text:
        for found in _LINK.finditer(text):
            end = found.start() + len(found[0].rstrip(_AFTER))
            yield Found(found.start(), end, Identifier.LINK)
