"""Texts and captions: parsed, trimmed, measured, with their entities."""

from collections.abc import Sequence
from functools import lru_cache

from bot.sandbox import utf16
from bot.sandbox.cleaning import cleaned_with, is_blank
from bot.sandbox.detect import span, with_detected
from bot.sandbox.errors import bad_request
from bot.sandbox.html import parse_html
from bot.sandbox.jsons import JsonObject
from bot.sandbox.links import payload_problem
from bot.sandbox.markdown import parse_markdown_v2
from bot.sandbox.oldmarkdown import parse_markdown
from bot.sandbox.params import Params
from bot.sandbox.world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
"""Characters (code points) after parsing."""

MOST_ENTITIES = 100
_MOST_BYTES = 1 << 15
_FURTHEST = 1_000_000
"""UTF-16 units."""

_KINDS = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    }
)
_FOUND_ALONE = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
)
"""Kinds that Telegram finds by itself and ignores when a bot names them."""

_KEPT_IN_QUOTES = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"}
)


def message_text(world: World, params: Params) -> JsonObject:
    """`text` and `entities` of a message, or an error if there is no text or too much."""
    text, entities = _formatted(world, params, "text", "entities")
    if not params.text("text"):
        raise bad_request("message text is empty")
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return _content(text, entities, "text", "entities")


def draft_text(world: World, params: Params) -> JsonObject:
    """Like that of a message, but there may be none yet."""
    return message_text(world, params) if params.text("text") else {"text": ""}


def formatted(world: World, params: Params, name: str) -> JsonObject:
    """A text beside others in one call, with `<name>_parse_mode` and `<name>_entities`."""
    entities_name = f"{name}_entities"
    text, entities = _formatted(world, params, name, entities_name, f"{name}_parse_mode")
    return _content(text, entities, name, entities_name) if text else {}


def message_caption(world: World, params: Params) -> JsonObject:
    """`caption` and `caption_entities`; nothing if there is no caption."""
    text, entities = _formatted(world, params, "caption", "caption_entities")
    if len(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return _content(text, entities, "caption", "caption_entities") if text else {}


def quoted_text(world: World, reply: Params) -> JsonObject:
    """`text` and `entities` of a quote, from ReplyParameters; nothing if there is none."""
    text, entities = _formatted(world, reply, "quote", "quote_entities", "quote_parse_mode")
    kept = [entity for entity in entities if entity["type"] in _KEPT_IN_QUOTES]
    return _content(text, kept, "text", "entities") if text else {}


def persons_text(text: str, name: str = "text", entities_name: str = "entities") -> JsonObject:
    """What a person typed, as content of a message. The text must not be blank."""
    return _content(*_finished(text, []), name, entities_name)


def _content(
    text: str, entities: Sequence[JsonObject], name: str, entities_name: str
) -> JsonObject:
    return {name: text, entities_name: entities} if entities else {name: text}


def _formatted(
    world: World, params: Params, name: str, entities_name: str, mode_name: str = "parse_mode"
) -> tuple[str, Sequence[JsonObject]]:
    """The text as it will be shown, and the entities in it, given and found."""
    text = params.text(name)
    if len(text) > _MOST_BYTES // 4 and len(text.encode()) > _MOST_BYTES:
        raise bad_request("text is too long")
    mode = params.text(mode_name).lower()
    if text and mode not in ("", "none"):
        if params.has(entities_name):
            params.remark(entities_name, f"ignored, because {mode_name} is given")
        text, entities = _parsed(text, mode)
    else:
        text, entities = _finished(text, _given(params, entities_name))
    for entity in entities:
        if entity["type"] == "text_link" and (problem := payload_problem(str(entity["url"]))):
            params.remark(name, problem)
    if any(entity["type"] == "text_mention" for entity in entities):
        entities = [known for entity in entities if (known := _with_user(world, entity))]
    return text, entities


@lru_cache(maxsize=256)
def _parsed(text: str, mode: str) -> tuple[str, Sequence[JsonObject]]:
    """What stays the same however often it is sent; nobody changes the entities."""
    return _finished(*_read(text, mode))


def _finished(text: str, entities: Sequence[JsonObject]) -> tuple[str, Sequence[JsonObject]]:
    kept, cut = _trimmed(*cleaned_with(text, entities))
    return ("", []) if is_blank(kept) else (kept, with_detected(kept, cut))


def _read(text: str, mode: str) -> tuple[str, list[JsonObject]]:
    if mode == "html":
        return parse_html(text) if "<" in text or "&" in text else (text, [])
    if mode == "markdownv2":
        return parse_markdown_v2(text)
    if mode == "markdown":
        return parse_markdown(text)
    raise bad_request("unsupported parse_mode")


def _given(params: Params, name: str) -> list[JsonObject]:
    given = params.json(name, "can't parse entities JSON object")
    if given is None:
        return []
    if not isinstance(given, list):
        params.remark(name, "an Array of MessageEntity was expected; it is ignored")
        return []
    entities = [entity for item in given if (entity := _entity(params, name, item))]
    if len(entities) > MOST_ENTITIES:
        params.remark(name, f"only the first {MOST_ENTITIES} entities are shown")
    return entities[:MOST_ENTITIES]


def _entity(params: Params, name: str, item: object) -> JsonObject | None:
    if not isinstance(item, dict):
        raise bad_request("can't parse MessageEntity: Expected an Object")
    kind = str(item.get("type"))
    if kind in _FOUND_ALONE:
        return None
    if kind not in _KINDS:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    for field in ("offset", "length"):
        if type(item.get(field)) is not int:
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{field}\"")
        if not 0 <= item[field] <= _FURTHEST:
            raise bad_request(f"receive an entity with incorrect {field} {item[field]}")
    if kind == "text_link" and not isinstance(item.get("url"), str):
        raise bad_request("can't parse MessageEntity: Can't find field \"url\"")
    if not item["length"]:
        params.remark(name, "an entity of no length is ignored")
        return None
    return dict(item)


def _with_user(world: World, entity: JsonObject) -> JsonObject | None:
    """A mention of a person shows the whole user; one of a stranger is dropped."""
    if entity["type"] != "text_mention":
        return entity
    user = entity.get("user")
    user_id = user.get("id") if isinstance(user, dict) else None
    person = world.people.get(user_id) if isinstance(user_id, int) else None
    return None if person is None else {**entity, "user": person.as_json()}


def _trimmed(text: str, entities: Sequence[JsonObject]) -> tuple[str, list[JsonObject]]:
    """Space around a text goes; entities are cut to what is left."""
    end = len(text.rstrip(" \n"))
    first = min((span(entity)[0] for entity in entities), default=end)
    begin = 0
    while begin < min(first, end) and text[begin] in " \n":
        begin += 1
    kept = text[begin:end]
    if not entities:
        return kept, []
    size = utf16.length(kept)
    cut: list[JsonObject] = []
    for entity in entities:
        start, stop = span(entity)
        start, stop = start - begin, min(stop - begin, size)
        if 0 <= start < stop:
            cut.append({**entity, "offset": start, "length": stop - start})
    return kept, cut
