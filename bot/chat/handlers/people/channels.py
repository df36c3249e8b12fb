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

from bot.chat.acting import actor_of, channel_of
from bot.chat.application import EftertankeBot
from bot.chat.buttons.people.channels import LinkAllTheSame, LinkTeam
from bot.chat.handling import (
    anything,
    command_anywhere,
    message,
    message_asking,
    press_asking,
)
from bot.chat.lookout import sight
from bot.domain.base.actors import Actor
from bot.domain.people.channels import Channel, Sight, Standing
from bot.errors import Refusal
from bot.flows.base.step import Step
from bot.flows.base.told import Telling
from bot.flows.people import channels

RULING = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
COMING_AND_GOING = filters.StatusUpdate.NEW_CHAT_MEMBERS | filters.StatusUpdate.LEFT_CHAT_MEMBER
OUTSIDE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def of_many(update: Update) -> bool:
    """What the bot may do in a group or channel has changed."""
    changed = update.my_chat_member
    return changed is not None and changed.chat.type != ChatType.PRIVATE


async def changed(step: Step, update: Update) -> Telling:
    told = update.my_chat_member
    if told is None:
        return ()
    in_channel = told.chat.type == ChatType.CHANNEL
    return await channels.changed(
        step,
        actor_of(update),
        channel_of(update),
        standing(told.old_chat_member, in_channel=in_channel),
        standing(told.new_chat_member, in_channel=in_channel),
        forum=bool(told.chat.is_forum),
    )


async def look(bot: EftertankeBot, _: Actor, channel: Channel) -> Sight | None:
    return await sight(bot, channel.chat_id)


async def came_or_went(
    step: Step, actor: Actor, channel: Channel, content: Message, now: Sight | None
) -> Telling:
    """Who comes and goes in a group changes who reads along there, and how many; the bot's own
    coming asks for more."""
    telling: Telling = ()
    if any(one.id == step.house.bot_id for one in content.new_chat_members):
        forum = bool(content.chat.is_forum)
        telling = await channels.arrived(step, actor, channel, forum=forum)
    if now is not None:
        await channels.seen(step, channel.chat_id, now)
    return telling


async def migrated(step: Step, _: Actor, content: Message) -> Telling:
    """Telegram says it in the old group and in the new one; either will do."""
    if content.migrate_to_chat_id is not None:
        await channels.move(step, content.chat_id, content.migrate_to_chat_id)
    elif content.migrate_from_chat_id is not None:
        await channels.move(step, content.migrate_from_chat_id, content.chat_id)
    return ()


async def rights_and_chat(
    bot: EftertankeBot, actor: Actor, channel: Channel
) -> tuple[bool, Sight | None]:
    """What has to be known before a chat is linked."""
    return await is_admin(bot, actor, channel), await sight(bot, channel.chat_id)


async def is_admin(bot: EftertankeBot, actor: Actor, channel: Channel) -> bool:
    """Whether Telegram calls the actor an administrator of the chat."""
    wish = {"chat_id": channel.chat_id, "user_id": actor.telegram_id}
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


async def offer(step: Step, actor: Actor, channel: Channel | None, _: str) -> Telling:
    if channel is None:
        raise Refusal("only_in_groups")
    return await channels.offer(step, actor, channel)


HANDLERS = [
    anything(of_many, changed),
    message_asking(COMING_AND_GOING, look, came_or_went),
    message(filters.StatusUpdate.MIGRATE, migrated),
    command_anywhere("link", offer),
    press_asking(
        LinkTeam,
        rights_and_chat,
        lambda step, who, channel, it, found: channels.link(
            step, who, channel, it.team, found[1], is_admin=found[0]
        ),
    ),
    press_asking(
        LinkAllTheSame,
        rights_and_chat,
        lambda step, who, channel, it, found: channels.link(
            step, who, channel, it.team, found[1], is_admin=found[0], warned=it.warned
        ),
    ),
]
