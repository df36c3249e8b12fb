"""By keyboard, on a narrow screen, for weak eyes, and after a restart."""

from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, Page, expect

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from tests.browser.conftest import Open, Phone, SmallBot

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def tab_to(page: Page, wanted: Locator, most: int = 60) -> None:
    """Press Tab until this has the focus."""
    for _ in range(most):
        await page.keyboard.press("Tab")
        if await wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {wanted}")


async def test_with_the_keyboard_only(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone
) -> None:
    page = await visit(box.url)
    screen = phone(page, alice)
    await bot.send(alice, "How was today?", ["Good", "Bad"])
    await expect(screen.get_by_role("button", name="Bad")).to_be_visible()
    await tab_to(page, screen.get_by_role("button", name="Bad"))
    await page.keyboard.press("Enter")
    query = (await bot.next())["callback_query"]
    assert query["data"] == "Bad"
    where = {"chat_id": alice, "message_id": query["message"]["message_id"]}
    await bot.call("editMessageText", **where, text="You said: bad")
    await bot.call("answerCallbackQuery", callback_query_id=query["id"])
    # The button is gone; the focus stays on the message that it belonged to.
    await expect(screen.locator(".message", has_text="You said: bad")).to_be_focused()
    field = screen.get_by_role("textbox", name="Message")
    await tab_to(page, field)
    await page.keyboard.type("And that is all")
    await page.keyboard.press("Enter")
    assert (await bot.next())["message"]["text"] == "And that is all"
    await expect(field).to_be_focused()
    await tab_to(page, page.get_by_role("button", name="Pause"))
    await page.keyboard.press("Space")
    await expect(page.get_by_role("button", name="Go on")).to_be_focused()


async def test_menus_open_and_close_with_the_keyboard(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone
) -> None:
    page = await visit(box.url)
    about = phone(page, alice).get_by_label("About this chat")
    await about.focus()
    await page.keyboard.press("Enter")
    await expect(phone(page, alice).get_by_role("switch", name="Blocked")).to_be_visible()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Escape")
    await expect(phone(page, alice).get_by_role("switch", name="Blocked")).to_be_hidden()
    await expect(about).to_be_focused()


async def test_on_a_narrow_screen_one_phone_at_a_time(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, bob: int, phone: Phone
) -> None:
    page = await visit(box.url, viewport={"width": 390, "height": 844})
    await expect(phone(page, alice)).to_be_visible()
    await expect(phone(page, bob)).to_be_hidden()
    await page.get_by_role("button", name="Bob").click()
    await expect(phone(page, bob)).to_be_visible()
    await expect(phone(page, alice)).to_be_hidden()
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390, "nothing sticks out"
    await page.reload()
    await expect(phone(page, bob)).to_be_visible()
    await page.set_viewport_size({"width": 1440, "height": 900})
    await expect(phone(page, alice)).to_be_visible()


async def test_the_longest_name_sticks_out_nowhere(
    visit: Open, box: Sandbox, bot: SmallBot, control: Control
) -> None:
    """Nor do the words in it for screen readers, which lie where the eye would not see them."""
    for name in ("Donaudampfschifffahrtsgesellschafterin" * 2, "محمد عبد الله الطويل في الاسم" * 2):
        user = await control.user(name[:64])
        await control.say(user["id"], "/start")
        await bot.next()
        await bot.send(user["id"], "How was it?")
    page = await visit(box.url, viewport={"width": 390, "height": 844})
    await page.get_by_text("Add a group").click()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
async def test_nobody_trips_over_anything(
    visit: Open,
    box: Sandbox,
    bot: SmallBot,
    control: Control,
    alice: int,
    bob: int,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    """Labels, contrast and roles, as axe sees them."""
    rows = (["Good", "Bad"], ["Skip"])
    await bot.send(alice, "<b>How</b> was <code>it</code>? /help", *rows, parse_mode="HTML")
    await control.say(alice, "Fine, thanks: https://example.org")
    await control.chat("supergroup", "North", members=[alice, bob], bots=["thinking_bot"])
    await bot.call("setMyCommands", commands=[{"command": "help", "description": "All I can do"}])
    await control.faults("getMe", "http_500")
    page = await visit(
        box.url,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    for summary in ("#faults > summary", "#bots > summary"):
        await page.locator(summary).click()
    assert await found(page) == []
    await page.get_by_label("About this chat").first.click()
    assert await found(page) == []
    await page.get_by_label("Back to all chats").first.click()
    await expect(page.get_by_role("heading", name="Chats")).to_be_visible()
    await page.get_by_text("Add a group").click()
    assert await found(page) == []


async def found(page: Page) -> list[str]:
    """What axe has to say, one line each."""
    result = await Axe().run(page)
    return [
        f"{one['id']}: {one['help']}: {each['html'][:200]} {each['failureSummary']}"
        for one in result.response["violations"]
        for each in one["nodes"]
    ]


async def test_colours_follow_the_system_until_they_are_chosen(visit: Open, box: Sandbox) -> None:
    page = await visit(box.url, color_scheme="dark")
    dark = await background(page)
    await page.get_by_label("Colours").select_option("light")
    light = await background(page)
    assert dark != light
    await page.reload()
    assert await background(page) == light
    await page.get_by_label("Colours").select_option("")
    assert await background(page) == dark


async def background(page: Page) -> str:
    script = "one => getComputedStyle(one).backgroundColor"
    colour: str = await page.locator("body").evaluate(script)
    return colour


async def test_who_reads_from_the_right_has_their_words_on_the_left(
    visit: Open, box: Sandbox, bot: SmallBot, control: Control, phone: Phone
) -> None:
    dana = (await control.user("دانا", language_code="ar"))["id"]
    page = await visit(box.url)
    await control.say(dana, "مرحبا")
    mine = phone(page, dana).locator(".mine .bubble")
    await expect(mine).to_be_visible()
    screen = await phone(page, dana).bounding_box()
    bubble = await mine.bounding_box()
    assert screen is not None
    assert bubble is not None
    assert bubble["x"] + bubble["width"] / 2 < screen["x"] + screen["width"] / 2


async def test_after_a_restart_the_page_connects_again(
    visit: Open, unused_port: int, phone: Phone
) -> None:
    first = Sandbox()
    await first.start(port=unused_port)
    first.world.add_bot("thinking_bot", None, "Thinking", reads_all=False)
    alice = first.world.add_person("Alice")
    page = await visit(first.url)
    await expect(phone(page, alice.id)).to_be_visible()
    await first.stop()
    await expect(page.get_by_text("The box does not answer.")).to_be_visible()
    second = Sandbox()
    await second.start(port=unused_port)
    try:
        await expect(page.get_by_text("Nobody here yet")).to_be_visible(timeout=15_000)
        await expect(page.get_by_text("The box does not answer.")).to_have_count(0)
        async with Control(second.url) as control:
            bob = await control.user("Bob")
            await expect(phone(page, bob["id"])).to_be_visible()
    finally:
        await second.stop()
