"""`reply_markup`: checked as Telegram checks it, and kept as it was meant."""

from collections.abc import Callable, Sequence

from bot.sandbox.buttons import (
    ACTIONS,
    BELOW,
    INNER,
    LOOKS,
    below_action,
    inline_action,
    inline_button,
    keyboard_button,
)
from bot.sandbox.errors import bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.links import payload_problem
from bot.sandbox.params import Params

MOST_BUTTONS = 100
MOST_IN_ROW = 8

Does = Callable[[JsonObject], str]
"""Names the field that tells what a button does; "" if it says its words."""

_INLINE_KEYS = LOOKS | {"url", "callback_data", *ACTIONS}
_BELOW_KEYS = LOOKS | BELOW

_KEYS = {
    "keyboard": frozenset(
        {
            "keyboard",
            "is_persistent",
            "resize_keyboard",
            "one_time_keyboard",
            "input_field_placeholder",
            "selective",
            "force_reply",
        }
    ),
    "inline_keyboard": frozenset({"inline_keyboard", "force_reply"}),
    "remove_keyboard": frozenset({"remove_keyboard", "selective"}),
    "force_reply": frozenset({"force_reply", "input_field_placeholder", "selective"}),
}
LONGEST_PLACEHOLDER = 64
"""Characters."""


def reply_markup(params: Params, *, inline_only: bool = False) -> JsonObject | None:
    """The keyboard of a call; None if there is none, or one without buttons."""
    markup = params.json("reply_markup", "can't parse reply keyboard markup JSON object")
    if markup is None and not params.text("reply_markup"):
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    kind = next((key for key in _KEYS if markup.get(key)), None)
    if kind is None:
        _remark_on_nothing(params, markup)
        return None
    for key in markup.keys() - _KEYS[kind]:
        params.remark("reply_markup", f'field "{key}" is ignored')
    if kind == "inline_keyboard":
        rows = _remarked(params, _rows(markup, kind, inline_button), _INLINE_KEYS, inline_action)
        forced = {"force_reply": True} if markup.get("force_reply") is True else {}
        return {"inline_keyboard": rows, **forced} if rows else None
    if inline_only:
        raise bad_request("inline keyboard expected")
    return _below_the_text_field(params, markup, kind)


def _below_the_text_field(params: Params, markup: JsonObject, kind: str) -> JsonObject | None:
    placeholder = markup.get("input_field_placeholder", "")
    if not isinstance(placeholder, str) or len(placeholder) > LONGEST_PLACEHOLDER:
        raise bad_request("input field placeholder is too long")
    known = {key: value for key, value in markup.items() if key in _KEYS[kind]}
    if kind == "keyboard":
        rows = _rows(markup, kind, keyboard_button)
        known["keyboard"] = _remarked(params, rows, _BELOW_KEYS, below_action)
    return known


def _remark_on_nothing(params: Params, markup: JsonObject) -> None:
    # An empty inline keyboard is how a bot takes its buttons away; anything else is a slip.
    if markup and markup.keys() != {"inline_keyboard"}:
        params.remark("reply_markup", "no kind of keyboard is recognised in it")


def _remarked(
    params: Params, rows: Sequence[Sequence[JsonObject]], known: frozenset[str], does: Does
) -> list[list[JsonObject]]:
    return [[_heeded(params, button, known, does) for button in row] for row in rows]


def _heeded(params: Params, button: JsonObject, known: frozenset[str], does: Does) -> JsonObject:
    """What Telegram sees of a button: how it looks, and the first of what it could do."""
    if "url" in button and (problem := payload_problem(str(button["url"]))):
        params.remark("reply_markup", problem)
    if len(button) == 2 and "callback_data" in button.keys() & known:
        return button
    action = does(button)
    for key in button.keys() - known:
        params.remark("reply_markup", f'field "{key}" of a button is ignored')
    if len(button.keys() & (known - LOOKS)) > 1:
        params.remark("reply_markup", f"button {button['text']!r} can do but one thing")
    if action.startswith("switch_inline"):
        params.remark("reply_markup", "the bot has no inline mode to switch to")
    seen = {key: value for key, value in button.items() if key in LOOKS}
    return seen | ({action: _inner(params, button[action], action)} if action else {})


def _inner(params: Params, held: object, action: str) -> object:
    if not isinstance(held, dict) or action not in INNER:
        return held
    for key in held.keys() - INNER[action]:
        params.remark("reply_markup", f'field "{key}" of {action} is ignored')
    return {key: value for key, value in held.items() if key in INNER[action]}


def _rows(
    markup: JsonObject, kind: str, checked: Callable[[object], JsonObject]
) -> list[list[JsonObject]]:
    rows = markup[kind]
    if not isinstance(rows, list):
        raise bad_request(f'field "{kind}" must be of type Array')
    keyboard = [[checked(button) for button in _row(row, kind)] for row in rows]
    if sum(map(len, keyboard)) > MOST_BUTTONS or any(len(row) > MOST_IN_ROW for row in keyboard):
        raise bad_request("reply markup is too long")
    return [row for row in keyboard if row]


def _row(row: object, kind: str) -> list[object]:
    if isinstance(row, list):
        return row
    whose = " of the InlineKeyboardMarkup" if kind == "inline_keyboard" else ""
    raise bad_request(f'field "{kind}"{whose} must be an Array of Arrays')
