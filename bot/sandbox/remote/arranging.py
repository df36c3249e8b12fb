"""Making people, bots and chats, and changing who is where."""

from collections.abc import Sequence
from typing import cast

from bot.sandbox.remote.line import Line
from bot.sandbox.shapes import BotAccount, Chat, ChatType, User


class Arranging(Line):
    """Who there is."""

    async def bot(
        self,
        username: str,
        *,
        token: str | None = None,
        first_name: str | None = None,
        privacy: bool = True,
        topics: bool = False,
    ) -> BotAccount:
        """With `privacy` it sees in groups only what is meant for it."""
        made = await self._post(
            "bots",
            username=username,
            token=token,
            first_name=first_name,
            privacy=privacy,
            topics=topics,
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
        username: str | None = None,
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
            username=username,
            is_forum=is_forum,
            members=list(members),
            admins=list(admins),
            bots=list(bots),
        )
        return cast(Chat, chat)

    async def block(self, user: int, *, bot: str | None = None) -> None:
        await self._post("block", user=user, bot=bot)

    async def unblock(self, user: int, *, bot: str | None = None) -> None:
        await self._post("unblock", user=user, bot=bot)

    async def deactivate(self, user: int) -> None:
        """Delete the account."""
        await self._post("deactivate", user=user)

    async def join(
        self,
        chat: int | None = None,
        *,
        user: int | None = None,
        bot: str | None = None,
        link: str | None = None,
    ) -> Chat:
        """The user joins, by a link or simply; with a bot, the user brings the bot."""
        return cast(Chat, await self._post("join", chat=chat, user=user, bot=bot, link=link))

    async def leave(self, chat: int, *, user: int | None = None, bot: str | None = None) -> Chat:
        """The user leaves; with a bot, the user (or else the owner) removes the bot."""
        return cast(Chat, await self._post("leave", chat=chat, user=user, bot=bot))

    async def promote(
        self,
        chat: int,
        *,
        user: int | None = None,
        bot: str | None = None,
        admin: bool = True,
        rights: Sequence[str] | None = None,
        title: str = "",
    ) -> Chat:
        """Without `rights`, an administrator has all but the right to promote others."""
        promoted = await self._post(
            "promote",
            chat=chat,
            user=user,
            bot=bot,
            admin=admin,
            rights=None if rights is None else list(rights),
            title=title,
        )
        return cast(Chat, promoted)

    async def restrict(
        self,
        chat: int,
        *,
        user: int | None = None,
        bot: str | None = None,
        forbid: Sequence[str] = (),
    ) -> Chat:
        """Take permissions from a member of a supergroup; with none named, give them back."""
        fields = {"chat": chat, "user": user, "bot": bot, "forbid": list(forbid)}
        return cast(Chat, await self._post("restrict", **fields))

    async def migrate(self, chat: int, *, user: int | None = None) -> Chat:
        """Turn the group into a supergroup; the answer is the new chat."""
        return cast(Chat, await self._post("migrate", chat=chat, user=user))

    async def dissolve(self, chat: int) -> None:
        """Delete the chat for everybody."""
        await self._post("dissolve", chat=chat)
