"""A room of people who share one box: each has an address for one phone, whoever leads has all."""

import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from bot.sandbox.accounts import Person
from bot.sandbox.events import Events
from bot.sandbox.jsons import decode
from bot.sandbox.page.names import account_name
from bot.sandbox.page.render import render

COOKIE = "keys"
KEY_BYTES = 12
MOST_KEYS = 40
"""Keys that one browser remembers; those of rooms long gone make place for new ones."""

FROM_A_PHONE = frozenset(
    f"/page/{deed}"
    for deed in ("open", "follow", "zone", "about", "earlier", "dismiss", "say", "edit")
) | {f"/sandbox/{deed}" for deed in ("press", "vote", "react", "delete")}
"""What may be posted by who holds one phone, for the person whose phone it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One person's place in the room."""

    person: Person
    key: str


class Room:
    """Who may do what, by the key in the address that they opened; and who is there."""

    def __init__(self, events: Events) -> None:
        self.leads = _new_key()
        self.url = ""
        """Where those in the room reach the box, once it listens."""
        self._seats: dict[str, Seat] = {}
        self._windows: Counter[int] = Counter()
        self._came: set[int] = set()
        self._events = events

    @property
    def address(self) -> str:
        """Of whoever leads."""
        return f"{self.url}/room/{self.leads}"

    def add(self, person: Person) -> None:
        seat = Seat(person=person, key=_new_key())
        self._seats[seat.key] = seat

    @property
    def seats(self) -> Sequence[Seat]:
        return tuple(self._seats.values())

    def seat(self, key: str) -> Seat | None:
        return self._seats.get(key)

    def leads_with(self, key: str) -> bool:
        return secrets.compare_digest(key.encode(), self.leads.encode())

    @contextmanager
    def present(self, person: Person) -> Iterator[None]:
        """Somebody looks at this phone."""
        self._came.add(person.id)
        self._count(person, 1)
        try:
            yield
        finally:
            self._count(person, -1)

    async def may(self, request: web.Request) -> bool:
        """Whether the keys that came with a request open what it asks for."""
        keys = held(request)
        path = request.path
        if any(map(self.leads_with, keys)) or path.startswith(
            ("/phone/", "/room/", "/page/static/")
        ):
            return True
        users = {seat.person.id for key in keys if (seat := self.seat(key))}
        if path == "/page/live":
            return request.query.get("phone") in {str(user) for user in users}
        if path.startswith("/page/files/"):
            return bool(users)
        return path in FROM_A_PHONE and _user(await request.read()) in users

    def html(self) -> Markup:
        """The codes, and who has come."""
        rows = [
            (account_name(seat.person), self._stands(seat.person), f"{self.url}/phone/{seat.key}")
            for seat in self.seats
        ]
        return render("room.html", seats=[(*row, _code(row[2])) for row in rows], came=self._came)

    def _stands(self, person: Person) -> str:
        if self._windows[person.id]:
            return "here"
        return "gone" if person.id in self._came else ""

    def _count(self, person: Person, more: int) -> None:
        self._windows[person.id] += more
        self._events.publish("room")


def held(request: web.Request) -> list[str]:
    """The keys that a browser, or a program, brings along."""
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return [*request.cookies.get(COOKIE, "").split("."), bearer]


def hand(request: web.Request, response: web.StreamResponse, key: str) -> None:
    """Let the browser keep this key beside those it has."""
    before = [one for one in request.cookies.get(COOKIE, "").split(".") if one not in ("", key)]
    keys = ".".join([*before, key][-MOST_KEYS:])
    response.set_cookie(COOKIE, keys, httponly=True, samesite="Strict")


def _new_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)


def _user(body: bytes) -> object:
    try:
        value = decode(body)
    except ValueError:
        return None
    return value.get("user") if isinstance(value, dict) else None


def _code(address: str) -> Markup:
    # It takes a tenth of a second, which only a room has to spend.
    import segno

    drawn = segno.make(address, error="m", micro=False)
    return Markup(drawn.svg_inline(omitsize=True, border=3))  # noqa: S704 - made of squares
