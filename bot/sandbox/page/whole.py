"""The page as a whole."""

from markupsafe import Markup

from bot.sandbox.page import log
from bot.sandbox.page.panels import METHOD_NAMES, PANELS
from bot.sandbox.page.people import adding_html, chips_html, nobody_html
from bot.sandbox.page.phone import phone_html
from bot.sandbox.page.render import render
from bot.sandbox.page.shelf import Shelf
from bot.sandbox.page.zones import ZONES


def page_html(
    shelf: Shelf, version: str, box: Markup, *, view: str = "", query: str = ""
) -> Markup:
    """The page around a box; a view that is not of everything has a name, and how to ask for it."""
    title = shelf.guide.panel().title if shelf.guide else "Telegram in a box"
    return render(
        "page.html",
        title=title,
        version=version,
        view=view,
        query=query,
        adding="" if view else adding_html(shelf),
        box=box,
        zones=ZONES,
        methods=METHOD_NAMES,
    )


def box_html(shelf: Shelf) -> Markup:
    """All that changes: people, phones, panels and calls."""
    return render(
        "box.html",
        chips=chips_html(shelf),
        nobody=nobody_html(shelf),
        phones=[phone_html(shelf, screen) for screen in shelf.screens()],
        panels=[html(shelf) for html in PANELS.values()],
        calls=log.lines_html(shelf.world.calls.since(0)),
    )
