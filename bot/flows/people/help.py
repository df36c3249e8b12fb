"""Help: what the bot can do for somebody."""

from bot.domain.base.actors import Actor
from bot.domain.base.roles import Role
from bot.domain.messages.people.help import ShowHelp
from bot.errors import Refusal
from bot.flows.asking import notes
from bot.flows.asking.audience import may_be_asked
from bot.flows.base import access
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, told
from bot.storage.people import members

CALLS = frozenset({"help", "hjälp"})
"""What people write who want it, in the languages that the bot speaks; see the test."""


async def show(step: Step, actor: Actor, *, in_group: bool = False) -> Telling:
    """List the commands the actor may use. In a group everybody may know what the bot is."""
    if not in_group:
        await access.member(step, actor)
    member = await members.by_telegram_id(step.tx, step.house.bot_id, actor.telegram_id)
    held = await members.memberships(step.tx, member.id) if member else {}
    roles = frozenset[Role]().union(*held.values())
    if member is not None and member.owner:
        roles |= {Role.OWNER, Role.FACILITATOR}
    message = ShowHelp(
        roles=tuple(role for role in Role if role in roles),
        private=not in_group,
        bot_name=step.house.bot_name,
        asked=may_be_asked(step, roles),
        may_begin=member is not None and bool(await notes.reflections(step, member)),
    )
    return [told(step.language_of(actor, member), message)]


def is_meant(text: str) -> bool:
    """Whether somebody asks for help who does not think of the slash."""
    return text.strip(" \n.!?/").casefold() in CALLS or text.strip() == "?"


async def unknown_command(step: Step, actor: Actor) -> Telling:
    """Something that begins with a slash and is no command."""
    await access.member(step, actor)
    raise Refusal("command_unknown")
