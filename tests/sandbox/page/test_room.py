"""In a room everybody has the key to one phone, and whoever leads has the key to all."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, DummyCookieJar

from bot.sandbox.client import Control
from bot.sandbox.page.room import Room
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient

OTHERS = (
    "/",
    "/page/live",
    "/page/live?room=1",
    "/page/calls/1",
    "/sandbox/users",
    "/sandbox/state",
    "/sandbox/calls",
    "/sandbox/events",
    "/page/files/none",
)
"""What nobody sees without the key to it."""

ACTS = ("/sandbox/say", "/sandbox/clock", "/sandbox/reset", "/page/forward", "/page/choose")


@pytest.fixture
def room(box: Sandbox, alice: User, bob: User) -> Room:
    room = Room(box.world.events)
    room.url = box.url
    for user in (alice, bob):
        room.add(box.world.people[user["id"]])
    box.shelf.room = room
    return room


@pytest.fixture
async def stranger(box: Sandbox) -> AsyncIterator[ClientSession]:
    """Somebody in the network, without any key."""
    async with ClientSession(box.url, cookie_jar=DummyCookieJar()) as session:
        yield session


@pytest.fixture
async def alices(box: Sandbox, room: Room, alice: User) -> AsyncIterator[ClientSession]:
    """Her browser, and nothing but the key to her phone."""
    async with ClientSession(box.url, headers=key_of(room, alice)) as session:
        yield session


def key_of(room: Room, user: User) -> dict[str, str]:
    (key,) = (seat.key for seat in room.seats if seat.person.id == user["id"])
    return {"Authorization": f"Bearer {key}"}


@pytest.mark.parametrize("path", OTHERS)
async def test_without_a_key_nobody_sees_anything(
    room: Room, stranger: ClientSession, path: str
) -> None:
    async with stranger.get(path) as response:
        assert response.status == 403
        assert "Key: open the page by the address" in (await response.json())["error"]


@pytest.mark.parametrize("path", OTHERS[:-1])
async def test_the_key_to_one_phone_shows_no_more_than_that_phone(
    alices: ClientSession, bob: User, path: str
) -> None:
    for wanted in (path, f"/page/live?phone={bob['id']}"):
        async with alices.get(wanted) as response:
            assert response.status == 403


@pytest.mark.parametrize("path", ACTS)
async def test_the_key_to_one_phone_moves_neither_the_clock_nor_the_box(
    alices: ClientSession, alice: User, path: str
) -> None:
    async with alices.post(path, json={"user": alice["id"]}) as response:
        assert response.status == 403


async def test_alice_acts_on_her_phone_and_not_on_bobs(
    alices: ClientSession, alice: User, bob: User, bot: BotClient
) -> None:
    for user, status in ((alice, 200), (bob, 403)):
        body = {"user": user["id"], "text": "/start"}
        async with alices.post("/page/say", json=body) as response:
            assert response.status == status
    for raw in (b"[]", b"{", b"{}", b""):
        headers = {"Content-Type": "application/json"}
        async with alices.post("/page/say", data=raw, headers=headers) as response:
            assert response.status == 403


async def test_on_alices_phone_nothing_of_bobs_is_told(
    box: Sandbox, room: Room, alices: ClientSession, alice: User, bob: User, bot: BotClient
) -> None:
    async with Control(box.url, room.leads) as control:
        for user in (alice, bob):
            await control.say(user["id"], "/start")
    async with alices.ws_connect(f"/page/live?phone={alice['id']}") as live:
        (hello,) = await live.receive_json()
        assert f"phone{bob['id']}" not in hello[2]
        await bot.send(bob["id"], "For Bob alone")
        await bot.send(alice["id"], "For Alice")
        told = await live.receive_str()
        assert "For Alice" in told
        assert "For Bob" not in told


async def test_an_address_leaves_its_key_in_the_browser_beside_those_that_are_there(
    box: Sandbox, room: Room
) -> None:
    async with ClientSession(box.url) as browser:
        (first, second) = room.seats
        cookies: dict[str, str] = {}
        for seat in (first, second):
            async with browser.get(f"/phone/{seat.key}", cookies=cookies) as response:
                assert response.status == 200
                cookies = {"keys": response.cookies["keys"].value}
                assert response.cookies["keys"]["httponly"]
                assert response.cookies["keys"]["samesite"] == "Strict"
        assert cookies["keys"] == f"{first.key}.{second.key}"


@pytest.mark.parametrize("path", ["/phone/none", "/room/none"])
async def test_an_address_that_was_never_made_opens_nothing(
    room: Room, stranger: ClientSession, path: str
) -> None:
    async with stranger.get(path) as response:
        assert response.status == 404
        assert "keys" not in response.cookies


async def test_whoever_leads_sees_all_and_who_has_come(
    box: Sandbox, room: Room, alices: ClientSession, alice: User
) -> None:
    async with Control(box.url, room.leads) as control:
        assert len(await control.users()) == 2
    headers = {"Authorization": f"Bearer {room.leads}"}
    async with ClientSession(box.url, headers=headers) as leader:
        async with leader.get(f"/room/{room.leads}") as response:
            assert "0 of 2 have come" in await response.text()
        async with leader.ws_connect("/page/live?room=1") as live:
            await live.receive_str()
            async with alices.ws_connect(f"/page/live?phone={alice['id']}"):
                assert "1 of 2 have come" in await live.receive_str()
            assert "Was here" in await live.receive_str()
