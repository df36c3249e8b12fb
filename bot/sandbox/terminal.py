"""A phone in a terminal: be one person in a box that runs elsewhere.

Several terminals are several people. What begins with a colon is for the phone, all else is said.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime

from rich.console import Console
from rich.markup import escape

from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.phones import labels, visible
from bot.sandbox.shapes import Message, User

HELP = """Write to say something; a number presses that button.
  :chats        the groups you are in
  :to NUMBER    change to that chat (0 is the bot)
  :group TITLE  make a group with everybody and the bot
  :quit         put the phone away"""


class TerminalPhone:
    """One person's Telegram, line by line."""

    def __init__(self, control: Control, user: User, console: Console) -> None:
        self._control = control
        self._user = user
        self._console = console
        self._chat: int | None = None
        self._shown: dict[int, str] = {}

    async def run(self, lines: AsyncIterator[str]) -> None:
        """Show what comes in and do what is typed, until the lines end."""
        self._console.print(f"[bold]{escape(self._user['first_name'])}'s phone[/bold]. {HELP}")
        watching = asyncio.create_task(self._watch())
        try:
            async for typed in lines:
                if typed == ":quit":
                    return
                await self._do(typed)
        finally:
            watching.cancel()

    async def _watch(self) -> None:
        async with self._control.events() as events:
            await self._show_new()
            async for _ in events:
                await self._show_new()

    async def _do(self, typed: str) -> None:
        try:
            if typed.startswith(":"):
                await self._command(*typed[1:].split(" ", 1))
            elif typed.isdecimal() and (pressed := await self._button(int(typed))):
                await self._press(*pressed)
            elif typed:
                await self._control.say(self._user["id"], typed, chat=self._chat)
        except ControlRefusedError as error:
            self._console.print(f"[red]{escape(str(error))}[/red]")

    async def _command(self, name: str, rest: str = "") -> None:
        chats = await self._control.chats(self._user["id"])
        match name:
            case "chats":
                titles = ["the bot", *(chat.get("title", "") for chat in chats)]
                for number, title in enumerate(titles):
                    self._console.print(f"{number}: {escape(title)}")
            case "to" if rest.isdecimal() and int(rest) <= len(chats):
                self._chat = chats[int(rest) - 1]["id"] if int(rest) else None
                self._shown.clear()
                await self._show_new()
            case "group" if rest:
                people = [user["id"] for user in await self._control.users()]
                mine = self._user["id"]
                made = await self._control.chat("supergroup", rest, members=people, admins=[mine])
                for bot in await self._control.bots():
                    await self._control.join(made["id"], user=mine, bot=bot.get("username"))
            case _:
                self._console.print(HELP)

    async def _button(self, number: int) -> tuple[int, str] | None:
        """The message and the label of a button, counted on the last message that has any."""
        for message in reversed(await self._seen()):
            if there := labels(message):
                return (message["message_id"], there[number - 1]) if number <= len(there) else None
        return None

    async def _press(self, message: int, label: str) -> None:
        pressed = await self._control.press(self._user["id"], message, label, chat=self._chat)
        if pressed.answer:
            self._console.print(f"  [yellow]» {escape(pressed.answer)}[/yellow]")

    async def _seen(self) -> list[Message]:
        return await self._control.messages(self._user["id"], chat=self._chat)

    async def _show_new(self) -> None:
        """Print messages that came or changed since they were last printed."""
        for message in await self._seen():
            now = _told(message)
            if self._shown.get(message["message_id"]) != now:
                self._shown[message["message_id"]] = now
                self._console.print(now)


def _told(message: Message) -> str:
    sender = message.get("from", {}).get("first_name") or message["chat"].get("title", "")
    time = datetime.fromtimestamp(message["date"]).astimezone().strftime("%a %H:%M")
    text = visible(message)
    photo = "[dim](a picture)[/dim] " if "photo" in message else ""
    buttons = "  ".join(
        f"[cyan]{number}[/cyan] {escape(label)}" for number, label in enumerate(labels(message), 1)
    )
    body = f"[bold]{escape(sender)}[/bold] [dim]{time}[/dim]\n{photo}{escape(text)}"
    return f"\n{body}\n{buttons}" if buttons else f"\n{body}"


async def pick_up(url: str, name: str, language: str) -> None:
    """Be the person of this name, who is made if there is none yet, until the input ends."""
    async with Control(url) as control:
        known = {user["first_name"]: user for user in await control.users()}
        user = known.get(name) or await control.user(name, language_code=language)
        await TerminalPhone(control, user, Console()).run(_typed())


async def _typed() -> AsyncIterator[str]:
    while True:
        try:
            yield (await asyncio.to_thread(input)).strip()
        except EOFError:
            return
