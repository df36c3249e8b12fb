"""Buttons: what each may hold, and in which chats it may stand, with Telegram's refusals."""

from collections.abc import Callable, Mapping

from bot.sandbox.chats import Chat, Kind
from bot.sandbox.cleaning import cleaned
from bot.sandbox.errors import bad_request
from bot.sandbox.fields import UnfitError, optional, require_number, required
from bot.sandbox.jsons import JsonObject
from bot.sandbox.links import checked_link, linked_user_id

LONGEST_DATA = 64
"""Bytes of `callback_data`."""
LONGEST_COPIED = 256
"""Characters."""

LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})
_STYLES = frozenset({"", "default", "primary", "danger", "success"})

_RIGHTS = ("user_administrator_rights", "bot_administrator_rights")
_ASKED = {
    "request_users": frozenset(
        {
            "user_is_bot",
            "user_is_premium",
            "request_name",
            "request_username",
            "request_photo",
        }
    ),
    "request_chat": frozenset(
        {
            "chat_is_channel",
            "chat_is_forum",
            "chat_has_username",
            "chat_is_created",
            "bot_is_member",
            "request_title",
            "request_username",
            "request_photo",
        }
    ),
    "request_managed_bot": frozenset[str](),
}
"""Requests that carry an id, and what in them is yes or no."""

INNER = {
    "request_users": _ASKED["request_users"] | {"request_id", "max_quantity"},
    "request_chat": _ASKED["request_chat"] | {"request_id", *_RIGHTS},
    "request_managed_bot": frozenset({"request_id", "suggested_name", "suggested_username"}),
    "request_poll": frozenset({"type"}),
    "web_app": frozenset({"url"}),
    "login_url": frozenset({"url", "forward_text", "bot_username", "request_write_access"}),
    "copy_text": frozenset({"text"}),
    "switch_inline_query_chosen_chat": frozenset(
        {
            "query",
            "allow_user_chats",
            "allow_bot_chats",
            "allow_group_chats",
            "allow_channel_chats",
        }
    ),
}
"""The fields of what a button holds."""

_PRIVATE = {
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
    "request_poll": "poll can be requested in private chats only",
    "web_app": "web App buttons can be used in private chats only",
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
    "request_managed_bot": "managed bots can be requested in private chats only",
}
"""What buttons below the text field ask for, in the order in which Telegram looks for it."""

_SWITCHES = {
    "switch_inline_query": "switch_inline_query",
    "switch_inline_query_chosen_chat": "switch_inline_query",
    "switch_inline_query_current_chat": "switch_inline_query_current_chat",
}
ACTIONS = ("callback_game", "pay", *_SWITCHES, "login_url", "web_app", "copy_text", "disabled")
"""What an inline button does beside opening a `url` and sending `callback_data`, in order."""
BELOW = frozenset(_PRIVATE)


def inline_button(button: object) -> JsonObject:
    """A button under a message."""
    if isinstance(button, dict) and len(button) == 2 and _is_plain(button):
        return button
    try:
        return _inline(button)
    except UnfitError as unfit:
        raise bad_request(f"can't parse inline keyboard button: {unfit}") from None


def keyboard_button(button: object) -> JsonObject:
    """A button below the text field; it may be a text alone."""
    try:
        return _below({"text": button} if isinstance(button, str) else button)
    except UnfitError as unfit:
        raise bad_request(f"can't parse keyboard button: {unfit}") from None


def require_place(chat: Chat, markup: JsonObject | None) -> None:
    """Refuses a keyboard in a chat where what it does cannot be done."""
    if markup is None or chat.private:
        return
    inline = markup.get("inline_keyboard")
    if inline is None and chat.kind is Kind.CHANNEL:
        raise bad_request("inline keyboard expected")
    for button in _buttons(markup.get("keyboard")):
        if asked := below_action(button):
            raise bad_request(_PRIVATE[asked])
    for button in _buttons(inline):
        action = inline_action(button)
        if action in _SWITCHES and chat.kind is Kind.CHANNEL:
            raise bad_request(
                f"can't use {_SWITCHES[action]} button in a channel chat, because users will not "
                "be able to use the button without knowing bot's username"
            )
        if action == "web_app":
            raise bad_request("BUTTON_TYPE_INVALID")


def _buttons(rows: object) -> list[JsonObject]:
    return [button for row in rows for button in row] if isinstance(rows, list) else []


def _is_plain(button: JsonObject) -> bool:
    """Whether it is as most are: words and a little data. It needs no closer look."""
    text, data = button.get("text"), button.get("callback_data")
    if not isinstance(text, str) or not isinstance(data, str):
        return False
    short = data.isascii() and 0 < len(data) <= LONGEST_DATA
    return short and bool(text.strip()) and cleaned(text) == text


def _inline(button: object) -> JsonObject:
    if not isinstance(button, dict):
        raise UnfitError("InlineKeyboardButton must be an Object")
    text = _look(button)
    for name in ("url", "callback_data"):
        optional(button, name, str, "")
    action = inline_action(button)
    if not action:
        raise UnfitError("Text buttons are unallowed in the inline keyboard")
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    _INLINE.get(action, _nothing)(button)
    return {**button, "text": text}


def inline_action(button: JsonObject) -> str:
    """What it does; Telegram looks no further than to the first."""
    told = next((name for name in ("url", "callback_data") if button.get(name)), "")
    return told or next((name for name in ACTIONS if name in button), "")


def below_action(button: JsonObject) -> str:
    """What it asks of the person; "" if it says its words."""
    return next((name for name in _PRIVATE if button.get(name, False) is not False), "")


def _nothing(_: JsonObject) -> None:
    pass


def _check_url(button: JsonObject) -> None:
    url = required(button, "url", str)
    if linked_user_id(url) is None and not checked_link(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _check_data(button: JsonObject) -> None:
    if len(required(button, "callback_data", str).encode()) > LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_type(_: JsonObject) -> None:
    """Only invoices have a button to pay, only games one to play."""
    raise bad_request("BUTTON_TYPE_INVALID")


def _check_chosen_chat(button: JsonObject) -> None:
    chosen = required(button, "switch_inline_query_chosen_chat", dict)
    optional(chosen, "query", str, "")
    kinds = [name for name in INNER["switch_inline_query_chosen_chat"] if name != "query"]
    allowed = [name for name in kinds if optional(chosen, name, bool, False)]
    if not allowed:
        raise bad_request("at least one chat type must be allowed")


def _check_login(button: JsonObject) -> None:
    login = required(button, "login_url", dict)
    url = required(login, "url", str)
    username = optional(login, "bot_username", str, "")
    optional(login, "request_write_access", bool, False)
    optional(login, "forward_text", str, "")
    name = username.removeprefix("@").replace("_", "a")
    if username and not (name.isascii() and name.isalnum()):
        raise UnfitError("LoginUrl bot username is invalid")
    _check_https(url, "inline keyboard button login", "login")


def _check_web_app(button: JsonObject) -> None:
    _check_https(_app_url(button), "inline keyboard button Web App", "Web App")


def _check_copied(button: JsonObject) -> None:
    copied = required(button, "copy_text", dict)
    if not 1 <= len(required(copied, "text", str)) <= LONGEST_COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


_INLINE: Mapping[str, Callable[[JsonObject], object]] = {
    "url": _check_url,
    "callback_data": _check_data,
    "callback_game": _check_type,
    "pay": _check_type,
    "switch_inline_query": lambda button: required(button, "switch_inline_query", str),
    "switch_inline_query_chosen_chat": _check_chosen_chat,
    "switch_inline_query_current_chat": lambda button: required(
        button, "switch_inline_query_current_chat", str
    ),
    "login_url": _check_login,
    "web_app": _check_web_app,
    "copy_text": _check_copied,
    "disabled": lambda button: required(button, "disabled", dict),
}


def _below(button: object) -> JsonObject:
    if not isinstance(button, dict):
        raise UnfitError("KeyboardButton must be a String or an Object")
    text = _look(button)
    for name in ("request_contact", "request_location"):
        optional(button, name, bool, False)
    if "request_poll" in button:
        optional(required(button, "request_poll", dict), "type", str, "")
    app = _app_url(button) if "web_app" in button else ""
    for name in _ASKED.keys() & button.keys():
        _check_request(required(button, name, dict), name)
    if not text.strip():
        raise bad_request("keyboard button text must be non-empty")
    if app:
        _check_https(app, "keyboard button Web App", "Web App")
    return {**button, "text": text}


def _check_request(request: JsonObject, name: str) -> None:
    require_number(request, "request_id")
    for flag in _ASKED[name]:
        optional(request, flag, bool, False)
    if "max_quantity" in request:
        require_number(request, "max_quantity")
    for suggested in ("suggested_name", "suggested_username"):
        optional(request, suggested, str, "")
    for rights in _RIGHTS:
        granted = request.get(rights, {})
        if not isinstance(granted, dict):
            raise UnfitError("ChatAdministratorRights must be an Object")
        for right in granted:
            optional(granted, right, bool, False)


def _look(button: JsonObject) -> str:
    """The text, cleaned."""
    text = required(button, "text", str)
    if optional(button, "style", str, "").lower() not in _STYLES:
        raise UnfitError("invalid button style specified")
    return cleaned(text)


def _app_url(button: JsonObject) -> str:
    return required(required(button, "web_app", dict), "url", str)


def _check_https(url: str, whose: str, kind: str) -> None:
    if linked_user_id(url) is not None:
        raise bad_request(f"link to a user can't be used in {kind} URL buttons")
    if not url.lower().startswith("https://"):
        raise bad_request(f"{whose} URL '{url}' is invalid: Only HTTPS links are allowed")
    if not checked_link(url):
        raise bad_request(f"{whose} URL '{url}' is invalid: Wrong HTTP URL")
