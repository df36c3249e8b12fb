"""Drafts as the flows use them: begun, filled, found again by the buttons that belong to them.

What a Draft holds is a frozen dataclass of the flow's own. Its key stands in every button of its
screens, so that a button of a Draft that was given up can never change another.
"""

import secrets
from typing import TypeVar

from pydantic import TypeAdapter

from bot.domain.base.actors import Actor
from bot.domain.base.drafts import LIFETIME, Draft, DraftHeld, DraftKind
from bot.domain.people.members import Member
from bot.errors import Refusal
from bot.flows.base.personal import GOES, DataSection, PersonalData
from bot.flows.base.step import Step
from bot.storage.base import drafts
from bot.storage.people import members

KEY = "key"

Value = TypeVar("Value")


async def begin(step: Step, member: Member, kind: DraftKind, value: object) -> str:
    """Begin a Draft, which forgets the one before. Returns its key."""
    key = secrets.token_hex(4)
    await _put(step, member.id, kind, key, value)
    return key


async def fill(step: Step, draft: Draft, value: object) -> None:
    """Keep what the Draft has become."""
    await _put(step, draft.member_id, draft.kind, key_of(draft), value)


async def drop(step: Step, member: Member, *kinds: DraftKind) -> None:
    """Give up the Member's Draft (if it is of one of these kinds, where any are named)."""
    draft = await drafts.of_member(step.tx, member.id)
    if draft is not None and (not kinds or draft.kind in kinds):
        await drafts.remove(step.tx, member.id)


async def standing(step: Step, actor: Actor) -> Draft | None:
    """What the actor is in the middle of making, if it is not forgotten yet."""
    member = await members.by_telegram_id(step.tx, step.house.bot_id, actor.telegram_id)
    draft = await drafts.of_member(step.tx, member.id) if member else None
    return draft if draft and step.now < draft.touched_at + LIFETIME else None


async def required(step: Step, actor: Actor, kind: DraftKind, key: str | None = None) -> Draft:
    """The actor's Draft of this kind (and key, if a button brought one). Refused if it is gone."""
    draft = await standing(step, actor)
    if draft is None or draft.kind is not kind or key not in (None, key_of(draft)):
        raise Refusal("draft_gone")
    return draft


def key_of(draft: Draft) -> str:
    return str(draft.fields[KEY])


def read(draft: Draft, kind: type[Value]) -> Value:
    """What the Draft holds."""
    fields = {name: field for name, field in draft.fields.items() if name != KEY}
    value: Value = TypeAdapter(kind).validate_python(fields)
    return value


async def _put(step: Step, member_id: int, kind: DraftKind, key: str, value: object) -> None:
    fields = TypeAdapter(type(value)).dump_python(value, mode="json")
    await drafts.put(
        step.tx,
        Draft(member_id=member_id, kind=kind, fields={KEY: key, **fields}, touched_at=step.now),
    )


async def _held(step: Step, member: Member) -> DraftHeld | None:
    draft = await drafts.of_member(step.tx, member.id)
    if draft is None:
        return None
    return DraftHeld(kind=draft.kind, fields=dict(draft.fields), touched_at=draft.touched_at)


async def _drafts(step: Step) -> int:
    return await drafts.remove_before(step.tx, step.now - LIFETIME)


RECORDS = (
    PersonalData(
        tables=("draft",),
        holds="what somebody is in the middle of making",
        kept="a day",
        mydata=DataSection(
            name="draft",
            explained={
                "draft": "what the person is in the middle of: `kind`, `fields`, `touched_at`; null"
                " if there is nothing"
            },
            of=_held,
        ),
        forget=GOES,
        retention=(_drafts,),
    ),
)
