"""Prompts with all that belongs to them, in one query."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Case, ColumnElement, Table, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.answers import Answer
from bot.domain.asking.prompts import Prompt, PromptState
from bot.domain.asking.rounds import SCHEDULED, Round
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.storage.base.schema import answer, member, membership, prompt, round_, schedule, team


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """A Prompt, its Round, its Team and its Member; `people` is how many are in the Team, `asked`
    how many of them the Round has asked or is sure to ask; none where people begin themselves.
    `stopped`: the Schedule that has laid the Round out is paused or gone."""

    prompt: Prompt
    round: Round
    team: Team
    member: Member
    people: int
    asked: int
    stopped: bool


LARGE = 200
"""People. Up to here only those count who can be reached. In a larger crowd nobody stands out by a
few who have turned away, and to count it for each tap would take too long."""


def _counted(
    total: ColumnElement[int], exact: ColumnElement[int], *where: ColumnElement[bool]
) -> Case[int]:
    return case((and_(total > LARGE, *where), total), else_=exact)


_mate, _other = member.alias("mate"), prompt.alias("other")
_IN_TEAM = select(func.count()).where(membership.c.team_id == team.c.id)
_PEOPLE = _counted(
    _IN_TEAM.scalar_subquery(),
    _IN_TEAM.where(_mate.c.id == membership.c.member_id, _mate.c.reachable).scalar_subquery(),
)
_STOPPED = and_(
    round_.c.slot.startswith(SCHEDULED),
    ~exists().where(schedule.c.id == round_.c.schedule_id, schedule.c.paused.is_(False)),
)
_ASKED = _counted(
    round_.c.asked,
    select(func.count())
    .where(
        _other.c.round_id == round_.c.id,
        _other.c.state != PromptState.DROPPED,
        _mate.c.id == _other.c.member_id,
        _mate.c.reachable,
        # Who is on leave is not asked, and nobody else is if the Schedule has been stopped;
        # whoever has been asked before can answer all the same.
        or_(
            and_(
                or_(_mate.c.paused_until.is_(None), _mate.c.paused_until <= round_.c.on_date),
                ~_STOPPED,
            ),
            exists().where(answer.c.prompt_id == _other.c.id),
        ),
    )
    .scalar_subquery(),
    # Those who are left out then may be nearly all; so they may where a representative has paused
    # what the Team is asked, now or before.
    ~_STOPPED,
    team.c.held_until.is_(None),
)
_CROWD = (_PEOPLE, _ASKED, _STOPPED.label("stopped"))


_TABLES = (prompt, round_, team, member)
_NAMES = {table: tuple(table.c.keys()) for table in (*_TABLES, answer)}
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
_OF_ANSWER = (
    select(*_TABLES, *_CROWD, answer)
    .select_from(_JOINED.join(answer, answer.c.prompt_id == prompt.c.id))
    .where(answer.c.id == bindparam("answer_id"))
)
_CROWDS = (
    select(round_.c.id, *_CROWD)
    .join(team, team.c.id == round_.c.team_id)
    .where(round_.c.id.in_(bindparam("round_ids", expanding=True)))
)


async def of_prompts(tx: AsyncConnection, prompt_ids: Collection[int]) -> dict[int, Belongings]:
    """By Prompt id."""
    rows = (await tx.execute(_OF_PROMPTS, {"prompt_ids": list(prompt_ids)})).all()
    parted = [_parted(row, *_TABLES) for row in rows]
    round_ids = list({found[1]["id"] for found in parted})
    crowds = {row[0]: row[1:] for row in await tx.execute(_CROWDS, {"round_ids": round_ids})}
    wholes = [_belongings(found, *crowds[found[1]["id"]]) for found in parted]
    return {one.prompt.id: one for one in wholes}


async def of_answer(tx: AsyncConnection, answer_id: int) -> tuple[Belongings, Answer] | None:
    row = (await tx.execute(_OF_ANSWER, {"answer_id": answer_id})).first()
    if row is None:
        return None
    count = sum(len(table.c) for table in _TABLES)
    crowd = row[count : count + len(_CROWD)]
    (reply,) = _parted(row[count + len(_CROWD) :], answer)
    return _belongings(_parted(row, *_TABLES), *crowd), Answer(**reply)


def _parted(row: Sequence[Any], *tables: Table) -> list[dict[str, Any]]:
    """The columns of a row, table by table."""
    found, start = [], 0
    for table in tables:
        names = _NAMES[table]
        found.append(dict(zip(names, row[start : start + len(names)], strict=True)))
        start += len(names)
    return found


def _belongings(
    parted: Sequence[dict[str, Any]], people: int, asked: int, stopped: bool
) -> Belongings:
    of_prompt, of_round, of_team, of_member = parted
    return Belongings(
        prompt=Prompt(**of_prompt),
        round=Round(**of_round),
        team=Team(**of_team),
        member=Member(**of_member),
        people=people,
        asked=asked,
        stopped=stopped,
    )
