"""The whole bot, played by hand on the page: from an invite link to what the team hears."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator, Page, expect

from bot.domain.base.roles import Role
from bot.flows.people import invites
from tests.browser.conftest import Open
from tests.databases import on_sqlite
from tests.factories import mark
from tests.stage import Person, Stage, set_stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

OTHERS = ("Cid", "Dora", "Eve", "Fay", "Gus")
PAGES = (
    "You are invited as",
    "Who sees what",
    "What this is not for",
    "Where your words are",
    "It stays yours",
)
UNNAMED = "👥 The team, no name"


@asynccontextmanager
async def living(stage: Stage) -> AsyncIterator[None]:
    """Meanwhile the bot runs by itself, though by the clock of the stage."""

    async def live() -> None:
        while True:
            await stage.app.settle()
            await stage.app.receiver.poll(1)

    life = asyncio.create_task(live())
    try:
        yield
    finally:
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)


async def joins_by_link(screen: Locator, link: str) -> None:
    """Opens the link on the phone, reads all there is to read, says yes, and lets taps count."""
    await screen.get_by_label("Back to all chats").click()
    await screen.get_by_label("Open a link").fill(link)
    await screen.get_by_role("button", name="Open", exact=True).click()
    await comes_in(screen)


async def presses(button: Locator, *, sees: Locator) -> None:
    """Press, and once more if nothing has come of it, as people do: the phone may have been drawn
    anew between the finger's coming down and its going up."""
    for _ in range(4):
        with suppress(PlaywrightError, AssertionError):
            await button.click(timeout=10_000)
            await expect(sees.first).to_be_visible(timeout=10_000)
            return
    await expect(sees.first).to_be_visible()


async def comes_in(screen: Locator) -> None:
    """From Start on."""

    def named(name: str) -> Locator:
        return screen.get_by_role("button", name=name)

    pages = [screen.locator(".words", has_text=title) for title in PAGES]
    await presses(named("Start"), sees=named("Read all"))
    await presses(named("Read all"), sees=pages[0])
    for page in pages[1:]:
        await presses(named("Next ›"), sees=page)
    await presses(named("Next ›"), sees=named("Yes, I am in"))
    taps = screen.locator(".words strong", has_text="Your taps")
    await presses(named("Yes, I am in"), sees=taps)
    welcome = screen.get_by_text("Good to have you here")
    await presses(named("Counted, without my name"), sees=welcome)


async def answers(screen: Locator, name: str) -> None:
    """A tap, and three times a few words for the team."""
    press = screen.get_by_role("button", name="4", exact=True).last
    unnamed = screen.get_by_role("button", name=UNNAMED)
    for number in (2, 3, 4):
        await presses(press, sees=screen.get_by_text(f"{number} of 4"))
        words = f"Handover, says {mark(name)} {number}"
        await screen.get_by_role("textbox", name="Message").fill(words)
        await presses(screen.get_by_role("button", name="Send"), sees=unnamed)
        press = unnamed.last
    await press.click()
    await expect(unnamed).to_have_count(0)


async def answers_elsewhere(person: Person) -> None:
    """The same without the page."""
    await person.taps("4")
    for number in (2, 3, 4):
        await person.says(f"Handover, says {mark(person.name)} {number}")
        await person.taps(UNNAMED)


@on_sqlite
async def test_two_people_join_and_answer_on_the_page_and_the_channel_hears(
    visit: Open, database: str
) -> None:
    async with set_stage(database) as stage:
        team = await stage.team()
        others = [await stage.member(name, team, Role.STAFF) for name in OTHERS]
        async with stage.app.unit_of_work.step() as step:
            link = await invites.invite_by_operator(step, "North", Role.STAFF, 5, 7)
        page = await visit(stage.control.url, viewport={"width": 1440, "height": 900})
        async with living(stage):
            alice = await arrives(page, "Alice", link)
            bob = await arrives(page, "Bob", link)
        here = [Person(stage, dict(user)) for user in await stage.control.users()]
        await stage.channel(team, *here)
        await stage.schedule(team)
        await stage.at(stage.clock.moment.replace(hour=8))
        for person in others:
            await answers_elsewhere(person)
        async with living(stage):
            await answers(alice, "Alice")
            await answers(bob, "Bob")
        await stage.later(days=2)
        await alice.get_by_label("Back to all chats").click()
        await alice.get_by_role("button", name="North together").click()
        await expect(alice.get_by_text("Enough people took part").first).to_be_visible()
        await expect(alice.get_by_text(f"Handover, says {mark('Bob')} 2")).to_be_visible()
        picture = alice.get_by_role("button", name="Open the photo")
        await picture.click()
        shown = page.get_by_role("dialog", name="Photo").get_by_role("img")
        await expect(shown).to_be_visible()
        assert await shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300


async def arrives(page: Page, name: str, link: str) -> Locator:
    """Somebody new, with a phone of their own."""
    await page.get_by_text("Add a person").click()
    await page.get_by_label("First name").fill(name)
    await page.get_by_role("button", name="Add", exact=True).click()
    await page.get_by_role("button", name=name).click()
    screen = page.get_by_role("article", name=name)
    await joins_by_link(screen, link)
    return screen
