"""A message as Telegram will get it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

from markupsafe import Markup
from telegram import InputFile

from bot.charts.papers import Paper
from bot.charts.pictures import Picture
from bot.chat.buttons import encode
from bot.chat.safe import label
from bot.chat.translator import Translator
from bot.domain.messages.base.message import Message

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


_TAG = re.compile(r"<[^>]*>")


def fits_below_a_picture(text: Markup) -> bool:
    """Whether Telegram takes it as a caption. Tags do not count."""
    return len(unescape(_TAG.sub("", text))) <= CAPTION_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Presses a callback record, or opens an address."""

    text: str
    press: object | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A picture or a document that goes with the text."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPrint:
    """A paper under its file name, and what is said if it cannot be printed."""

    name: str
    content: Paper
    instead: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Text with Telegram's HTML, rows of buttons, and at most one file.

    A `picture` is drawn and becomes the `photo`, a `paper` is printed and becomes the `document`.
    `silent`: it comes with no sound.
    """

    text: Markup
    buttons: tuple[tuple[Button, ...], ...] = ()
    picture: Picture | None = None
    paper: ToPrint | None = None
    photo: File | None = None
    document: File | None = None
    silent: bool = False

    def call(self, edits: int | None) -> tuple[str, dict[str, Any]]:
        """The Bot API method for this message, and its own parameters."""
        if edits is not None:
            return "editMessageText", {**self._text("text"), "reply_markup": self._keyboard()}
        method, wish = self._new()
        return method, wish | {"disable_notification": True} if self.silent else wish

    def _new(self) -> tuple[str, dict[str, Any]]:
        if self.photo is not None:
            return "sendPhoto", {
                "photo": _upload(self.photo),
                **self._text("caption"),
                "reply_markup": self._keyboard(),
            }
        if self.document is not None:
            return "sendDocument", {
                "document": _upload(self.document),
                **self._text("caption"),
                "reply_markup": self._keyboard(),
            }
        return "sendMessage", {**self._text("text"), "reply_markup": self._keyboard()}

    def _text(self, name: str) -> dict[str, Any]:
        wish: dict[str, Any] = {name: str(self.text), "parse_mode": "HTML"}
        if name == "text":
            wish["link_preview_options"] = {"is_disabled": True}
        return wish

    def _keyboard(self) -> dict[str, Any] | None:
        if not self.buttons:
            return None
        return {"inline_keyboard": [[_button(one) for one in row] for row in self.buttons]}


def _button(button: Button) -> dict[str, str]:
    if button.url is not None:
        return {"text": label(button.text), "url": button.url}
    return {"text": label(button.text), "callback_data": encode(button.press)}


def _upload(file: File) -> InputFile:
    return InputFile(file.content, filename=file.name, attach=False)


Views = dict[type[Message], Callable[[Translator, Any], Rendered]]
"""How some messages are said."""
