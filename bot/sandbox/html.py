"""`parse_mode` HTML: text and entities, or the error that Telegram gives.

It follows the published parser of tdlib step by step, because error texts carry byte offsets.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.sandbox import utf16
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.links import checked_link, linked_user_id
from bot.sandbox.numbers import number_in

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE = " \t\r\n\0\v"

_plain = re.compile(r"[^<&]+")
_reference = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*));?")
_tag_name = re.compile(rf"[^{_SPACE}>]*")
_spaces = re.compile(rf"[{_SPACE}]*")
_attribute_name = re.compile(rf"[^{_SPACE}=>/\"']*")
_bare_value = re.compile(r"[A-Za-z0-9.\-]*")


@dataclass(slots=True)
class _Open:
    """A start tag that waits for its end: since which UTF-16 unit, and which piece of text."""

    name: str
    attributes: Mapping[str, str]
    start: int
    piece: int

    @property
    def code_language(self) -> str:
        """What `class="language-…"` names."""
        given = self.attributes.get("class", "")
        return given.removeprefix("language-") if given.startswith("language-") else ""


def parse_html(source: str) -> tuple[str, list[JsonObject]]:
    """Raises ApiError. Entities come unsorted; MessageEntity objects without the internal ones."""
    parser = _Parser(source)
    parser.run()
    return "".join(parser.pieces), parser.entities


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.pieces: list[str] = []
        self.entities: list[JsonObject] = []
        self._length = 0
        self._open: list[_Open] = []

    def run(self) -> None:
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "<":
                is_end = self.source.startswith("</", self.at)
                self._end_tag() if is_end else self._start_tag()
            elif char == "&":
                self._add(self._referred() or self._take(1))
            elif plain := _plain.match(self.source, self.at):
                self._add(self._take(len(plain[0])))
        if self._open:
            name = self._open[-1].name
            raise _error(f'Can\'t find end tag corresponding to start tag "{name}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self._length += utf16.length(text)

    def _take(self, count: int) -> str:
        taken = self.source[self.at : self.at + count]
        self.at += count
        return taken

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.at)
        return self._take(len(match[0])) if match else ""

    def _peek(self) -> str:
        """The next character; a NUL at the end, as in the original."""
        return self.source[self.at] if self.at < len(self.source) else "\0"

    def _referred(self) -> str:
        """The character behind `&lt;`, `&#60;` or `&#x3c;`; "" if it is only an ampersand."""
        match = _reference.match(self.source, self.at)
        if match is None:
            return ""
        hexadecimal, decimal, name = match.groups()
        if name is not None:
            char = _NAMED.get(name, "")
        else:
            short = len(match[0].rstrip(";")) < 10
            code = int((hexadecimal or decimal or "0") if short else "0", 16 if hexadecimal else 10)
            char = chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else ""
        if char:
            self.at = match.end()
        return char

    def _offset(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _start_tag(self) -> None:
        begin = self.at
        self._take(1)
        name = self._match(_tag_name).lower()
        if self.at >= len(self.source):
            raise _error(f"Unclosed start tag at byte offset {self._offset(begin)}")
        if name not in _TYPES:
            where = self._offset(begin)
            raise _error(f'Unsupported start tag "{name}" at byte offset {where}')
        attributes: dict[str, str] = {}
        while self._peek() != ">":
            self._attribute(name, begin, attributes)
        self._take(1)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            where = self._offset(begin)
            raise _error(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self._open.append(_Open(name, attributes, self._length, len(self.pieces)))

    def _attribute(self, tag: str, begin: int, attributes: dict[str, str]) -> None:
        self._match(_spaces)
        if self._peek() == ">":
            return
        name = self._match(_attribute_name)
        if not name:
            where = self._offset(begin)
            raise _error(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
        self._match(_spaces)
        attributes[name] = ""
        if self._peek() == "=":
            self._take(1)
            self._match(_spaces)
            self._require_more(tag, begin)
            attributes[name] = self._value(begin)
        self._require_more(tag, begin)

    def _require_more(self, tag: str, begin: int) -> None:
        if self.at >= len(self.source):
            raise _error(f'Unclosed start tag "{tag}" at byte offset {self._offset(begin)}')

    def _value(self, begin: int) -> str:
        value = self._quoted() if self._peek() in "\"'" else self._bare()
        if self.at >= len(self.source):
            raise _error(f"Unclosed start tag at byte offset {self._offset(begin)}")
        return value

    def _bare(self) -> str:
        start = self.at
        value = self._match(_bare_value).lower()
        if self._peek() not in _SPACE + ">":
            raise _error(f"Unexpected end of name token at byte offset {self._offset(start)}")
        return value

    def _quoted(self) -> str:
        quote = self._take(1)
        value: list[str] = []
        while self.at < len(self.source) and self._peek() != quote:
            value.append((self._peek() == "&" and self._referred()) or self._take(1))
        self._take(1)
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self.at
        where = self._offset(begin)
        if not self._open:
            raise _error(f"Unexpected end tag at byte offset {where}")
        self._take(2)
        name = self._match(_tag_name).lower()
        self._match(_spaces)
        if self._take(1) != ">":
            raise _error(f"Unclosed end tag at byte offset {where}")
        opened = self._open.pop()
        if name not in ("", opened.name):
            raise _error(
                f"Unmatched end tag at byte offset {where}, "
                f'expected "</{opened.name}>", found "</{name}>"'
            )
        if self._length > opened.start:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        span: JsonObject = {"offset": opened.start, "length": self._length - opened.start}
        match opened.name:
            case "pre" | "code":
                self._close_code(opened, span)
            case "a":
                self._close_link(opened, span)
            case "tg-emoji":
                self._close_emoji(opened, span)
            case "tg-time":
                self._close_time(opened, span)
            case "blockquote" if "expandable" in opened.attributes:
                self.entities.append({"type": "expandable_blockquote", **span})
            case name:
                self.entities.append({"type": _TYPES[name], **span})

    def _close_code(self, opened: _Open, span: JsonObject) -> None:
        """`pre` and `code` around the very same text make one block with a language."""
        last = self.entities[-1] if self.entities else {}
        same = all(last.get(key) == value for key, value in span.items())
        if opened.name == "pre" and same and last["type"] == "code" and "language" in last:
            last["type"] = "pre"
        elif opened.name == "code" and same and last["type"] == "pre" and opened.code_language:
            last["language"] = opened.code_language
        else:
            language = {"language": opened.code_language} if opened.code_language else {}
            self.entities.append({"type": opened.name, **span, **language})

    def _close_link(self, opened: _Open, span: JsonObject) -> None:
        target = opened.attributes.get("href") or "".join(self.pieces[opened.piece :])
        if user_id := linked_user_id(target):
            self.entities.append({"type": "text_mention", **span, "user": {"id": user_id}})
        elif url := checked_link(target):
            self.entities.append({"type": "text_link", **span, "url": url})

    def _close_emoji(self, opened: _Open, span: JsonObject) -> None:
        emoji = opened.attributes.get("emoji-id", "")
        if not number_in(emoji):
            raise _error("Invalid custom emoji identifier specified")
        self.entities.append({"type": "custom_emoji", **span, "custom_emoji_id": emoji})

    def _close_time(self, opened: _Open, span: JsonObject) -> None:
        form = opened.attributes.get("format", "")
        if form not in ("r", "R") and not set("tTdDwW").issuperset(form):
            raise _error("Invalid date format used")
        if unix := number_in(opened.attributes.get("unix", "")):
            moment: JsonObject = {"unix_time": unix, "date_time_format": form}
            self.entities.append({"type": "date_time", **span, **moment})


def _error(text: str) -> ApiError:
    return bad_request(f"can't parse entities: {text}")
