"""Prompts with all that belongs to them, in one query."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answers import Answer
from bot.domain.members import Member
from bot.domain.prompts import Prompt
from bot.domain.rounds import Round
from bot.domain.teams import Team
from bot.storage.schema import answer, member, membership, prompt, round_, team


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """A Prompt, its Round, its Team and its Member; `people` is how many are in the Team."""

    prompt: Prompt
    round: Round
    team: Team
    member: Member
    people: int


_TABLES = (prompt, round_, team, member)
_JOINED = (
    prompt.join(round_, round_.c.id == prompt.c.round_id)
    .join(team, team.c.id == round_.c.team_id)
    .join(member, member.c.id == prompt.c.member_id)
)
_OF_PROMPTS = (
    select(*_TABLES)
    .select_from(_JOINED)
    .where(prompt.c.id.in_(bindparam("prompt_ids", expanding=True)))
)
_PEOPLE = select(func.count()).where(membership.c.team_id == team.c.id).scalar_subquery()
_OF_ANSWER = (
    select(*_TABLES, _PEOPLE, answer)
    .select_from(_JOINED.join(answer, answer.c.prompt_id == prompt.c.id))
    .where(answer.c.id == bindparam("answer_id"))
)
_CROWDS = (
    select(membership.c.team_id, func.count())
    .where(membership.c.team_id.in_(bindparam("team_ids", expanding=True)))
    .group_by(membership.c.team_id)
)


async def of_prompts(tx: AsyncConnection, prompt_ids: Collection[int]) -> dict[int, Belongings]:
    """By Prompt id."""
    rows = (await tx.execute(_OF_PROMPTS, {"prompt_ids": list(prompt_ids)})).all()
    parted = [_parted(row, *_TABLES) for row in rows]
    team_ids = list({found[2]["id"] for found in parted})
    people = {row[0]: row[1] for row in await tx.execute(_CROWDS, {"team_ids": team_ids})}
    wholes = [_belongings(found, people.get(found[2]["id"], 0)) for found in parted]
    return {one.prompt.id: one for one in wholes}


async def of_answer(tx: AsyncConnection, answer_id: int) -> tuple[Belongings, Answer] | None:
    row = (await tx.execute(_OF_ANSWER, {"answer_id": answer_id})).first()
    if row is None:
        return None
    count = sum(len(table.c) for table in _TABLES)
    (reply,) = _parted(row[count + 1 :], answer)
    return _belongings(_parted(row, *_TABLES), row[count]), Answer(**reply)


def _parted(row: Sequence[Any], *tables: Table) -> list[dict[str, Any]]:
    """The columns of a row, table by table."""
    found, start = [], 0
    for table in tables:
        names = table.c.keys()
        found.append(dict(zip(names, row[start : start + len(names)], strict=True)))
        start += len(names)
    return found


def _belongings(parted: Sequence[dict[str, Any]], people: int) -> Belongings:
    of_prompt, of_round, of_team, of_member = parted
    return Belongings(
        prompt=Prompt(**of_prompt),
        round=Round(**of_round),
        team=Team(**of_team),
        member=Member(**of_member),
        people=people,
    )
