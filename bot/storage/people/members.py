"""Members and their Memberships."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TypedDict, Unpack

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    bindparam,
    cast,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.hints import Hint
from bot.domain.base.roles import Role, at_odds
from bot.domain.base.visibility import Visibility
from bot.domain.people.members import Member, Membership
from bot.storage.base.rows import chunks, every, first
from bot.storage.base.schema import member, membership


class Fields(TypedDict, total=False):
    """What a row of this table holds; see Member."""

    id: int
    bot_id: int
    telegram_id: int
    name: str
    language: str
    zone: str
    days: tuple[int, ...]
    ask_at: int
    quiet_from: int
    quiet_to: int
    usual_words: Visibility
    usual_taps: Visibility
    paused_until: date | None
    reachable: bool
    owner: bool
    digest_day: int
    digest_at: int
    next_digest_at: datetime | None
    digested_until: datetime | None
    next_hint: Hint | None
    hint_from: date | None
    representative_since: date | None


def _holds(role: Role) -> ColumnElement[bool]:
    return cast(membership.c.roles, Text).like(f'%"{role}"%')


_READING = (
    select(member, membership)
    .join(membership, membership.c.member_id == member.c.id)
    .where(
        membership.c.team_id == bindparam("team_id"),
        # By roles alone first, so that of a large Team few Members are looked up.
        or_(_holds(Role.CRITICAL_FRIEND), _holds(Role.MANAGER)),
        or_(_holds(Role.MANAGER), member.c.reachable),
    )
    .order_by(member.c.name, member.c.id)
)
_REACHED = (
    update(member)
    .where(
        member.c.bot_id == bindparam("of_bot"),
        member.c.telegram_id == bindparam("of_person"),
        ~member.c.reachable,
    )
    .values(reachable=True)
)


async def by_id(tx: AsyncConnection, member_id: int) -> Member | None:
    return await first(tx, select(member).where(member.c.id == member_id), Member)


async def by_telegram_id(tx: AsyncConnection, bot_id: int, telegram_id: int) -> Member | None:
    query = select(member).where(member.c.bot_id == bot_id, member.c.telegram_id == telegram_id)
    return await first(tx, query, Member)


async def everybody(tx: AsyncConnection) -> list[Member]:
    """The Members of all bots."""
    return await every(tx, select(member).order_by(member.c.id), Member)


async def of_person(tx: AsyncConnection, telegram_id: int) -> list[Member]:
    """The Member that somebody is of each bot."""
    query = select(member).where(member.c.telegram_id == telegram_id)
    return await every(tx, query.order_by(member.c.bot_id), Member)


async def add(tx: AsyncConnection, **fields: Unpack[Fields]) -> Member:
    """A new Member; `fields` are all of Member's but the id."""
    row = (await tx.execute(insert(member).values(**fields).returning(member))).mappings().one()
    return Member(**row)


async def change(tx: AsyncConnection, member_id: int, **fields: Unpack[Fields]) -> None:
    await tx.execute(update(member).where(member.c.id == member_id).values(**fields))


async def mark(tx: AsyncConnection, ids: Collection[int], **fields: Unpack[Fields]) -> None:
    for some in chunks(ids):
        await tx.execute(update(member).where(member.c.id.in_(some)).values(**fields))


async def remove(tx: AsyncConnection, member_id: int) -> None:
    """Forget the Member and, by the schema, all that is linked to them."""
    await tx.execute(delete(member).where(member.c.id == member_id))


async def owners(tx: AsyncConnection, bot_id: int) -> list[Member]:
    query = select(member).where(member.c.bot_id == bot_id, member.c.owner)
    return await every(tx, query, Member)


async def leading(tx: AsyncConnection) -> list[Member]:
    """Everybody who leads a Team or runs the installation, of all bots."""
    lead = select(membership.c.member_id).where(_holds(Role.FACILITATOR))
    query = select(member).where(or_(member.c.owner, member.c.id.in_(lead)))
    return await every(tx, query.order_by(member.c.id), Member)


async def roles(tx: AsyncConnection, member_id: int, team_id: int) -> frozenset[Role]:
    """The Member's roles in the Team; empty if they are not in it."""
    query = select(membership.c.roles).where(
        membership.c.member_id == member_id, membership.c.team_id == team_id
    )
    return (await tx.execute(query)).scalar_one_or_none() or frozenset()


async def memberships(tx: AsyncConnection, member_id: int) -> dict[int, frozenset[Role]]:
    """Team id to roles, for all the Member's Teams."""
    query = select(membership.c.team_id, membership.c.roles).where(
        membership.c.member_id == member_id
    )
    return {row.team_id: row.roles for row in await tx.execute(query)}


async def memberships_of(tx: AsyncConnection, ids: Collection[int]) -> list[Membership]:
    """What ties these Members to Teams."""
    query = select(membership).where(membership.c.member_id.in_(ids))
    return await every(tx, query, Membership)


async def in_several(tx: AsyncConnection, ids: Collection[int]) -> set[tuple[int, int]]:
    """Those of these Members who are in more than one Team: bot and Telegram id."""
    found: set[tuple[int, int]] = set()
    for some in chunks(ids):
        query = (
            select(member.c.bot_id, member.c.telegram_id)
            .join(membership, membership.c.member_id == member.c.id)
            .where(member.c.id.in_(some))
            .group_by(member.c.id)
            .having(func.count() > 1)
        )
        found |= {(row.bot_id, row.telegram_id) for row in await tx.execute(query)}
    return found


async def set_roles(
    tx: AsyncConnection,
    member_id: int,
    team_id: int,
    held: Collection[Role],
    *,
    since: date | None = None,
) -> None:
    """Give exactly these roles in the Team; none means that the Member leaves it.

    ValueError if nobody may hold them at once. Whoever becomes a manager is told of Rounds after
    the day `since`, which has to be said; whoever is one already, of the same as before.
    """
    if at_odds(held):
        raise ValueError(f"roles at odds: {', '.join(sorted(held))}")
    day = None
    if Role.MANAGER in held:
        day = await manager_since(tx, member_id, team_id) or since
        if day is None:
            raise ValueError("a manager is one since some day")
    await tx.execute(
        delete(membership).where(
            membership.c.member_id == member_id, membership.c.team_id == team_id
        )
    )
    if held:
        row = {"member_id": member_id, "team_id": team_id, "roles": frozenset(held)}
        await tx.execute(insert(membership).values(**row, manager_since=day))


async def manager_since(tx: AsyncConnection, member_id: int, team_id: int) -> date | None:
    """The day on which the Member became a manager of the Team; None if they are none. Of what was
    shared before, they are told nothing."""
    query = select(membership.c.manager_since).where(
        membership.c.member_id == member_id, membership.c.team_id == team_id
    )
    return (await tx.execute(query)).scalar_one_or_none()


async def of_team(tx: AsyncConnection, team_id: int) -> list[tuple[frozenset[Role], Member]]:
    """Everybody in the Team behind their roles, by name."""
    query = (
        select(membership.c.roles, member)
        .join(member, membership.c.member_id == member.c.id)
        .where(membership.c.team_id == team_id)
        .order_by(member.c.name, member.c.id)
    )
    names = member.c.keys()
    rows = (await tx.execute(query)).all()  # a mapping of each costs more than the query
    return [(held, Member(**dict(zip(names, row, strict=True)))) for held, *row in rows]


async def names(tx: AsyncConnection, team_id: int) -> list[str]:
    """What the people of the Team are called."""
    query = (
        select(member.c.name)
        .join(membership, membership.c.member_id == member.c.id)
        .where(membership.c.team_id == team_id)
    )
    return [*(await tx.execute(query)).scalars()]


async def count(tx: AsyncConnection, team_id: int) -> int:
    """How many people are in the Team."""
    query = select(func.count()).where(membership.c.team_id == team_id)
    return (await tx.execute(query)).scalar_one()


async def count_in(tx: AsyncConnection, team_id: int, roles: Collection[Role]) -> int:
    """How many people hold one of these Roles in the Team, whether or not anything reaches them."""
    return (await tx.execute(_count(team_id, roles))).scalar_one()


async def count_reachable(tx: AsyncConnection, team_id: int, roles: Collection[Role]) -> int:
    """How many people in one of these Roles of the Team can be written to."""
    return (await tx.execute(_count(team_id, roles).where(member.c.reachable))).scalar_one()


def _count(team_id: int, roles: Collection[Role]) -> Select[int]:
    both = membership.join(member)
    held = or_(*map(_holds, roles))
    return select(func.count()).select_from(both).where(membership.c.team_id == team_id, held)


async def reached(tx: AsyncConnection, bot_id: int, telegram_id: int) -> bool:
    """Note that the person can be written to. False if that was known, or nobody knows them."""
    changed = await tx.execute(_REACHED, {"of_bot": bot_id, "of_person": telegram_id})
    return changed.rowcount == 1


async def count_unreachable(tx: AsyncConnection) -> int:
    """How many people have blocked the bot, or are gone."""
    query = select(func.count()).select_from(member).where(~member.c.reachable)
    return (await tx.execute(query)).scalar_one()


async def holding(tx: AsyncConnection, team_id: int, role: Role) -> list[Member]:
    """The Team's people in this Role, by name."""
    query = (
        select(member)
        .join(membership, membership.c.member_id == member.c.id)
        .where(membership.c.team_id == team_id, _holds(role))
        .order_by(member.c.name, member.c.id)
    )
    return await every(tx, query, Member)


async def represented(tx: AsyncConnection, bot_id: int) -> set[int]:
    """The ids of the Teams that have a representative of their own."""
    query = (
        select(membership.c.team_id)
        .join(member, membership.c.member_id == member.c.id)
        .where(member.c.bot_id == bot_id, _holds(Role.REPRESENTATIVE))
    )
    return {*(await tx.execute(query)).scalars()}


async def reading(tx: AsyncConnection, team_id: int) -> list[tuple[Membership, Member]]:
    """Those of the Team's people who may be told what others have shared, by name. Critical friends
    whom nothing reaches are out; a manager who can't be reached today gets their letter later."""
    ties = tuple(membership.c.keys())
    rows = [dict(row) for row in (await tx.execute(_READING, {"team_id": team_id})).mappings()]
    return [(Membership(**{name: row.pop(name) for name in ties}), Member(**row)) for row in rows]


async def by_ids(tx: AsyncConnection, ids: Collection[int]) -> dict[int, Member]:
    found: dict[int, Member] = {}
    for some in chunks(ids):
        query = select(member).where(member.c.id.in_(some))
        found |= {one.id: one for one in await every(tx, query, Member)}
    return found


async def with_digest_due(tx: AsyncConnection, now: datetime) -> Member | None:
    query = select(member).where(member.c.next_digest_at <= now).order_by(member.c.next_digest_at)
    return await first(tx, query, Member)
