"""A real browser, driven by Playwright. On Debian and its kin it is the package `chromium`."""

import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal, TypedDict, Unpack

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",)
QUIET = (
    "--no-sandbox",  # root, as in a container, can have none
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


class Screen(TypedDict, total=False):
    """What a browser shows a page on; the names are Playwright's."""

    viewport: ViewportSize
    color_scheme: Literal["light", "dark"]
    reduced_motion: Literal["reduce"]


def executable() -> str:
    """Where the browser is; CHROMIUM names another."""
    named = os.environ.get("CHROMIUM")
    found = (named, *map(shutil.which, NAMES), *filter(os.path.exists, PLACES))
    for path in found:
        if path:
            return path
    raise FileNotFoundError(
        "the tests of the page need Chromium: install the package `chromium` (as root, `make test`"
        " does it with apt-get), or say where it is in CHROMIUM"
    )


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=[*QUIET])
        try:
            yield browser
        finally:
            await browser.close()


async def opened(browser: Browser, url: str, **screen: Unpack[Screen]) -> Page:
    """A page of its own, with everything as in a new profile, up to date with the box."""
    context = await browser.new_context(locale="en-GB", timezone_id="Europe/Stockholm", **screen)
    page = await context.new_page()
    await page.goto(url)
    await page.locator("body[data-live]").wait_for()
    return page


if __name__ == "__main__":
    try:
        executable()
    except FileNotFoundError as missing:
        sys.exit(str(missing))
