"""Previews of what links in a text lead to."""

from bot.sandbox import utf16
from bot.sandbox.calling import Call
from bot.sandbox.jsons import JsonObject

_KEYS = frozenset(
    {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"}
)


def with_preview(call: Call, content: JsonObject) -> JsonObject:
    """The text with what was asked for its preview, and what Telegram found to show."""
    options = call.params.object("link_preview_options", "link preview options")
    for key in (options or {}).keys() - _KEYS:
        call.params.remark("link_preview_options", f'field "{key}" is ignored')
    options = options or {}
    if call.world.online.files and not ("url" in options or options.get("is_disabled")):
        found = next((url for url in _links(content) if call.world.online.has(url)), None)
        options = options | ({"url": found} if found else {})
    return {**content, "link_preview_options": options} if options else content


def _links(content: JsonObject) -> list[str]:
    text, entities = str(content.get("text", "")), content.get("entities")
    found: list[str] = []
    for entity in entities if isinstance(entities, list) else ():
        if entity["type"] == "text_link":
            found.append(entity["url"])
        elif entity["type"] == "url":
            found.append(utf16.slice_of(text, entity["offset"], entity["length"]))
    return found
