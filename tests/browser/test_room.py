"""Twelve people in a room, each with a phone of their own, and one who has the clock."""

import asyncio
from pathlib import Path

import pytest
import segno
from playwright.async_api import Locator, Page, ViewportSize, expect

from bot.demo.training import Setup, opened_room
from tests.browser.conftest import Open
from tests.browser.test_insight import answers, comes_in

pytestmark = pytest.mark.asyncio(loop_scope="module")

PEOPLE = 12
PATIENCE = 120_000
"""Milliseconds: twelve browsers and a bot on one machine take their time."""

PHONE = ViewportSize(width=360, height=740)


async def in_the_code(seat: Locator) -> str:
    """The address beside a QR code, which is the one that is in it."""
    address = await seat.get_by_role("link").get_attribute("href")
    assert address is not None
    drawn = await seat.locator("svg path").get_attribute("d")
    code = segno.make(address, error="m", micro=False)
    assert f'd="{drawn}"' in code.svg_inline(omitsize=True, border=3)
    return address


async def test_twelve_join_by_their_codes_answer_and_get_a_picture(
    visit: Open, tmp_path: Path
) -> None:
    async with opened_room(tmp_path / "room", Setup(people=PEOPLE)) as room:
        trainer = await visit(room.address)
        await expect(trainer.get_by_text(f"0 of {PEOPLE} have come")).to_be_visible()
        seats = await trainer.locator(".seat").all()
        addresses = [await in_the_code(seat) for seat in seats]
        assert len(set(addresses)) == PEOPLE
        pages = await asyncio.gather(*(visit(address, viewport=PHONE) for address in addresses))
        for page in pages:
            page.set_default_timeout(PATIENCE)
        await expect(trainer.get_by_text(f"{PEOPLE} of {PEOPLE} have come")).to_be_visible()
        phones = [await one_phone(page) for page in pages]
        await asyncio.gather(*map(comes_in, phones))
        await trainer.get_by_role("button", name="A day on").first.click()
        await asyncio.gather(*(answers(phone, f"person {n}") for n, phone in enumerate(phones)))
        await trainer.get_by_role("button", name="To the end of the Round").click()
        await expect(trainer.get_by_text("All that was due is done.")).to_be_visible()
        await asyncio.gather(*map(sees_the_picture, phones))
        await pages[0].close()
        await expect(seats[0]).to_contain_text("Was here")


async def one_phone(page: Page) -> Locator:
    """All that there is, as wide as the screen."""
    await expect(page.get_by_role("article")).to_have_count(1)
    screen = page.get_by_role("article")
    box = await screen.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (360, 740)
    return screen


async def sees_the_picture(screen: Locator) -> None:
    await screen.get_by_label("Back to all chats").click()
    await screen.get_by_role("button", name="The room, together").click()
    photo = screen.get_by_role("button", name="Open the photo").get_by_role("img")
    await expect(photo).to_be_visible()
    assert await photo.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
