"""Forgetting somebody who has asked the operator instead of the bot."""

from dataclasses import dataclass

from bot.config.settings import Config
from bot.domain.base.clock import Clock
from bot.domain.people.members import Member
from bot.errors import OperatorError, Refusal
from bot.flows.base.step import Step
from bot.flows.rights import forgetting
from bot.flows.rights.forgetting import Going
from bot.operating.database import opened_store
from bot.operating.unit_of_work import unit_of_work_for
from bot.storage.base.engine import Store
from bot.storage.people import members


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Somebody who is to be forgotten, and what goes with them."""

    member: Member
    going: Going


async def ask(config: Config, telegram_id: int, bot_id: int | None, clock: Clock) -> Leaving:
    """Who that is. OperatorError if it is nobody, or they cannot go yet."""
    async with opened_store(config) as store:
        member = await _member(store, telegram_id, bot_id)
        async with unit_of_work_for(config, store, clock, member.bot_id).look() as step:
            return Leaving(member=member, going=await _allowed(step, member))


async def forget(config: Config, member: Member, clock: Clock) -> None:
    """Erase somebody and all that is linked to them, now."""
    async with (
        opened_store(config) as store,
        unit_of_work_for(config, store, clock, member.bot_id).step() as step,
    ):
        await _allowed(step, member)
        await forgetting.forget_for(step, member)


async def _member(store: Store, telegram_id: int, bot_id: int | None) -> Member:
    async with store.look() as tx:
        found = await members.of_person(tx, telegram_id)
    wanted = [one for one in found if bot_id in (None, one.bot_id)]
    if not wanted:
        raise OperatorError(f"Nobody with the Telegram id {telegram_id} is known.")
    if len(wanted) > 1:
        bots = ", ".join(str(one.bot_id) for one in wanted)
        raise OperatorError(f"Several bots know {telegram_id}: say --bot, one of {bots}.")
    return wanted[0]


async def _allowed(step: Step, member: Member) -> Going:
    try:
        return await forgetting.goes_with(step, member)
    except Refusal as refusal:
        raise OperatorError(WHY_NOT[refusal.key].format(**refusal.facts)) from None


WHY_NOT = {
    "only_facilitator": "They are the only facilitator of {team}: somebody else has to become one"
    " first, or the team be deleted.",
    "only_owner": "They are the only owner: let somebody else in first (`eftertanke invite`).",
}
