"""A whole phone: a frame with its owner's name, and what its screen shows."""

from markupsafe import Markup

from bot.sandbox.accounts import Person
from bot.sandbox.page.chat import chat_html
from bot.sandbox.page.chatlist import chatlist_html
from bot.sandbox.page.names import account_name
from bot.sandbox.page.people import hue
from bot.sandbox.page.render import render
from bot.sandbox.page.shelf import Screen, Shelf

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def phone_html(shelf: Shelf, screen: Screen) -> Markup:
    chat = screen.chat
    content = chatlist_html(shelf, screen) if chat is None else chat_html(shelf, screen, chat)
    return render(
        "phone.html",
        id=phone_id(screen),
        screen=screen,
        name=account_name(screen.person),
        hue=hue(screen.person),
        direction=_direction(screen.person),
        content=content,
    )


def phone_id(screen: Screen) -> str:
    return f"phone{screen.person.id}"


def _direction(person: Person) -> str:
    language = (person.language_code or "").partition("-")[0].lower()
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"
