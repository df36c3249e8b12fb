"""A text with its entities, as HTML that holds nothing but what Telegram knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup, escape

from bot.sandbox.detect import span
from bot.sandbox.jsons import JsonObject, encode
from bot.sandbox.page.links import Leads, outward
from bot.sandbox.page.reading import number, text

_TAGS = {
    "bold": Markup("<strong>{}</strong>"),
    "italic": Markup("<em>{}</em>"),
    "underline": Markup("<u>{}</u>"),
    "strikethrough": Markup("<s>{}</s>"),
    "code": Markup("<code>{}</code>"),
    "pre": Markup("<pre><code>{}</code></pre>"),
    "blockquote": Markup("<blockquote>{}</blockquote>"),
    "expandable_blockquote": Markup(
        '<blockquote class="folded" tabindex="0" title="Press to read all">{}</blockquote>'
    ),
    "spoiler": Markup(
        '<span class="spoiler" role="button" tabindex="0" aria-pressed="false" '
        'title="Hidden; press to read">{}</span>'
    ),
    "hashtag": Markup('<span class="tag">{}</span>'),
    "cashtag": Markup('<span class="tag">{}</span>'),
    "mention": Markup('<span class="tag">{}</span>'),
    "text_mention": Markup('<span class="tag">{}</span>'),
}
_LINK = Markup('<a href="{}" target="_blank" rel="noreferrer noopener nofollow">{}</a>')
_DEED = Markup('<button type="button" class="link" data-post="{}" data-body="{}">{}</button>')
_TIME = Markup('<time datetime="{}" data-form="full">{}</time>')


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: where links lead them, and what their taps say."""

    leads: Leads
    user: int
    target: JsonObject
    """The fields by which the control API knows the chat."""


def formatted(source: str, entities: Sequence[JsonObject], reader: Reader) -> Markup:
    """The text as HTML. Entities that overlap without nesting are cut."""
    raw = source.encode("utf-16-le", "surrogatepass")
    ordered = sorted(entities, key=lambda entity: (span(entity)[0], -span(entity)[1]))
    return _Formatter(raw, reader).between(0, len(raw) // 2, ordered)


class _Formatter:
    def __init__(self, raw: bytes, reader: Reader) -> None:
        self._raw = raw
        self._reader = reader

    def between(self, begin: int, end: int, entities: Sequence[JsonObject]) -> Markup:
        """What stands between two offsets, in UTF-16 units."""
        pieces: list[Markup] = []
        at, rest = begin, list(entities)
        while rest:
            entity = rest.pop(0)
            start, stop = span(entity)
            start, stop = max(start, at), min(stop, end)
            inside = [other for other in rest if span(other)[0] < stop]
            rest = rest[len(inside) :]
            if start < stop:
                pieces += (self._plain(at, start), self._dressed(entity, start, stop, inside))
                at = stop
        return Markup().join((*pieces, self._plain(at, end)))

    def _plain(self, begin: int, end: int) -> Markup:
        return escape(self._raw[2 * begin : 2 * end].decode("utf-16-le", "replace"))

    def _dressed(
        self, entity: JsonObject, begin: int, end: int, inside: Sequence[JsonObject]
    ) -> Markup:
        content = self.between(begin, end, inside)
        words = self._raw[2 * begin : 2 * end].decode("utf-16-le", "replace")
        kind = text(entity, "type")
        match kind:
            case "url" | "text_link":
                return link(text(entity, "url") or words, content, self._reader)
            case "bot_command":
                return deed("/page/say", {**self._reader.target, "text": words}, content)
            case "date_time":
                moment = _moment(number(entity, "unix_time"))
                return _TIME.format(moment, content) if moment else content
        return _TAGS.get(kind, Markup("{}")).format(content)


def link(address: str, content: Markup | str, reader: Reader) -> Markup:
    """To a bot in the box it is a deed of the phone's; what leads nowhere is only text."""
    if reader.leads(address):
        return deed("/page/follow", {"user": reader.user, "link": address}, content)
    out = outward(address)
    return escape(content) if out is None else _LINK.format(out, content)


def deed(path: str, body: JsonObject, content: Markup | str) -> Markup:
    """A button in the text, for which the page posts something."""
    return _DEED.format(path, encode(body).decode(), content)


def _moment(unix: int) -> str:
    try:
        return datetime.fromtimestamp(unix, UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        return ""
