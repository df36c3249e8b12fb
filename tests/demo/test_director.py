"""Somebody at the page lets the play go on, and takes part in it."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.demo.clock import StageClock
from bot.demo.director import Director
from bot.demo.playing import Showing, play
from bot.demo.tour import TOUR
from bot.sandbox.client import Control
from bot.sandbox.clock import Clock


class Page:
    """What a browser could do, without one."""

    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        self.url = url
        self._http = http

    async def post(self, path: str, **body: object) -> int:
        async with self._http.post(f"{self.url}/page/{path}", json=body) as response:
            return response.status

    async def drawn(self) -> str:
        async with self._http.get(self.url) as response:
            return await response.text()

    async def until(self, *words: str) -> str:
        """Look on until all these words stand on the page."""
        async with (
            asyncio.timeout(120),
            self._http.ws_connect(f"{self.url}/page/live", max_msg_size=0) as live,
        ):
            while True:
                await live.receive()
                drawn = await self.drawn()
                if all(word in drawn for word in words):
                    return drawn


@pytest.fixture
async def page(tmp_path: Path, unused_port: int) -> AsyncIterator[Page]:
    async with watched(tmp_path / "play", unused_port) as page:
        yield page


@asynccontextmanager
async def watched(folder: Path, port: int) -> AsyncIterator[Page]:
    """The demo with somebody who looks on."""
    playing = asyncio.create_task(play(folder, Showing(port=port, browser=False)))
    try:
        async with aiohttp.ClientSession() as http:
            await listening(port, playing)
            yield Page(f"http://127.0.0.1:{port}", http)
    finally:
        playing.cancel()
        await asyncio.gather(playing, return_exceptions=True)


async def listening(port: int, playing: asyncio.Task[None]) -> None:
    async with asyncio.timeout(30):
        while not playing.done():
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0)
            else:
                writer.close()
                return
    await playing


async def test_the_team_is_in_place_and_waits_to_be_played(page: Page) -> None:
    """Whoever presses Play has read how the team came about, or may, and loses no time by it."""
    drawn = await page.until("Twelve people who care for others at home", "It waits for you.")
    assert all(f"<h3>{TOUR[name].title}</h3>" in drawn for name in ("owner", "joining", "rhythm"))
    assert "Somebody has to begin" in drawn
    assert ">Play</button>" in drawn
    async with Control(page.url) as control:
        users = {user["first_name"]: user["id"] for user in await control.users()}
        assert len(users) == 12
        assert await page.post("choose", name="play") == 200
        await page.until(TOUR["asked"].title, "The story goes on by itself.")
        assert await page.post("choose", name="pause") == 200
        await page.until("It waits for you.")
        async with control.events() as events:
            assert await page.post("say", user=users["Karin"], text="/help") == 200
            while not (await control.messages(users["Karin"]))[-1]["from"]["is_bot"]:
                await events.receive()


FRIDAY = datetime(2026, 2, 27, 6, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Rests:
    """Stands in for the bot: rests are noted, and end when the test says so."""

    def __init__(self) -> None:
        self.seconds: list[float | None] = []

    async def rest(self, until: asyncio.Event, seconds: float | None) -> None:
        self.seconds.append(seconds)
        if seconds is None:
            await until.wait()


async def test_before_it_is_ready_nothing_waits_and_nothing_can_be_chosen(
    clock: StageClock,
) -> None:
    director = Director(clock, lambda: None)
    await director.until(FRIDAY + DAY, 0.5)
    assert not any(choice.possible for choice in director.panel().choices)
    assert "In a few seconds you can press Play." in director.panel().status


@pytest.fixture
def clock() -> StageClock:
    clock = StageClock(Clock())
    clock.set(FRIDAY)
    return clock


@pytest.fixture
def rests() -> Rests:
    return Rests()


@pytest.fixture
def director(clock: StageClock, rests: Rests) -> Director:
    async def next_due() -> datetime | None:
        """Every six hours."""
        return clock.now() + 6 * HOUR

    director = Director(clock, lambda: None)
    director.begin(rests.rest, next_due)
    return director


async def soon(work: Coroutine[None, None, None]) -> asyncio.Task[None]:
    """Begun, and as far as it goes by itself."""
    task = asyncio.create_task(work)
    for _ in range(5):
        await asyncio.sleep(0)
    return task


async def test_nothing_goes_on_until_somebody_says_so(director: Director, rests: Rests) -> None:
    waiting = await soon(director.until(FRIDAY + DAY, 0.5))
    assert not waiting.done()
    await director.choose("play")
    await waiting
    assert rests.seconds == [None, 0.5], "it takes a breath, so that one can look on"
    assert director.panel().choices[0].label == "Pause"


async def test_skipping_goes_as_far_as_it_says_and_no_further(
    director: Director, clock: StageClock
) -> None:
    await director.choose("day")
    await director.until(FRIDAY + 23 * HOUR, 0.5)
    beyond = await soon(director.until(FRIDAY + 2 * DAY, 0.5))
    assert not beyond.done()
    assert clock.now() == FRIDAY + DAY
    await director.choose("week")
    await beyond


async def test_a_pause_holds_the_play_up(director: Director) -> None:
    await director.choose("play")
    await director.until(FRIDAY, 0.5)
    await director.choose("pause")
    waiting = await soon(director.until(FRIDAY, 0.5))
    assert not waiting.done()
    waiting.cancel()


async def test_the_clock_never_goes_back(director: Director, clock: StageClock) -> None:
    """Somebody has set it on by hand while the play stood still."""
    clock.set(FRIDAY + 5 * DAY)
    await director.arrive(FRIDAY + DAY)
    assert clock.now() == FRIDAY + 5 * DAY


async def test_after_the_play_a_skip_stops_at_all_that_is_due_on_the_way(
    director: Director, clock: StageClock, rests: Rests
) -> None:
    around = await soon(director.look_around())
    assert not director.panel().choices[0].possible
    await director.choose("day")
    for _ in range(20):
        await asyncio.sleep(0)
    assert clock.now() == FRIDAY + DAY
    assert rests.seconds == [None, 0, 0, 0, 0, None]
    around.cancel()


async def test_the_panel_tells_what_was_told_in_its_order(director: Director) -> None:
    for name in ("owner", "team"):
        director.tell(TOUR[name])
    assert [told.title for told in director.panel().told] == [
        TOUR["owner"].title,
        TOUR["team"].title,
    ]
    assert await director.next_due() == (FRIDAY + 6 * HOUR).timestamp()
