"""Being a person: writing, pressing, voting, reacting."""

import base64
from collections.abc import Mapping, Sequence
from typing import cast

from bot.sandbox.remote.line import Line
from bot.sandbox.shapes import Message, Pressed


class Acting(Line):
    """What people do. Without a chat, they do it in their private one with the bot."""

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
        document: bytes | None = None,
        file_name: str = "document.txt",
        location: tuple[float, float] | None = None,
        contact: Mapping[str, str] | None = None,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> Message:
        """Write to the bot, or into a chat. `duration` is a voice note's, in seconds.

        A location is latitude and longitude; an empty contact is the person's own.
        """
        place = None if location is None else {"latitude": location[0], "longitude": location[1]}
        message = await self._post(
            "say",
            user=user,
            chat=chat,
            bot=bot,
            text=text,
            photo=None if photo is None else {"data": _base64(photo)},
            voice=None if voice is None else {"data": _base64(voice), "duration": duration},
            document=None if document is None else {"data": _base64(document), "name": file_name},
            location=place,
            contact=contact,
            reply_to=reply_to,
            thread=thread,
        )
        return cast(Message, message)

    async def start(
        self,
        user: int,
        payload: str | None = None,
        *,
        chat: int | None = None,
        bot: str | None = None,
    ) -> Message:
        """Follow a link to the bot and press Start; with a chat, one that brings it there."""
        started = await self._post("start", user=user, payload=payload, chat=chat, bot=bot)
        return cast(Message, started)

    async def edit(
        self, user: int, message: int, text: str, *, chat: int | None = None, bot: str | None = None
    ) -> Message:
        edited = await self._post("edit", user=user, chat=chat, bot=bot, message=message, text=text)
        return cast(Message, edited)

    async def delete(
        self, user: int, message: int, *, chat: int | None = None, bot: str | None = None
    ) -> None:
        """For everybody; bots are not told."""
        await self._post("delete", user=user, chat=chat, bot=bot, message=message)

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

    async def vote(
        self,
        user: int,
        message: int,
        options: Sequence[int | str],
        *,
        chat: int | None = None,
        bot: str | None = None,
    ) -> Message:
        """Options of a poll by number or words; none takes the vote back."""
        fields = {"user": user, "chat": chat, "bot": bot, "message": message}
        return cast(Message, await self._post("vote", **fields, options=list(options)))

    async def react(
        self,
        user: int,
        message: int,
        emoji: str | None,
        *,
        chat: int | None = None,
        bot: str | None = None,
    ) -> Message:
        """None takes the reaction back."""
        fields = {"user": user, "chat": chat, "bot": bot, "message": message}
        return cast(Message, await self._post("react", **fields, emoji=emoji))

    async def stop(
        self, user: int, *, draft: int | None = None, bot: str | None = None
    ) -> list[int]:
        """Press the button under a draft that can be stopped; the ids of those it stopped."""
        stopped: list[int] = (await self._post("stop", user=user, draft=draft, bot=bot))["items"]
        return stopped


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
