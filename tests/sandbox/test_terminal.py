"""A person is played from a terminal."""

from collections.abc import AsyncIterator, Sequence
from io import StringIO

from rich.console import Console

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.terminal import TerminalPhone

TOKEN = "123456:terminal-bot-token-of-thirty-five-ch"


async def typed(lines: Sequence[str]) -> AsyncIterator[str]:
    for line in lines:
        yield line


async def played(control: Control, name: str, *lines: str) -> str:
    """What the terminal of this person shows when they type these lines."""
    known = {user["first_name"]: user for user in await control.users()}
    user = known.get(name) or await control.user(name)
    screen = StringIO()
    phone = TerminalPhone(control, user, Console(file=screen, width=100))
    await phone.run(typed(lines))
    return screen.getvalue()


async def test_ada_writes_to_the_bot_and_reads_it_on_her_screen() -> None:
    async with Sandbox() as box, Control(box.url) as control:
        await control.bot("quiet_bot", token=TOKEN)
        assert "hello there" in await played(control, "Ada", "hello there", ":to 0")


async def test_ada_makes_a_group_with_everybody_and_the_bot() -> None:
    async with Sandbox() as box, Control(box.url) as control:
        await control.bot("quiet_bot", token=TOKEN)
        bob = await control.user("Bob")
        screen = await played(control, "Ada", ":group North", ":chats", ":to 1", "hi all", ":to 1")
        assert "1: North" in screen
        assert "hi all" in screen
        (north,) = await control.chats(bob["id"])
        assert north["title"] == "North"


async def test_a_number_without_a_button_is_said_and_a_wrong_command_explains_itself() -> None:
    async with Sandbox() as box, Control(box.url) as control:
        await control.bot("quiet_bot", token=TOKEN)
        screen = await played(control, "Ada", "4", ":to 0", ":nonsense")
        assert "\n4\n" in screen
        assert screen.count(":group TITLE") == 2


async def test_what_cannot_be_done_is_said_in_the_words_of_the_box() -> None:
    async with Sandbox() as box, Control(box.url) as control:
        screen = await played(control, "Ada", "hello")
        assert "there are 0 bots" in screen
