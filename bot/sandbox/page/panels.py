"""What stands beside the phones: the tour, the clock, faults, the bots."""

from collections.abc import Callable, Mapping
from dataclasses import asdict

from markupsafe import Markup

from bot.sandbox.faults import Kind
from bot.sandbox.limits import Rates
from bot.sandbox.methods import METHODS
from bot.sandbox.page.render import render
from bot.sandbox.page.shelf import Shelf

SPEEDS = {1: "as in life", 10: "10 times", 60: "a minute a second", 3600: "an hour a second"}


_GOES_WRONG = {
    Kind.HTTP_401: "401, an unknown token",
    Kind.HTTP_500: "500, an error inside",
    Kind.HTTP_502: "502, a page instead of JSON",
    Kind.TIMEOUT: "no answer at all",
    Kind.RESET_BEFORE: "breaks off, nothing done",
    Kind.RESET_AFTER: "breaks off, all done",
    Kind.CUT_OFF: "half an answer, all done",
    Kind.NOT_OK: "200, and nothing in it",
    Kind.TOO_MANY: "429, too many requests",
    Kind.TOO_MANY_BARE: "429, and not for how long",
    Kind.LATENCY: "comes late",
}


def guide_html(shelf: Shelf) -> Markup:
    guide = shelf.guide
    panel, zone = (guide.panel(), guide.zone) if guide else (None, "")
    return render("guide.html", panel=panel, zone=zone)


def clock_html(shelf: Shelf) -> Markup:
    zone = shelf.guide.zone if shelf.guide else ""
    return render("clock.html", clock=shelf.world.clock, zone=zone, speeds=SPEEDS)


def faults_html(shelf: Shelf) -> Markup:
    limited = shelf.world.limits.rates is not None
    return render(
        "faults.html",
        plan=shelf.world.faults.pending(),
        words={kind: _GOES_WRONG.get(kind, kind.value.replace("_", " ")) for kind in Kind},
        limited=limited,
        limits={"off": True} if limited else asdict(Rates()),
    )


def bots_html(shelf: Shelf) -> Markup:
    return render("bots.html", bots=list(shelf.world.bots.values()))


def room_html(shelf: Shelf) -> Markup:
    return shelf.room.html() if shelf.room else Markup()


PANELS: Mapping[str, Callable[[Shelf], Markup]] = {
    "guide": guide_html,
    "clock": clock_html,
    "faults": faults_html,
    "bots": bots_html,
}
"""By the id of the element, in the order of the page."""

METHOD_NAMES = ("*", *(method.name for method in METHODS))
