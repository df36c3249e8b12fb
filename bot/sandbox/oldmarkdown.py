"""`parse_mode` Markdown, the legacy one: text and entities, or the error that Telegram gives.

It follows the published parser of tdlib step by step. Nothing nests.
"""

import re

from bot.sandbox import utf16
from bot.sandbox.errors import bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.links import checked_link, linked_user_id

_KINDS = {"_": "italic", "*": "bold", "`": "code"}
_plain = re.compile(r"[^_*`\[\\]+")
_language = re.compile(r"([^\s`]*+)(?=[^`])")
_first_line = re.compile(r"\r\n|\n\r|\r|\n")


def parse_markdown(source: str) -> tuple[str, list[JsonObject]]:
    """Raises ApiError."""
    pieces: list[str] = []
    entities: list[JsonObject] = []
    at = length = 0
    while at < len(source):
        char = source[at]
        if plain := _plain.match(source, at):
            piece, at = plain[0], plain.end()
        elif char == "\\":
            escapes = source[at + 1 : at + 2] in ("_", "*", "`", "[")
            piece, at = (source[at + 1], at + 2) if escapes else (char, at + 1)
        else:
            piece, at, entity = _entity(source, at)
            if piece and entity:
                span = {"offset": length, "length": utf16.length(piece)}
                entities.append({"type": entity["type"], **span, **entity})
        pieces.append(piece)
        length += utf16.length(piece)
    return "".join(pieces), entities


def _entity(source: str, begin: int) -> tuple[str, int, JsonObject]:
    """The text of the entity that begins there, where it ends, and its fields; none if dropped."""
    opening = source[begin]
    if source.startswith("```", begin):
        return _block(source, begin)
    closing = "]" if opening == "[" else opening
    end = source.find(closing, begin + 1)
    if end < 0:
        raise _unended(source, begin)
    text = source[begin + 1 : end]
    if opening == "[":
        return _link(source, text, end)
    return text, end + 1, {"type": _KINDS[opening]}


def _block(source: str, begin: int) -> tuple[str, int, JsonObject]:
    at, language = begin + 3, ""
    if (named := _language.match(source, at)) and named[1]:
        language, at = named[1], named.end()
    if line := _first_line.match(source, at):
        at = line.end()
    end = source.find("```", at)
    if end < 0:
        raise _unended(source, begin)
    entity: JsonObject = {"type": "pre"}
    return source[at:end], end + 3, entity | ({"language": language} if language else {})


def _link(source: str, text: str, end: int) -> tuple[str, int, JsonObject]:
    target = text
    if source[end + 1 : end + 2] == "(":
        closing = source.find(")", end + 2)
        closing = len(source) if closing < 0 else closing
        target, end = source[end + 2 : closing], closing
    if user_id := linked_user_id(target):
        return text, end + 1, {"type": "text_mention", "user": {"id": user_id}}
    url = checked_link(target)
    return text, end + 1, {"type": "text_link", "url": url} if url else {}


def _unended(source: str, begin: int) -> Exception:
    where = len(source[:begin].encode("utf-8", "surrogatepass"))
    return bad_request(
        f"can't parse entities: Can't find end of the entity starting at byte offset {where}"
    )
