"""Giving people what is kept about them."""

from typing import Any

from pydantic_core import to_jsonable_python

from bot.domain.base.actors import Actor
from bot.domain.messages.rights.mydata import GiveMyData, GiveMyDataFile
from bot.domain.people.members import Member
from bot.flows.base import access
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, told
from bot.flows.rights.records import PERSONAL
from bot.storage.asking import prompts
from bot.storage.people import teams

SECTIONS = {record.mydata.name: record.mydata for record in PERSONAL}
"""What is given, by its name. Some tables are told of together."""


async def give(step: Step, actor: Actor) -> Telling:
    """Send a person all that is linked to them: to read, and as JSON.

    The files show open answers beside their author, so they must not wait past the next Seal.
    """
    member = await access.member(step, actor)
    step.claim(sharing=await teams.touching(step.tx, member.id))
    data = await _data(step, member)
    mine = await prompts.of_member(step.tx, member.id)
    in_time = min((prompt.expires_at for prompt in mine), default=None)
    messages = (GiveMyData(data=data), GiveMyDataFile(data=data))
    return [told(member, message, expires_at=in_time) for message in messages]


async def _data(step: Step, member: Member) -> dict[str, Any]:
    found = {name: await section.of(step, member) for name, section in SECTIONS.items()}
    data: dict[str, Any] = to_jsonable_python({"made_at": step.now, **found})
    return data
