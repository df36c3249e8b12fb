"""What a bot tells about itself: commands, descriptions, menu button."""

import re
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.sandbox.calling import Call, method
from bot.sandbox.cleaning import cleaned
from bot.sandbox.errors import bad_request
from bot.sandbox.fields import UnfitError, required
from bot.sandbox.jsons import JsonObject, encode
from bot.sandbox.params import Params

T = TypeVar("T")

MOST_COMMANDS = 100
LONGEST_COMMAND_DESCRIPTION = 256
LONGEST_TEXTS = {"name": 64, "description": 512, "short_description": 120}
"""Characters."""

_COMMAND = "can't parse BotCommand: "
_MENU = "can't parse menu button: "
_SCOPE = "can't parse BotCommandScope: "
_DEFAULT: JsonObject = {"type": "default"}

_command = re.compile(r"[a-z0-9_]{1,32}")
_language = re.compile(r"[a-z]{2}|")
_SCOPES: dict[str, frozenset[str]] = {
    "default": frozenset(),
    "all_private_chats": frozenset(),
    "all_group_chats": frozenset(),
    "all_chat_administrators": frozenset(),
    "chat": frozenset({"chat_id"}),
    "chat_administrators": frozenset({"chat_id"}),
    "chat_member": frozenset({"chat_id", "user_id"}),
}


async def set_my_commands(call: Call) -> object:
    key = _scope(call.params), _language_code(call.params)
    given = call.params.array("commands", object, "expected an Array of BotCommand")
    if given is None:
        raise bad_request("commands are not specified")
    if len(given) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.bot.profile.commands[key] = [_checked_command(item) for item in given]
    call.world.events.publish("commands", bot=call.bot.username)
    return True


async def delete_my_commands(call: Call) -> object:
    key = _scope(call.params), _language_code(call.params)
    call.bot.profile.commands.pop(key, None)
    call.world.events.publish("commands", bot=call.bot.username)
    return True


async def get_my_commands(call: Call) -> object:
    key = _scope(call.params), _language_code(call.params)
    return call.bot.profile.commands.get(key, [])


def _set_text(kind: str) -> Callable[[Call], Awaitable[object]]:
    async def run(call: Call) -> object:
        text = call.params.words(kind)
        if len(text) > LONGEST_TEXTS[kind]:
            raise bad_request(f"BOT_{kind.upper()}_TOO_LONG")
        language = _language_code(call.params)
        call.bot.profile.texts[kind, language] = text
        if kind == "name" and text and not language:
            call.bot.first_name = text
        return True

    return run


def _get_text(kind: str) -> Callable[[Call], Awaitable[object]]:
    async def run(call: Call) -> object:
        texts = call.bot.profile.texts
        unset = call.bot.first_name if kind == "name" else ""
        language = _language_code(call.params)
        return {kind: texts.get((kind, language)) or texts.get((kind, "")) or unset}

    return run


async def set_chat_menu_button(call: Call) -> object:
    params = call.params
    refusal = f"{_MENU}MenuButton must be an Object"
    given = params.object("menu_button", "menu button", refusal)
    button = _DEFAULT if given is None else _menu_button(given)
    call.bot.profile.menu_buttons[_private_chat(call)] = button
    call.world.events.publish("commands", bot=call.bot.username)
    return True


async def get_chat_menu_button(call: Call) -> object:
    """Where none was set, the list of commands opens if there are any."""
    profile, chat_id = call.bot.profile, _private_chat(call)
    if chat_id and chat_id in profile.menu_buttons:
        return profile.menu_buttons[chat_id]
    button = profile.menu_buttons.get(0, _DEFAULT)
    has_commands = any(profile.commands.values())
    return {"type": "commands"} if button == _DEFAULT and has_commands else button


def _menu_button(given: JsonObject) -> JsonObject:
    kind = _string(given, "type", _MENU)
    if kind == "web_app":
        return _web_app_button(given)
    if kind not in ("default", "commands"):
        raise bad_request(f"{_MENU}MenuButton has unsupported type")
    return {"type": kind}


def _web_app_button(given: JsonObject) -> JsonObject:
    text = cleaned(_string(given, "text", _MENU))
    url = _string(_field(given, "web_app", dict, _MENU), "url", _MENU)
    if not text:
        raise bad_request("menu button text must be non-empty")
    if not url.startswith("https://"):
        raise bad_request(
            f"menu button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        )
    return {"type": "web_app", "text": text, "web_app": {"url": url}}


def _string(fields: JsonObject, name: str, refusal: str) -> str:
    return _field(fields, name, str, refusal)


def _field(fields: JsonObject, name: str, kind: type[T], refusal: str) -> T:
    """One that has to be there."""
    try:
        return required(fields, name, kind)
    except UnfitError as unfit:
        raise bad_request(f"{refusal}{unfit}") from None


def _private_chat(call: Call) -> int:
    """The id of the chat that the call is about; 0 for all of them."""
    if not call.params.has("chat_id"):
        return 0
    person = call.params.user_id("chat_id")
    if person not in call.world.people:
        raise bad_request("chat not found")
    return person


def _checked_command(item: object) -> JsonObject:
    if not isinstance(item, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = (_string(item, each, _COMMAND) for each in ("command", "description"))
    name, description = name.removeprefix("/"), cleaned(description).strip()
    if not _command.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > LONGEST_COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _scope(params: Params) -> str:
    """The scope as canonical JSON."""
    refusal = f"{_SCOPE}BotCommandScope must be an Object"
    given = params.object("scope", "BotCommandScope", refusal)
    scope = _DEFAULT if given is None else given
    kind = _string(scope, "type", _SCOPE)
    if kind not in _SCOPES:
        raise bad_request(f"{_SCOPE}Unsupported type specified")
    for field in sorted(_SCOPES[kind]):
        if not scope.get(field):
            raise bad_request(f'{_SCOPE}Can\'t find field "{field}"')
    return encode({key: scope[key] for key in ("type", *sorted(_SCOPES[kind]))}).decode()


def _language_code(params: Params) -> str:
    code = params.text("language_code")
    if not _language.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


METHODS = (
    method("setMyCommands", set_my_commands, "commands scope language_code"),
    method("deleteMyCommands", delete_my_commands, "scope language_code"),
    method("getMyCommands", get_my_commands, "scope language_code"),
    method("setMyName", _set_text("name"), "name language_code"),
    method("getMyName", _get_text("name"), "language_code"),
    method("setMyDescription", _set_text("description"), "description language_code"),
    method("getMyDescription", _get_text("description"), "language_code"),
    method(
        "setMyShortDescription",
        _set_text("short_description"),
        "short_description language_code",
    ),
    method("getMyShortDescription", _get_text("short_description"), "language_code"),
    method("setChatMenuButton", set_chat_menu_button, "chat_id menu_button"),
    method("getChatMenuButton", get_chat_menu_button, "chat_id"),
)
