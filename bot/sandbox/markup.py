"""`reply_markup`: checked as Telegram checks it, and kept as it was meant."""

from collections.abc import Callable, Sequence

from bot.sandbox.errors import bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.links import checked_link, linked_user_id, payload_problem
from bot.sandbox.params import Params

LONGEST_DATA = 64
"""Bytes of `callback_data`."""

MOST_BUTTONS = 100
MOST_IN_ROW = 8

_ACTIONS = frozenset(
    {
        "callback_game",
        "pay",
        "switch_inline_query",
        "switch_inline_query_chosen_chat",
        "switch_inline_query_current_chat",
        "login_url",
        "web_app",
        "copy_text",
        "disabled",
    }
)
"""What an inline button can do beside opening a `url` and sending `callback_data`."""

_LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})
_INLINE_KEYS = _ACTIONS | _LOOKS | {"url", "callback_data"}
_BELOW_KEYS = _LOOKS | {
    "request_users",
    "request_chat",
    "request_managed_bot",
    "request_contact",
    "request_location",
    "request_poll",
    "web_app",
}
_INLINE = "can't parse inline keyboard button: "
STYLES = frozenset({"", "default", "primary", "danger", "success"})

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
LONGEST_COPIED = 256
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
        rows = _remarked(params, _rows(markup, kind, _inline_button), _INLINE_KEYS)
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
        rows = _rows(markup, kind, _keyboard_button)
        known["keyboard"] = _remarked(params, rows, _BELOW_KEYS)
    return known


def _remark_on_nothing(params: Params, markup: JsonObject) -> None:
    # An empty inline keyboard is how a bot takes its buttons away; anything else is a slip.
    if markup and markup.keys() != {"inline_keyboard"}:
        params.remark("reply_markup", "no kind of keyboard is recognised in it")


def _remarked(
    params: Params, rows: Sequence[Sequence[JsonObject]], known: frozenset[str]
) -> list[list[JsonObject]]:
    return [[_heeded(params, button, known) for button in row] for row in rows]


def _heeded(params: Params, button: JsonObject, known: frozenset[str]) -> JsonObject:
    """What Telegram sees of a button."""
    if "url" in button and (problem := payload_problem(str(button["url"]))):
        params.remark("reply_markup", problem)
    if len(button) > 2 and len(button.keys() & (known - _LOOKS)) > 1:
        params.remark("reply_markup", f"button {button['text']!r} can do but one thing")
    if known.issuperset(button):
        return button
    for key in button.keys() - known:
        params.remark("reply_markup", f'field "{key}" of a button is ignored')
    return {key: value for key, value in button.items() if key in known}


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


def _inline_button(button: object) -> JsonObject:
    if not isinstance(button, dict):
        raise bad_request(f"{_INLINE}InlineKeyboardButton must be an Object")
    text, data = button.get("text"), button.get("callback_data", "")
    if len(button) != 2 or not _is_plain(text, data):
        _check_inline(button, text, data, button.get("url", ""))
    return button


def _check_inline(button: JsonObject, text: object, data: object, url: object) -> None:
    if not isinstance(text, str):
        raise bad_request(f'{_INLINE}Can\'t find field "text"')
    for name, value in (("callback_data", data), ("url", url)):
        if not isinstance(value, str):
            raise bad_request(f'{_INLINE}Field "{name}" must be of type String')
    if not (data or url or _ACTIONS & button.keys()):
        raise bad_request(f"{_INLINE}Text buttons are unallowed in the inline keyboard")
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if len(str(data).encode()) > LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    _check_look(button, _INLINE)
    if "copy_text" in button:
        _check_copied(button["copy_text"])
    if url and not (linked_user_id(str(url)) or checked_link(str(url))):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _is_plain(text: object, data: object) -> bool:
    """Whether a button is as most are: words and a little data. It needs no closer look."""
    if not isinstance(text, str) or not isinstance(data, str):
        return False
    return data.isascii() and 0 < len(data) <= LONGEST_DATA and bool(text.strip())


def _check_look(button: JsonObject, refusal: str) -> None:
    if "style" in button and str(button["style"]).lower() not in STYLES:
        raise bad_request(f"{refusal}invalid button style specified")


def _check_copied(copied: object) -> None:
    text = copied.get("text") if isinstance(copied, dict) else None
    if not isinstance(text, str):
        raise bad_request(f'{_INLINE}Can\'t find field "text"')
    if not 1 <= len(text) <= LONGEST_COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _keyboard_button(button: object) -> JsonObject:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    _check_look(button, "can't parse keyboard button: ")
    if not text.strip():
        raise bad_request("keyboard button text must be non-empty")
    return button
