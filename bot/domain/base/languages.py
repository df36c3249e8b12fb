"""Languages, and texts that exist in several of them. A language is a two-letter ISO 639-1 code."""

from collections.abc import Iterable, Mapping

FALLBACK = "en"

Texts = Mapping[str, str]
"""One text by language code."""


def closest(wanted: str | None, offered: Iterable[str]) -> str:
    """The offered language nearest to `wanted` (a code such as `sv` or `sv-SE`).

    Without a match: English where it is offered, else the first offered one.
    """
    codes = list(offered)
    code = (wanted or "").lower().partition("-")[0]
    if code in codes:
        return code
    return FALLBACK if FALLBACK in codes else codes[0]


def in_language(texts: Texts, language: str) -> str:
    """The text in `language`, or in the closest language there is."""
    return texts[closest(language, texts)]


def gettext_noop(text: str) -> str:
    """Marks a text that the edge translates: `make messages` finds it."""
    return text
