"""`parse_mode` MarkdownV2: text and entities, or the error that Telegram gives.

It follows the published parser of tdlib step by step, because error texts carry byte offsets.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from bot.sandbox import utf16
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.links import checked_link, linked_user_id
from bot.sandbox.numbers import number_in

_plain = re.compile(r"[^\\_*\[\]()~`>#+\-=|{}.!\n]+")
_in_code = re.compile(r"[^\\`]+")
_language = re.compile(r"([^\s`]*+)(?=[^`])")
_line_end = re.compile(r"\r\n|\n\r|\r|\n")

_CODE = ("Code", "Pre", "PreCode")
_KINDS = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "BlockQuote": "blockquote",
}
"""The Bot API's names of what td calls so; the errors use td's."""

_CLOSED_BY = {
    "Bold": "*",
    "Underline": "__",
    "Strikethrough": "~",
    "Spoiler": "||",
    "Code": "`",
    "Pre": "```",
    "PreCode": "```",
    "TextUrl": "]",
    "CustomEmoji": "]",
}
_OPENED_BY = (
    ("__", "Underline"),
    ("_", "Italic"),
    ("*", "Bold"),
    ("~", "Strikethrough"),
    ("||", "Spoiler"),
    ("![", "CustomEmoji"),
    ("[", "TextUrl"),
    ("```", "Pre"),
    ("`", "Code"),
)


@dataclass(slots=True)
class _Open:
    """An entity that waits for its end: where it began in the source and in the text."""

    name: str
    begin: int
    start: int
    piece: int
    language: str = ""


def parse_markdown_v2(source: str) -> tuple[str, list[JsonObject]]:
    """Raises ApiError. Entities come unsorted."""
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
        self._in_quote = False
        self._line_begins = True
        """Only there can a quotation begin or go on."""

    def run(self) -> None:
        while self.at < len(self.source):
            plain = (_in_code if self._name in _CODE else _plain).match(self.source, self.at)
            if plain:
                self._line_begins &= not plain[0].strip("\r")
                self._add(plain[0])
                self.at = plain.end()
            elif self._escapes(self.at):
                self._add(self.source[self.at + 1])
                self._line_begins = self.source[self.at + 1] == "\n"
                self.at += 2
            elif self.source[self.at] == "\\":
                self._line_begins = False
                self._add("\\")
                self.at += 1
            elif self._ends_here():
                self._end()
            else:
                self._begin()
        self._finish()

    @property
    def _name(self) -> str:
        """Of the innermost open entity; "" outside of all."""
        return self._open[-1].name if self._open else ""

    def _here(self, mark: str) -> bool:
        return self.source.startswith(mark, self.at)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self._length += utf16.length(text)

    def _escapes(self, at: int) -> bool:
        return self.source[at] == "\\" and "\0" < self.source[at + 1 : at + 2] <= "~"

    def _ends_here(self) -> bool:
        if not self._open:
            return False
        if self._in_quote and self._here("\n") and not self._here("\n>"):
            return True
        if self._name == "Italic":
            return self._here("_") and not self._here("__")
        return self._name in _CLOSED_BY and self._here(_CLOSED_BY[self._name])

    def _begin(self) -> None:
        if self._here("\n"):
            self._add("\n")
            self._line_begins = True
            self.at += 1
        elif self._here(">") and self._line_begins:
            if not self._in_quote:
                self._push("BlockQuote")
                self._in_quote = True
            self.at += 1
        else:
            self._begin_marked()

    def _begin_marked(self) -> None:
        found = next(((mark, name) for mark, name in _OPENED_BY if self._here(mark)), None)
        if found is None:
            raise _error(
                f"Character '{self.source[self.at]}' is reserved "
                "and must be escaped with the preceding '\\'"
            )
        mark, name = found
        self._push(name)
        self.at += len(mark)
        if name == "Pre":
            self._begin_block()

    def _push(self, name: str) -> None:
        self._open.append(_Open(name, self.at, self._length, len(self.pieces)))

    def _begin_block(self) -> None:
        """What follows the opening up to the space is a language, if a block begins then."""
        if (named := _language.match(self.source, self.at)) and named[1]:
            self._open[-1].name, self._open[-1].language = "PreCode", named[1]
            self.at = named.end()
        if line := _line_end.match(self.source, self.at):
            self.at = line.end()

    def _end(self) -> None:
        if self._here("\n"):
            self._end_quote()
            return
        opened = self._open[-1]
        kind: JsonObject | None
        if opened.name == "TextUrl":
            kind = self._link(opened)
        elif opened.name == "CustomEmoji":
            kind = self._emoji_or_time()
        else:
            self.at += len(_CLOSED_BY.get(opened.name, "_"))
            language = {"language": opened.language} if opened.language else {}
            kind = {"type": _KINDS[opened.name], **language}
        self._open.pop()
        if kind is not None and self._length > opened.start:
            self._note(opened, kind)

    def _note(self, opened: _Open, kind: JsonObject) -> None:
        span = {"offset": opened.start, "length": self._length - opened.start}
        self.entities.append({"type": kind["type"], **span, **kind})

    def _end_quote(self) -> None:
        """The line ends and the next one does not go on with it."""
        expands = self._pop_expansion()
        if self._name != "BlockQuote":
            raise self._unended()
        self._add("\n")
        self.at += 1
        self._in_quote, self._line_begins = False, True
        self._note(self._open.pop(), _quote(expands))

    def _pop_expansion(self) -> bool:
        """A spoiler mark right at the end of a quotation says that it can be expanded."""
        if self._name != "Spoiler":
            return False
        since = self.source[self._open[-1].begin : self.at]
        if since not in ("||", "||\r"):
            return False
        self._open.pop()
        return True

    def _link(self, opened: _Open) -> JsonObject | None:
        target = "".join(self.pieces[opened.piece :])
        self.at += 1
        if self._here("("):
            target = self._target()
        if user_id := linked_user_id(target):
            return {"type": "text_mention", "user": {"id": user_id}}
        url = checked_link(target)
        return {"type": "text_link", "url": url} if url else None

    def _emoji_or_time(self) -> JsonObject | None:
        self.at += 1
        if not self._here("("):
            raise _error("The entity must contain a tg://emoji or tg://time URL")
        kind, _, query = self._target().partition("?")
        fields = dict(parse_qsl(query))
        match kind.lower():
            case "tg://emoji" if number_in(fields.get("id", "")):
                return {"type": "custom_emoji", "custom_emoji_id": fields["id"]}
            case "tg://time" if number_in(fields.get("unix", "")):
                form = {"date_time_format": fields.get("format", "")}
                return {"type": "date_time", "unix_time": int(fields["unix"]), **form}
        raise _error("Invalid tg://emoji or tg://time URL specified")

    def _target(self) -> str:
        """The address in round brackets."""
        self.at += 1
        begin, letters = self.at, []
        while self.at < len(self.source) and not self._here(")"):
            self.at += self._escapes(self.at)
            letters.append(self.source[self.at])
            self.at += 1
        if not self._here(")"):
            raise _error(f"Can't find end of a URL at byte offset {self._offset(begin)}")
        self.at += 1
        return "".join(letters)

    def _finish(self) -> None:
        if self._in_quote:
            expands = self._pop_expansion()
            if self._name == "BlockQuote":
                opened = self._open.pop()
                if self._length > opened.start:
                    self._note(opened, _quote(expands))
        if self._open:
            raise self._unended()

    def _unended(self) -> ApiError:
        opened = self._open[-1]
        where = self._offset(opened.begin)
        return _error(f"Can't find end of {opened.name} entity at byte offset {where}")

    def _offset(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))


def _quote(expands: bool) -> JsonObject:
    return {"type": "expandable_blockquote" if expands else "blockquote"}


def _error(text: str) -> ApiError:
    return bad_request(f"can't parse entities: {text}")
