"""Somebody tells a story beside the phones: where it stands, and what it brings into view."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from bot.demo.clock import StageClock
from bot.demo.director import Director
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from tests.browser.conftest import Open, Phone, SmallBot, here

pytestmark = pytest.mark.asyncio(loop_scope="module")


@here
async def box() -> AsyncIterator[Sandbox]:
    async with Sandbox() as sandbox:
        clock = StageClock(sandbox.world.clock)
        sandbox.shelf.guide = Director(clock, lambda: sandbox.world.events.publish("guide"))
        yield sandbox


async def test_on_a_narrow_screen_play_stands_above_the_phones_and_is_not_called_start(
    visit: Open, box: Sandbox, bot: SmallBot, control: Control, phone: Phone
) -> None:
    bob = await control.user("Bob")
    page = await visit(box.url, viewport={"width": 360, "height": 740})
    play = await page.get_by_role("button", name="Play", exact=True).bounding_box()
    screen = await phone(page, bob["id"]).bounding_box()
    assert play is not None
    assert screen is not None
    assert play["y"] + play["height"] < min(screen["y"], 370), "in the upper half"
    await expect(page.get_by_role("button", name="Start", exact=True)).to_have_count(1)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("width", [360, 1440])
async def test_what_the_story_shows_is_scrolled_to_however_much_stands_below_it(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone, width: int
) -> None:
    page = await visit(box.url, viewport={"width": width, "height": 740})
    shown = await bot.send(alice, "This is the picture")
    for number in range(30):
        await bot.send(alice, f"And more, {number}")
    screen = phone(page, alice)
    await expect(screen.get_by_text("And more, 29")).to_be_visible()
    await expect(screen.get_by_text("This is the picture")).not_to_be_in_viewport()
    box.world.events.publish("look", user=alice, message=shown["message_id"])
    await expect(screen.get_by_text("This is the picture")).to_be_in_viewport()
