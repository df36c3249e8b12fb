"""Everybody with a phone: the buttons that bring the phones into view."""

from markupsafe import Markup

from bot.sandbox.accounts import Person
from bot.sandbox.page.belonging import inside
from bot.sandbox.page.names import account_name
from bot.sandbox.page.render import render
from bot.sandbox.page.shelf import Screen, Shelf, unread_in_all

HUES = 6
"""So many colours take turns, so that people are told apart at a glance."""


def chips_html(shelf: Shelf) -> Markup:
    """A button for each phone, with how much has not been read on it."""
    chips = [
        (screen.person, account_name(screen.person), hue(screen.person), _unread(shelf, screen))
        for screen in shelf.screens()
    ]
    return render("chips.html", chips=chips)


def adding_html(shelf: Shelf) -> Markup:
    """Where people, groups and bots are made."""
    world = shelf.world
    return render("adding.html", people=list(world.people.values()), bots=list(world.bots.values()))


def nobody_html(shelf: Shelf) -> Markup:
    """What to do where nobody is; where a story is told, its people come by themselves."""
    world = shelf.world
    empty = not world.people and shelf.guide is None
    return render("nobody.html", empty=empty, bots=bool(world.bots))


def hue(person: Person) -> int:
    return person.id % HUES


def _unread(shelf: Shelf, screen: Screen) -> int:
    """On the whole phone."""
    chats = [chat for chat in shelf.chats(screen.person) if inside(chat, screen.person.id)]
    return sum(unread_in_all(screen, chat) for chat in chats)
