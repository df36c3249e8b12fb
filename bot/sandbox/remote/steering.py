"""Looking into the box, and changing its time, its limits, its luck and its contents."""

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import cast

from bot.sandbox.faults import Kind
from bot.sandbox.remote.line import Line
from bot.sandbox.shapes import CallMade, Chat, Finding, Message, User


class Steering(Line):
    """The box as a whole."""

    async def messages(
        self, user: int, *, chat: int | None = None, bot: str | None = None
    ) -> list[Message]:
        """What this person sees in the chat (their own with the bot if none is named)."""
        path = f"chats/{user if chat is None else chat}/messages"
        return cast(list[Message], await self._items(path, user=user, bot=bot))

    async def bots(self) -> list[User]:
        """The bots, as everybody sees them."""
        return cast(list[User], await self._items("bots"))

    async def users(self) -> list[User]:
        """Everybody there is."""
        return cast(list[User], await self._items("users"))

    async def chats(self, user: int) -> list[Chat]:
        """The groups and channels this person is in."""
        return cast(list[Chat], await self._items("chats", user=user))

    async def calls(self, since: int = 0) -> list[CallMade]:
        """The Bot API calls with a greater number than `since`, oldest first."""
        return cast(list[CallMade], await self._items("calls", since=since))

    async def lint(self) -> list[Finding]:
        """What Telegram would have ignored without a word."""
        return cast(list[Finding], await self._items("lint"))

    async def faults(
        self,
        method: str | None,
        kind: Kind | str,
        *,
        count: int = 1,
        bot: str | None = None,
        chat: int | None = None,
        retry_after: int = 1,
        seconds: float = 0.0,
    ) -> None:
        """The next `count` calls of the method (or of any, with `*`) go wrong; with a chat, only
        those that name it.

        With the kinds duplicate, reorder and undecodable it is updates, and no method is needed.
        """
        await self._post(
            "faults",
            method=method,
            kind=str(kind),
            count=count,
            bot=bot,
            chat=chat,
            retry_after=retry_after,
            seconds=seconds,
        )

    async def no_faults(self) -> None:
        await self._post("faults", off=True)

    async def limits(
        self,
        *,
        messages_per_second: float | None = None,
        per_chat_per_second: float | None = None,
        per_group_per_minute: float | None = None,
    ) -> None:
        await self._post(
            "limits",
            messages_per_second=messages_per_second,
            per_chat_per_second=per_chat_per_second,
            per_group_per_minute=per_group_per_minute,
        )

    async def no_limits(self) -> None:
        await self._post("limits", off=True)

    async def clock(self, now: datetime | None, *, speed: float | None = None) -> None:
        """Drive the sandbox's clock to an aware time; None returns it to real time.

        It stands still there, or goes on so many times as fast as real time.
        """
        if now is None:
            await self._post("clock", off=True)
        else:
            await self._post("clock", now=now.isoformat(), speed=speed)

    async def online(self, url: str, data: bytes | None = None, *, to: str | None = None) -> None:
        """Put a file on the internet of the box, for bots to name by URL, or lead that on `to`
        another. With neither, what stands there goes.
        """
        encoded = None if data is None else base64.b64encode(data).decode()
        await self._post("online", url=url, data=encoded, to=to)

    async def state(self) -> dict[str, object]:
        """The whole box, as `restore` takes it."""
        return await self._get("state")

    async def restore(self, state: Mapping[str, object]) -> None:
        """Put a saved box in place of what is there."""
        await self._send("state", state)

    async def reset(self, *, keep_bots: bool = False) -> None:
        """Empty the box. Bots that are kept have their tokens, webhooks and profiles."""
        await self._post("reset", keep_bots=keep_bots)
