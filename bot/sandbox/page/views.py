"""What a browser looks at: everything, one phone, or the room of whoever leads."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from bot.sandbox.accounts import Person
from bot.sandbox.page.panels import clock_html, guide_html
from bot.sandbox.page.phone import phone_html
from bot.sandbox.page.render import render
from bot.sandbox.page.room import Room
from bot.sandbox.page.shelf import Shelf
from bot.sandbox.page.whole import box_html


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`query` is how the page asks for it, `wants` says which fragments belong to it."""

    name: str
    query: str
    html: Callable[[], Markup]
    wants: Callable[[str], bool]
    person: Person | None = None


def everything(shelf: Shelf) -> View:
    return View(name="", query="", html=lambda: box_html(shelf), wants=lambda _: True)


def one_phone(shelf: Shelf, person: Person) -> View:
    parts = {f"{part}{person.id}" for part in ("phone", "foot", "list", "doing", "toast")}

    def html() -> Markup:
        return render("alone.html", phone=phone_html(shelf, shelf.screen(person)))

    return View(
        name="alone",
        query=f"?phone={person.id}",
        html=html,
        wants=lambda name: name in parts or name.startswith(f"{person.id}/"),
        person=person,
    )


def leading(shelf: Shelf, room: Room) -> View:
    def html() -> Markup:
        panels = (guide_html(shelf), clock_html(shelf))
        return render("leading.html", room=room.html(), panels=panels)

    wanted = frozenset({"room", "guide", "clock"})
    return View(name="leading", query="?room=1", html=html, wants=wanted.__contains__)


def asked_for(shelf: Shelf, request: web.Request) -> View | None:
    """The view that a page wants to follow."""
    phone, room = request.query.get("phone"), shelf.room
    if phone is not None:
        person = shelf.world.people.get(int(phone)) if phone.isdecimal() else None
        return None if person is None else one_phone(shelf, person)
    if "room" in request.query:
        return None if room is None else leading(shelf, room)
    return everything(shelf)
