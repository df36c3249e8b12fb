"""People leave a Team, block the bot, and come back."""

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.chat.acting import actor_of
from bot.chat.buttons.people.members import AskLeaving, ChooseLeaving, LeaveTeam, Stay
from bot.chat.handling import anything, command, press
from bot.flows.base.step import Step
from bot.flows.base.told import Telling
from bot.flows.people import members


def of_one(update: Update) -> bool:
    """A person has blocked the bot in their private chat, or unblocked it."""
    changed = update.my_chat_member
    return changed is not None and changed.chat.type == ChatType.PRIVATE


async def changed(step: Step, update: Update) -> Telling:
    told = update.my_chat_member
    if told is not None and told.new_chat_member.status == ChatMemberStatus.BANNED:
        return await members.blocked(step, actor_of(update))
    return await members.unblocked(step, actor_of(update))


HANDLERS = [
    anything(of_one, changed),
    command("leave", lambda step, who, _: members.begin_leaving(step, who)),
    press(ChooseLeaving, lambda step, who, _: members.begin_leaving(step, who)),
    press(AskLeaving, lambda step, who, it: members.ask_leaving(step, who, it.team)),
    press(LeaveTeam, lambda step, who, it: members.leave(step, who, it.team)),
    press(Stay, lambda step, who, _: members.stay(step, who)),
]
