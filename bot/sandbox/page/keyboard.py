"""Buttons under a message and below the text field."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.sandbox.chats import Chat, Message
from bot.sandbox.jsons import JsonObject
from bot.sandbox.page.entities import Reader, link
from bot.sandbox.page.reading import inner, rows, text
from bot.sandbox.page.shelf import Screen, in_topic

_STYLES = frozenset({"danger", "success", "primary"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One inline button. It has `data` to post, a `way` to lead, or `copied` text; or nothing."""

    label: str
    style: str = ""
    data: str = ""
    way: Markup | None = None
    copied: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyKeyboard:
    """Each label is said when it is pressed."""

    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """What the newest messages make of the text field."""

    keyboard: ReplyKeyboard | None = None
    forced: Message | None = None
    """The message that a bot wants to be answered."""
    placeholder: str = ""


def inline_rows(markup: JsonObject | None, reader: Reader) -> list[list[Button]]:
    given = rows(markup or {}, "inline_keyboard")
    return [[_button(button, reader) for button in row] for row in given]


def _button(button: JsonObject, reader: Reader) -> Button:
    label = text(button, "text")
    style = text(button, "style")
    style = style if style in _STYLES else ""
    if "disabled" in button:
        return Button(label=label, style=style)
    if data := text(button, "callback_data"):
        return Button(label=label, style=style, data=data)
    if url := text(button, "url"):
        return Button(label=label, style=style, way=link(url, label, reader))
    return Button(label=label, style=style, copied=text(inner(button, "copy_text"), "text"))


def below(screen: Screen, chat: Chat) -> Below:
    """Read backwards from the newest message, until something settles it."""
    answered = False
    for message in reversed(chat.messages.values()):
        if not in_topic(message, screen.thread):
            continue
        markup = message.markup or {}
        if "keyboard" in markup:
            return _keyboard(markup, answered=answered)
        if "remove_keyboard" in markup:
            break
        if markup.get("force_reply") is True and not answered:
            return Below(forced=message, placeholder=text(markup, "input_field_placeholder"))
        answered = answered or message.sender is screen.person
    return Below()


def _keyboard(markup: JsonObject, *, answered: bool) -> Below:
    if answered and markup.get("one_time_keyboard") is True:
        return Below()
    labels = [[text(button, "text") for button in row] for row in rows(markup, "keyboard")]
    placeholder = text(markup, "input_field_placeholder")
    return Below(keyboard=ReplyKeyboard(rows=labels), placeholder=placeholder)
