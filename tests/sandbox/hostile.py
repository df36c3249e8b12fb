"""Calls that nobody in their right mind makes, drawn from a seed so that each can be made again."""

import copy
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.methods import METHODS
from bot.sandbox.unplayed import UNPLAYED

WORDS = ["", " ", "x", "1", "-1", "0", "null", "{}", "[]", "[[]]", '"', "{", "\ud800", "\r", "\0"]
WORDS += ["true", "HTML", "<b>x</b>", "<a href='tg://user?id=1'>x</a>", "*x*", "_", "@ward", "😀"]
WORDS += ["/start", "x" * 5000, "[" * 3000, '{"a":' * 3000, "1e999", "9" * 5000, "http://[", "NaN"]
WORDS += ["attach://x", "https://x.org", "tg://user?id=" + "9" * 5000, "۱۲", "²", "&#x110000;"]
NUMBERS: list[Any] = [0, 1, -1, 2, 3, 2**31, 2**63, -(2**63), 10**30, 10**400, 0.5, -0.0, 1e308]
PLAIN: list[Any] = [None, True, False, *WORDS, *NUMBERS, [], {}, [[]], [None], {"": None}]

_PARAMETERS = sorted({name for method in METHODS for name in method.parameters})
_FIELDS = [
    *_PARAMETERS,
    *[
        "type",
        "id",
        "url",
        "inline_keyboard",
        "keyboard",
        "force_reply",
        "remove_keyboard",
        "web_app",
        "login_url",
    ],
    *[
        "copy_text",
        "request_users",
        "request_chat",
        "request_id",
        "switch_inline_query",
        "pay",
        "offset",
    ],
    *[
        "length",
        "language",
        "custom_emoji_id",
        "command",
        "quote",
        "photo",
        "can_send_messages",
        "is_disabled",
    ],
]


@dataclass(frozen=True)
class Draws:
    """What is drawn from; `known` are ids and the like that mean something in the box."""

    chance: random.Random
    known: Sequence[Any]

    def value(self, depth: int = 0) -> Any:
        kind = self.chance.random()
        if kind < 0.4:
            return self.chance.choice(self.known)
        if kind < 0.75 or depth > 3:
            return self.chance.choice(PLAIN)
        if kind < 0.85:
            return [self.value(depth + 1) for _ in range(self.chance.randint(0, 3))]
        fields = self.chance.choices(_FIELDS, k=self.chance.randint(0, 4))
        return {name: self.value(depth + 1) for name in fields}

    def parameter(self, name: str) -> Any:
        """Often something that is nearly right."""
        nearly = NEARLY.get(name)
        if nearly is None or self.chance.random() < 0.3:
            return self.value()
        value = copy.deepcopy(self.chance.choice(nearly))
        if self.chance.random() < 0.5:
            value = spoiled(value, self)
        return json.dumps(value) if self.chance.random() < 0.2 else value


BUTTON = {"text": "x", "callback_data": "y"}
KEYBOARDS: list[Any] = [
    {"inline_keyboard": [[BUTTON, {"text": "x", "url": "https://x.org"}]]},
    {"inline_keyboard": [[{"text": "x", "web_app": {"url": "https://x.org"}}]]},
    {"inline_keyboard": [[{"text": "x", "login_url": {"url": "https://x.org"}}]]},
    {"inline_keyboard": [[{"text": "x", "copy_text": {"text": "y"}}]]},
    {"keyboard": [["x", {"text": "x", "request_users": {"request_id": 1}}]]},
    {"keyboard": [[{"text": "x", "request_chat": {"request_id": 1}}]]},
    {"force_reply": True, "input_field_placeholder": "x"},
    {"remove_keyboard": True},
]
ENTITIES: list[Any] = [
    [{"type": "bold", "offset": 0, "length": 1}],
    [{"type": "text_link", "offset": 0, "length": 2, "url": "https://x.org"}],
    [{"type": "text_mention", "offset": 0, "length": 1, "user": {"id": 1}}],
    [{"type": "custom_emoji", "offset": 1, "length": 1, "custom_emoji_id": "1"}],
]
MASK = {"point": "eyes", "x_shift": 0, "y_shift": 1.5, "scale": 1}
STICKER = {"sticker": "attach://x", "format": "static", "emoji_list": ["😄"], "keywords": ["x"]}
PLACE = {"type": "venue", "latitude": 1, "longitude": 2, "title": "x", "address": "y"}
MEDIA = {"type": "photo", "media": "attach://x", "caption": "x"}
NEARLY: Mapping[str, list[Any]] = {
    "reply_markup": KEYBOARDS,
    "entities": ENTITIES,
    "caption_entities": ENTITIES,
    "text": ["x", "<b>x</b>", "a\rb", "*x*", "/start x"],
    "parse_mode": ["HTML", "MarkdownV2", "Markdown"],
    "reply_parameters": [{"message_id": 1, "quote": "x", "chat_id": 1}],
    "link_preview_options": [{"is_disabled": True, "url": "https://x.org"}],
    "permissions": [{"can_send_messages": True}],
    "commands": [[{"command": "x", "description": "y"}]],
    "scope": [{"type": "default"}, {"type": "chat", "chat_id": 1}],
    "menu_button": [{"type": "web_app", "text": "x", "web_app": {"url": "https://x.org"}}],
    "reaction": [[{"type": "emoji", "emoji": "👍"}]],
    "media": [[MEDIA, MEDIA], MEDIA, [{**MEDIA, "type": "video"}]],
    "options": [["a", "b"], [{"text": "a"}, {"text": "b"}], [{"text": "a", "media": PLACE}]],
    "explanation_media": [MEDIA, PLACE],
    "allowed_updates": [["message", "poll"], []],
    "message_ids": [[1, 2], ["1"]],
    "type": ["quiz", "regular"],
    "emoji": ["🎲", "👍"],
    "action": ["typing"],
    "custom_emoji_ids": [["1"]],
    "stickers": [[STICKER], [{**STICKER, "mask_position": MASK}]],
    "mask_position": [MASK],
    "emoji_list": [["😄", "⭐"]],
    "keywords": [["x"]],
    "sticker_type": ["regular", "mask", "custom_emoji"],
    "sticker_format": ["static", "animated"],
}


def spoiled(value: Any, draws: Draws) -> Any:
    """With something in it, at any depth, that is something else, gone, or there once more."""
    places: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        each = waiting.pop()
        keys = list(each) if isinstance(each, dict) else range(len(each)) if _is_list(each) else ()
        for key in keys:
            places.append((each, key))
            waiting.append(each[key])
    if not places:
        return draws.value()
    for _ in range(draws.chance.choice([1, 1, 2, 5])):
        holder, key = draws.chance.choice(places)
        _spoil(holder, key, draws)
    return value


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _spoil(holder: Any, key: Any, draws: Draws) -> None:
    deed = draws.chance.random()
    if isinstance(holder, dict) and deed < 0.15:
        holder.pop(key, None)
    elif isinstance(holder, dict) and deed < 0.25:
        holder[str(draws.value())[:9]] = holder.get(key)
    elif isinstance(holder, list) and deed < 0.2:
        holder.append(copy.deepcopy(draws.chance.choice(holder)) if holder else draws.value())
    elif isinstance(holder, dict) or key < len(holder):
        holder[key] = _other(holder.get(key) if isinstance(holder, dict) else holder[key], draws)


def _other(value: Any, draws: Draws) -> Any:
    """Of the same type as often as not, as types alone are easily looked at."""
    same: dict[type, Callable[[], Any]] = {
        int: lambda: draws.chance.choice([0, 1, -1, 2, 2**31, 2**63, 10**30, value + 1]),
        float: lambda: draws.chance.choice([0.0, -1.0, 1e308, value * 1000]),
        str: lambda: draws.chance.choice(WORDS),
        dict: lambda: {draws.chance.choice(_FIELDS): draws.value() for _ in range(2)},
        list: lambda: [draws.value() for _ in range(2)],
        bool: lambda: not value,
    }
    if draws.chance.random() < 0.7 and type(value) in same:
        return same[type(value)]()
    return draws.value()


def method_call(draws: Draws) -> tuple[str, dict[str, Any]]:
    """A method and its parameters, half of them those that it needs."""
    method = draws.chance.choice(METHODS)
    names = sorted(method.parameters)
    chosen = [name for name in names if draws.chance.random() < draws.chance.choice([0.3, 0.8])]
    if draws.chance.random() < 0.05:
        return draws.chance.choice([*UNPLAYED.values(), "x"]), {"x": draws.value()}
    return method.name, {name: draws.parameter(name) for name in chosen}
