"""Help: what the bot can do for somebody."""

from bot.domain.base.roles import Role
from bot.domain.messages.people.help import ShowHelp
from bot.domain.people.members import Caller
from bot.errors import Refusal
from bot.flows.base import access
from bot.flows.base.step import Step
from bot.storage.people import members


async def show(step: Step, caller: Caller) -> None:
    """List the commands the caller may use here. In a group everybody may know what the bot is."""
    if caller.private:
        await access.member(step, caller)
    member = await members.by_telegram_id(step.tx, step.house.bot_id, caller.telegram_id)
    held = await members.memberships(step.tx, member.id) if member else {}
    roles = frozenset[Role]().union(*held.values())
    if member is not None and member.owner:
        roles |= {Role.OWNER, Role.FACILITATOR}
    message = ShowHelp(
        roles=tuple(role for role in Role if role in roles),
        private=caller.private,
        bot_name=step.house.bot_name,
    )
    step.reply(caller, message, member=member)


async def unknown_command(step: Step, caller: Caller) -> None:
    """Something that begins with a slash and is no command."""
    await access.member(step, caller)
    raise Refusal("command_unknown")
