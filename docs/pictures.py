"""Takes the pictures of the page for the docs, of the demo as it stands after a week.

python -m docs.pictures
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, expect

from bot.demo.playing import Showing, play
from bot.sandbox.client import Control
from tests.chromium import chromium, opened

FOLDER = Path(__file__).parent / "images"
PORT = 8099
URL = f"http://127.0.0.1:{PORT}"
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
MINUTES = 5 * 60_000
"""In milliseconds: how long a slow machine may take for a week."""


async def take() -> None:
    with tempfile.TemporaryDirectory() as folder:
        watched = Showing(port=PORT, browser=False)
        playing = asyncio.create_task(play(Path(folder) / "demo", watched))
        try:
            async with chromium() as browser:
                await _a_week_on(browser)
                for scheme in ("light", "dark"):
                    for size in SIZES:
                        await _picture(browser, scheme, size)
        finally:
            playing.cancel()
            await asyncio.gather(playing, return_exceptions=True)


async def _a_week_on(browser: Browser) -> None:
    """Let a week go by, and pick up some phones."""
    await _listening()
    page = await opened(browser, URL)
    week = page.get_by_role("button", name="Skip a week")
    await week.click(timeout=MINUTES)
    await expect(page.get_by_text("It waits for you.")).to_be_visible(timeout=MINUTES)
    async with Control(URL) as control:
        users = {user["first_name"]: user["id"] for user in await control.users()}
        (group,) = await control.chats(users["Ada"])
    await _post(page, "open", {"user": users["Ada"], "chat": f"g{-group['id']}"})
    await _post(page, "open", {"user": users["Ingrid"]})
    await _post(page, "say", {"user": users["Cem"], "text": "/settings"})
    await expect(page.locator(f"#phone{users['Cem']} .keyboard").last).to_be_attached()
    await page.context.close()


async def _listening() -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", PORT)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return


async def _post(page: Page, path: str, body: dict[str, Any]) -> None:
    answer = await page.request.post(f"{URL}/page/{path}", data=body)
    if not answer.ok:
        raise RuntimeError(f"{path}: {await answer.text()}")


async def _picture(browser: Browser, scheme: str, size: str) -> None:
    width, height = SIZES[size]
    page = await opened(
        browser, URL, viewport={"width": width, "height": height}, color_scheme=scheme
    )
    for name in ("Ingrid", "Cem", "Ada")[-1 if size == "phone" else 0 :]:
        await page.get_by_role("button", name=name).first.click()
    ada = page.get_by_role("article", name="Ada")
    photo = ada.get_by_role("button", name="Open the photo").first
    await photo.evaluate("one => one.scrollIntoView({ block: 'start' })")
    await page.evaluate("scrollTo(0, 0)")
    await page.mouse.move(0, 0)
    file = FOLDER / f"page-{size}-{scheme}.png"
    await page.screenshot(path=file)
    print(file, file.stat().st_size // 1024, "kB")
    await page.context.close()


if __name__ == "__main__":
    sys.exit(asyncio.run(take()))
