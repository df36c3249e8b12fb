"""From the box to what is saved of it."""

from base64 import b64encode
from dataclasses import asdict

from bot.sandbox.accounts import Bot
from bot.sandbox.chats import Chat, Message
from bot.sandbox.clock import Clock
from bot.sandbox.polls import Poll
from bot.sandbox.standings import Standing
from bot.sandbox.state.shapes import (
    VERSION,
    SavedBot,
    SavedBox,
    SavedChat,
    SavedClock,
    SavedFile,
    SavedInvite,
    SavedMessage,
    SavedPerson,
    SavedPoll,
    SavedProfile,
    SavedStanding,
    SavedStickerSet,
    SavedUpdate,
    SavedWebhook,
)
from bot.sandbox.world import World


def save(world: World) -> SavedBox:
    now = world.clock.now()
    return SavedBox(
        version=VERSION,
        clock=_clock(world.clock),
        rates=world.limits.rates,
        faults=world.faults.pending(),
        numbers={kind: numbers.upcoming for kind, numbers in world.numbers.items()},
        people=[SavedPerson(**asdict(person)) for person in world.people.values()],
        files=_files(world),
        bots=[_bot(bot, now) for bot in world.bots.values()],
        chats=[_chat(chat) for chat in world.all_chats()],
        polls=[_poll(poll) for poll in world.polls.values()],
        online={url: b64encode(data) for url, data in world.online.files.items()},
        moved=world.online.moved,
        sticker_sets=[SavedStickerSet(**asdict(each)) for each in world.sticker_sets.all()],
    )


def _clock(clock: Clock) -> SavedClock | None:
    return SavedClock(now=clock.now(), speed=clock.speed) if clock.driven else None


def _files(world: World) -> list[SavedFile]:
    stored = {file.path: file for bot in world.bots.values() for file in bot.files.all()}
    return [
        SavedFile.model_construct(
            kind=file.kind, path=file.path, data=file.data, content=file.content
        )
        for file in stored.values()
    ]


def _bot(bot: Bot, now: float) -> SavedBot:
    profile, updates = bot.profile, bot.updates
    return SavedBot(
        id=bot.id,
        token=bot.token,
        username=bot.username,
        first_name=bot.first_name,
        reads_all=bot.reads_all,
        has_topics=bot.has_topics,
        profile=SavedProfile(
            commands=[(*key, commands) for key, commands in profile.commands.items()],
            texts=[(*key, text) for key, text in profile.texts.items()],
            menu_buttons=profile.menu_buttons,
            rights=profile.rights,
            photo=profile.photo,
        ),
        webhook=_webhook(bot),
        started_by=sorted(bot.started_by),
        blocked_by=sorted(bot.blocked_by),
        drafts=[(*key, thread) for key, thread in bot.drafts.items()],
        queries=bot.queries.open(),
        files=[file.path for file in bot.files.all()],
        allowed_updates=sorted(updates.allowed),
        next_update_id=updates.next_id,
        updates=[
            SavedUpdate(
                id=update.id,
                kind=update.kind,
                body=update.body,
                expires_at=update.expires_at,
                line=update.line,
            )
            for update in updates.pending(now)
        ],
    )


def _webhook(bot: Bot) -> SavedWebhook | None:
    if bot.webhook is None:
        return None
    return SavedWebhook(
        url=bot.webhook.url,
        secret=bot.webhook.secret,
        max_connections=bot.webhook.max_connections,
        ip_address=bot.webhook.ip_address,
        has_certificate=bot.webhook.has_certificate,
    )


def _chat(chat: Chat) -> SavedChat:
    return SavedChat(
        id=chat.id,
        kind=chat.kind,
        title=chat.title,
        username=chat.username,
        description=chat.description,
        is_forum=chat.is_forum,
        person=None if chat.person is None else chat.person.id,
        bot=None if chat.bot is None else chat.bot.id,
        members={user: _standing(standing) for user, standing in chat.members.items()},
        permissions=dict(chat.permissions),
        photo=chat.photo,
        topics=chat.topics,
        general=chat.general,
        messages=[_message(message) for message in chat.messages.values()],
        pinned=chat.pinned,
        invites=[
            SavedInvite(
                url=link.url,
                creator=link.creator.id,
                name=link.name,
                expires_at=link.expires_at,
                member_limit=link.member_limit,
                by_request=link.by_request,
                primary=link.primary,
                revoked=link.revoked,
                joined=sorted(link.joined),
                asking=link.asking,
            )
            for link in chat.invites.values()
        ],
        requests={user: link.url for user, link in chat.requests.items()},
        migrated_to=chat.migrated_to,
        dissolved=chat.dissolved,
        last_message_id=chat.last_message_id,
    )


def _standing(standing: Standing) -> SavedStanding:
    return SavedStanding(
        status=standing.status,
        rights=sorted(standing.rights),
        permissions=dict(standing.permissions),
        member=standing.member,
        until=standing.until,
        title=standing.title,
    )


def _message(message: Message) -> SavedMessage:
    replied = message.reply_to
    return SavedMessage(
        id=message.id,
        sender=message.sender.id,
        date=message.date,
        content=message.content,
        thread=message.thread,
        reply_to=None if replied is None or replied.deleted else replied.id,
        markup=message.markup,
        edit_date=message.edit_date,
        reactions=message.reactions.given if message.reactions else {},
    )


def _poll(poll: Poll) -> SavedPoll:
    return SavedPoll(
        id=poll.id,
        owner=poll.owner.id,
        question=poll.question,
        options=list(poll.options),
        anonymous=poll.anonymous,
        several=poll.several,
        revoting=poll.revoting,
        correct=None if poll.correct is None else list(poll.correct),
        explanation=poll.explanation,
        description=poll.description,
        media=poll.media,
        explaining=poll.explaining,
        open_period=poll.open_period,
        close_date=poll.close_date,
        closed=poll.closed,
        votes={voter: list(chosen) for voter, chosen in poll.votes.items()},
    )
