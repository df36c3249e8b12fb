"""Invites."""

from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.base.roles import Role
from bot.domain.people.invites import Invite
from bot.storage.base.rows import every, first
from bot.storage.base.schema import invite


class Fields(TypedDict, total=False):
    """What a row of this table holds; see Invite."""

    id: int
    bot_id: int
    token: str
    team_id: int | None
    role: Role
    made_by: int | None
    expires_at: datetime
    max_uses: int
    uses: int
    withdrawn: bool


async def by_id(tx: AsyncConnection, invite_id: int) -> Invite | None:
    return await first(tx, select(invite).where(invite.c.id == invite_id), Invite)


async def by_token(tx: AsyncConnection, bot_id: int, token: str) -> Invite | None:
    query = select(invite).where(invite.c.token == token, invite.c.bot_id == bot_id)
    return await first(tx, query, Invite)


async def of_team(tx: AsyncConnection, team_id: int) -> list[Invite]:
    """The Team's Invites, newest first."""
    query = select(invite).where(invite.c.team_id == team_id)
    return await every(tx, query.order_by(invite.c.id.desc()), Invite)


async def claims(tx: AsyncConnection, bot_id: int) -> list[Invite]:
    """The links that claim the bot, newest first."""
    query = select(invite).where(invite.c.role == Role.OWNER, invite.c.bot_id == bot_id)
    return await every(tx, query.order_by(invite.c.id.desc()), Invite)


async def add(tx: AsyncConnection, **fields: Unpack[Fields]) -> Invite:
    """A new Invite; `fields` are all of Invite's but the id."""
    row = (await tx.execute(insert(invite).values(**fields).returning(invite))).mappings().one()
    return Invite(**row)


async def use(tx: AsyncConnection, invite_id: int) -> bool:
    """Count one use. False if somebody else had the last one, or it was withdrawn meanwhile."""
    used = await tx.execute(
        update(invite)
        .where(
            invite.c.id == invite_id,
            invite.c.uses < invite.c.max_uses,
            invite.c.withdrawn.is_(False),
        )
        .values(uses=invite.c.uses + 1)
    )
    return used.rowcount == 1


async def withdraw(tx: AsyncConnection, invite_id: int) -> bool:
    """False if it was before."""
    this = (invite.c.id == invite_id, invite.c.withdrawn.is_(False))
    return (await tx.execute(update(invite).where(*this).values(withdrawn=True))).rowcount == 1


async def withdraw_open(tx: AsyncConnection, now: datetime) -> None:
    """No link that could still be used is of use any more, whoever made it."""
    usable = (invite.c.expires_at > now, invite.c.uses < invite.c.max_uses)
    await tx.execute(update(invite).where(*usable).values(withdrawn=True))


async def made_by(tx: AsyncConnection, member_id: int) -> list[Invite]:
    query = select(invite).where(invite.c.made_by == member_id)
    return await every(tx, query.order_by(invite.c.id), Invite)


async def remove_expired_before(tx: AsyncConnection, moment: datetime) -> int:
    """Forget links that have been of no use since then. How many went."""
    return (await tx.execute(delete(invite).where(invite.c.expires_at < moment))).rowcount
