"""The control API from Python: act as people, break things, read what happened.

async with Control(box.url) as box:
    token = (await box.bot("thinking_bot")).token
    alice = await box.user("Alice", language_code="sv")
    await box.say(alice["id"], "/start")
"""

import base64
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from types import TracebackType
from typing import Any, Self, cast

import aiohttp

from bot.sandbox.faults import Kind
from bot.sandbox.shapes import (
    BotAccount,
    CallMade,
    Chat,
    ChatType,
    Finding,
    Message,
    Pressed,
    User,
)


class ControlRefusedError(Exception):
    """The sandbox could not do what it was asked; the text names the field."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Control:
    """A client of one sandbox. `bot` may be left out where there is only one."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._http: aiohttp.ClientSession | None = None

    async def bot(
        self,
        username: str,
        *,
        token: str | None = None,
        first_name: str | None = None,
        privacy: bool = True,
    ) -> BotAccount:
        made = await self._post(
            "bots", username=username, token=token, first_name=first_name, privacy=privacy
        )
        return BotAccount(**made)

    async def user(
        self,
        first_name: str,
        *,
        user_id: int | None = None,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
    ) -> User:
        user = await self._post(
            "users",
            first_name=first_name,
            last_name=last_name,
            id=user_id,
            username=username,
            language_code=language_code,
        )
        return cast(User, user)

    async def chat(
        self,
        kind: ChatType,
        title: str,
        *,
        is_forum: bool = False,
        members: Sequence[int] = (),
        admins: Sequence[int] = (),
        bots: Sequence[str] = (),
    ) -> Chat:
        """Members and admins are user ids, bots usernames. The first admin owns the chat."""
        chat = await self._post(
            "chats",
            type=kind,
            title=title,
            is_forum=is_forum,
            members=list(members),
            admins=list(admins),
            bots=list(bots),
        )
        return cast(Chat, chat)

    async def say(
        self,
        user: int,
        text: str | None = None,
        *,
        chat: int | None = None,
        bot: str | None = None,
        photo: bytes | None = None,
        voice: bytes | None = None,
        duration: int = 1,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> Message:
        """Write to the bot, or into a chat. `duration` is a voice note's, in seconds."""
        message = await self._post(
            "say",
            user=user,
            chat=chat,
            bot=bot,
            text=text,
            photo=None if photo is None else {"data": _base64(photo)},
            voice=None if voice is None else {"data": _base64(voice), "duration": duration},
            reply_to=reply_to,
            thread=thread,
        )
        return cast(Message, message)

    async def edit(
        self, user: int, message: int, text: str, *, chat: int | None = None, bot: str | None = None
    ) -> Message:
        edited = await self._post("edit", user=user, chat=chat, bot=bot, message=message, text=text)
        return cast(Message, edited)

    async def press(
        self,
        user: int,
        message: int,
        button: str,
        *,
        chat: int | None = None,
        bot: str | None = None,
        timeout: float = 10.0,  # noqa: ASYNC109 - the bot is given so long, not this call
    ) -> Pressed:
        """Press the button with this label or callback data; wait for the bot's answer."""
        answer = await self._post(
            "press",
            user=user,
            chat=chat,
            bot=bot,
            message=message,
            button=button,
            timeout=timeout,
        )
        return Pressed(**answer)

    async def block(self, user: int, *, bot: str | None = None) -> None:
        await self._post("block", user=user, bot=bot)

    async def unblock(self, user: int, *, bot: str | None = None) -> None:
        await self._post("unblock", user=user, bot=bot)

    async def deactivate(self, user: int) -> None:
        """Delete the account."""
        await self._post("deactivate", user=user)

    async def join(self, chat: int, *, user: int | None = None, bot: str | None = None) -> Chat:
        """The user joins; with a bot, the user brings the bot."""
        return cast(Chat, await self._post("join", chat=chat, user=user, bot=bot))

    async def leave(self, chat: int, *, user: int | None = None, bot: str | None = None) -> Chat:
        """The user leaves; with a bot, the user (or else the owner) removes the bot."""
        return cast(Chat, await self._post("leave", chat=chat, user=user, bot=bot))

    async def promote(
        self, chat: int, *, user: int | None = None, bot: str | None = None, admin: bool = True
    ) -> Chat:
        return cast(Chat, await self._post("promote", chat=chat, user=user, bot=bot, admin=admin))

    async def migrate(self, chat: int, *, user: int | None = None) -> Chat:
        """Turn the group into a supergroup; the answer is the new chat."""
        return cast(Chat, await self._post("migrate", chat=chat, user=user))

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

    async def faults(
        self,
        method: str,
        kind: Kind | str,
        *,
        count: int = 1,
        retry_after: int = 1,
        seconds: float = 0.0,
    ) -> None:
        """The next `count` calls of the method (or of any, with `*`) go wrong."""
        await self._post(
            "faults",
            method=method,
            kind=str(kind),
            count=count,
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

    async def clock(self, now: datetime | None) -> None:
        """Drive the sandbox's clock to an aware time; None returns it to real time."""
        if now is None:
            await self._post("clock", off=True)
        else:
            await self._post("clock", now=now.isoformat())

    async def calls(self, since: int = 0) -> list[CallMade]:
        """The Bot API calls with a greater number than `since`, oldest first."""
        return cast(list[CallMade], await self._items("calls", since=since))

    async def lint(self) -> list[Finding]:
        """What Telegram would have ignored without a word."""
        return cast(list[Finding], await self._items("lint"))

    @asynccontextmanager
    async def events(self) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """What happens in the box from now on; `receive_json()` gives the next event."""
        async with self._session().ws_connect(f"{self.url}/sandbox/events") as socket:
            yield socket

    async def close(self) -> None:
        if self._http is not None:
            await self._http.close()
            self._http = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    def _session(self) -> aiohttp.ClientSession:
        # Made on first use: a session belongs to the loop that runs then.
        if self._http is None:
            self._http = aiohttp.ClientSession()
        return self._http

    async def _post(self, path: str, **fields: object) -> dict[str, Any]:
        body = {name: value for name, value in fields.items() if value is not None}
        async with self._session().post(f"{self.url}/sandbox/{path}", json=body) as response:
            return await _read(response)

    async def _items(self, path: str, **query: str | int | None) -> list[object]:
        wanted = {name: value for name, value in query.items() if value is not None}
        async with self._session().get(f"{self.url}/sandbox/{path}", params=wanted) as response:
            items: list[object] = (await _read(response))["items"]
            return items


async def _read(response: aiohttp.ClientResponse) -> dict[str, Any]:
    answer: dict[str, Any] = await response.json()
    if not response.ok:
        raise ControlRefusedError(response.status, str(answer.get("error") or answer))
    return answer


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
