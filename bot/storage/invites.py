"""Invites."""

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.invites import Invite
from bot.storage.rows import every, first
from bot.storage.schema import invite


async def by_id(tx: AsyncConnection, invite_id: int) -> Invite | None:
    return await first(tx, select(invite).where(invite.c.id == invite_id), Invite)


async def by_token(tx: AsyncConnection, token: str) -> Invite | None:
    return await first(tx, select(invite).where(invite.c.token == token), Invite)


async def of_team(tx: AsyncConnection, team_id: int | None) -> list[Invite]:
    """The Team's Invites, newest first; for None, the links that claim the installation."""
    query = select(invite).where(invite.c.team_id.is_not_distinct_from(team_id))
    return await every(tx, query.order_by(invite.c.id.desc()), Invite)


async def add(tx: AsyncConnection, **fields: object) -> Invite:
    """A new Invite; `fields` are all of Invite's but the id."""
    row = (await tx.execute(insert(invite).values(**fields).returning(invite))).mappings().one()
    return Invite(**row)


async def use(tx: AsyncConnection, invite_id: int) -> bool:
    """Count one use. False if somebody else had the last one."""
    used = await tx.execute(
        update(invite)
        .where(invite.c.id == invite_id, invite.c.uses < invite.c.max_uses)
        .values(uses=invite.c.uses + 1)
    )
    return used.rowcount == 1


async def withdraw(tx: AsyncConnection, invite_id: int) -> None:
    await tx.execute(update(invite).where(invite.c.id == invite_id).values(withdrawn=True))
