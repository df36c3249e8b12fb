"""Groups and channels the bot is added to and put out of, and linking them to Teams."""

from telegram import (
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    Message,
    Update,
)
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden
from telegram.ext import filters

from bot.chat.application import EftertankeBot
from bot.chat.buttons.people.channels import LinkAllTheSame, LinkTeam
from bot.chat.handling import (
    anything,
    caller_of,
    command,
    message,
    message_asking,
    press_asking,
)
from bot.chat.lookout import sight
from bot.domain.people.channels import Sight, Standing
from bot.domain.people.members import Caller
from bot.flows.base.step import Step
from bot.flows.people import channels

RULING = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
COMING_AND_GOING = filters.StatusUpdate.NEW_CHAT_MEMBERS | filters.StatusUpdate.LEFT_CHAT_MEMBER
OUTSIDE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def of_many(update: Update) -> bool:
    """What the bot may do in a group or channel has changed."""
    changed = update.my_chat_member
    return changed is not None and changed.chat.type != ChatType.PRIVATE


async def changed(step: Step, update: Update) -> None:
    told = update.my_chat_member
    if told is None:
        return
    in_channel = told.chat.type == ChatType.CHANNEL
    await channels.changed(
        step,
        caller_of(update),
        standing(told.old_chat_member, in_channel=in_channel),
        standing(told.new_chat_member, in_channel=in_channel),
        forum=bool(told.chat.is_forum),
    )


async def look(bot: EftertankeBot, caller: Caller) -> Sight | None:
    return await sight(bot, caller.chat_id)


async def came_or_went(step: Step, caller: Caller, content: Message, now: Sight | None) -> None:
    """Who comes and goes in a group changes who reads along there, and how many; the bot's own
    coming asks for more."""
    if any(one.id == step.house.bot_id for one in content.new_chat_members):
        await channels.arrived(step, caller, forum=bool(content.chat.is_forum))
    if now is not None:
        await channels.seen(step, caller.chat_id, now)


async def migrated(step: Step, _: Caller, content: Message) -> None:
    """Telegram says it in the old group and in the new one; either will do."""
    if content.migrate_to_chat_id is not None:
        await channels.move(step, content.chat_id, content.migrate_to_chat_id)
    elif content.migrate_from_chat_id is not None:
        await channels.move(step, content.migrate_from_chat_id, content.chat_id)


async def rights_and_chat(bot: EftertankeBot, caller: Caller) -> tuple[bool, Sight | None]:
    """What has to be known before a chat is linked."""
    return await is_admin(bot, caller), await sight(bot, caller.chat_id)


async def is_admin(bot: EftertankeBot, caller: Caller) -> bool:
    """Whether Telegram calls the caller an administrator of the chat."""
    wish = {"chat_id": caller.chat_id, "user_id": caller.telegram_id}
    try:
        found = await bot.call("getChatMember", wish)
    except (BadRequest, Forbidden):
        return False
    return found["status"] in RULING


def standing(member: ChatMember, *, in_channel: bool) -> Standing:
    """What Telegram lets the bot do. In a channel, only administrators with that right post."""
    if member.status in OUTSIDE:
        return Standing.OUT
    if isinstance(member, ChatMemberRestricted):
        if not member.is_member:
            return Standing.OUT
        return Standing.ABLE if member.can_send_messages else Standing.MUTE
    if in_channel:
        posts = isinstance(member, ChatMemberAdministrator) and member.can_post_messages
        return Standing.ABLE if posts else Standing.MUTE
    return Standing.ABLE


HANDLERS = [
    anything(of_many, changed),
    message_asking(COMING_AND_GOING, look, came_or_went),
    message(filters.StatusUpdate.MIGRATE, migrated),
    command("link", lambda step, who, _: channels.offer(step, who)),
    press_asking(
        LinkTeam,
        rights_and_chat,
        lambda step, who, it, found: channels.link(step, who, it.team, found[1], is_admin=found[0]),
    ),
    press_asking(
        LinkAllTheSame,
        rights_and_chat,
        lambda step, who, it, found: channels.link(
            step, who, it.team, found[1], is_admin=found[0], warned=it.warned
        ),
    ),
]
