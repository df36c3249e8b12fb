"""From what was saved to the box. All of it, or nothing if it does not fit together."""

from dataclasses import replace

from bot.sandbox.accounts import Account, Bot, Person
from bot.sandbox.chats import Chat, Message
from bot.sandbox.errors import ControlError
from bot.sandbox.files import StoredFile
from bot.sandbox.hooking import hook
from bot.sandbox.invites import InviteLink
from bot.sandbox.members import lift_in_time
from bot.sandbox.numbers import Numbers
from bot.sandbox.polls import Poll
from bot.sandbox.reactions import Reactions
from bot.sandbox.standings import Standing
from bot.sandbox.state.shapes import (
    SavedBot,
    SavedBox,
    SavedChat,
    SavedFile,
    SavedInvite,
    SavedMessage,
    SavedPoll,
    SavedStanding,
    SavedStickerSet,
    SavedWebhook,
)
from bot.sandbox.stickersets import StickerSet
from bot.sandbox.updates import Update
from bot.sandbox.voting import close_in_time, poll_in
from bot.sandbox.webhooks import Webhook
from bot.sandbox.world import World


def load(world: World, saved: SavedBox) -> None:
    """Put the saved box in place of this one. Raises ControlError, and then changes nothing."""
    new = World()
    try:
        _fill(new, saved)
    except (LookupError, ValueError) as error:
        raise ControlError(f"state: it names something that is not in it: {error}") from None
    world.empty()
    world.adopt(new)
    if saved.clock is not None:
        world.clock.run(saved.clock.speed, saved.clock.now)
    _resume(world, saved)


def _fill(new: World, saved: SavedBox) -> None:
    new.limits.rates = saved.rates
    for fault in saved.faults:
        new.faults.add(replace(fault))
    new.numbers |= {kind: Numbers(upcoming) for kind, upcoming in saved.numbers.items()}
    for person in saved.people:
        new.people[person.id] = Person(**person.model_dump())
    files = {file.path: _file(file) for file in saved.files}
    for bot in saved.bots:
        _add_bot(new, bot, files)
    for chat in saved.chats:
        _add_chat(new, chat)
    for poll in saved.polls:
        _add_poll(new, poll)
    new.online.files |= saved.online
    new.online.moved |= saved.moved
    for sticker_set in saved.sticker_sets:
        _add_sticker_set(new, sticker_set)
    for made in new.all_chats():
        for message in made.messages.values():
            if poll_there := poll_in(new, message):
                poll_there.messages.append(message)


def _resume(world: World, saved: SavedBox) -> None:
    """What waits for its time, or for an update."""
    for poll in world.polls.values():
        close_in_time(world, poll)
    for chat in world.chats.values():
        for account_id, standing in chat.members.items():
            lift_in_time(world, chat, account_id, standing)
    for bot in saved.bots:
        if bot.webhook is not None:
            hook(world, world.bots[bot.token], _webhook(bot.webhook))


def _file(saved: SavedFile) -> StoredFile:
    objects = saved.content if isinstance(saved.content, list) else [saved.content]
    return StoredFile(
        kind=saved.kind,
        path=saved.path,
        data=saved.data,
        content=saved.content,
        parts={str(part["file_id"]): part for part in objects},
    )


def _add_bot(new: World, saved: SavedBot, files: dict[str, StoredFile]) -> None:
    bot = new.add_bot(
        saved.username,
        saved.token,
        saved.first_name,
        reads_all=saved.reads_all,
        has_topics=saved.has_topics,
    )
    profile = bot.profile
    profile.commands = {(scope, code): commands for scope, code, commands in saved.profile.commands}
    profile.texts = {(kind, code): text for kind, code, text in saved.profile.texts}
    profile.menu_buttons = dict(saved.profile.menu_buttons)
    profile.rights, profile.photo = dict(saved.profile.rights), list(saved.profile.photo)
    bot.started_by |= set(saved.started_by)
    bot.blocked_by |= set(saved.blocked_by)
    bot.drafts = {(chat, draft): thread for chat, draft, thread in saved.drafts}
    for query_id, expires_at in saved.queries.items():
        bot.queries.ask(query_id, expires_at=expires_at)
    for path in saved.files:
        bot.files.share(files[path])
    bot.updates.allowed = frozenset(saved.allowed_updates)
    bot.updates.next_id = saved.next_update_id
    for update in saved.updates:
        bot.updates.add(Update(**update.model_dump()))


def _webhook(saved: SavedWebhook) -> Webhook:
    return Webhook(**saved.model_dump())


def _add_chat(new: World, saved: SavedChat) -> None:
    chat = Chat(
        id=saved.id,
        kind=saved.kind,
        title=saved.title,
        username=saved.username,
        description=saved.description,
        is_forum=saved.is_forum,
        permissions=saved.permissions,
        photo=saved.photo,
        topics={thread: replace(topic) for thread, topic in saved.topics.items()},
        general=replace(saved.general),
        pinned=list(saved.pinned),
        migrated_to=saved.migrated_to,
        dissolved=saved.dissolved,
        last_message_id=saved.last_message_id,
    )
    if saved.person is not None and saved.bot is not None:
        chat.person = new.people[saved.person]
        chat.bot = _bot(new, saved.bot)
        new.private_chats[saved.bot, saved.person] = chat
    else:
        new.chats[chat.id] = chat
    for account_id, standing in saved.members.items():
        new.let_in(chat, _account(new, account_id), _standing(standing))
    chat.invites = {link.url: _invite(new, link) for link in saved.invites}
    chat.requests = {user: chat.invites[url] for user, url in saved.requests.items()}
    for message in saved.messages:
        _add_message(new, chat, message)
    for pinned in chat.pinned:
        _ = chat.messages[pinned]


def _standing(saved: SavedStanding) -> Standing:
    return Standing(**saved.model_dump(exclude={"rights"}), rights=frozenset(saved.rights))


def _add_message(new: World, chat: Chat, saved: SavedMessage) -> None:
    message = Message(
        id=saved.id,
        chat=chat,
        sender=_account(new, saved.sender),
        date=saved.date,
        content=saved.content,
        thread=saved.thread,
        reply_to=None if saved.reply_to is None else chat.messages[saved.reply_to],
        markup=saved.markup,
        edit_date=saved.edit_date,
    )
    if saved.reactions:
        message.reactions = Reactions()
        message.reactions.given |= saved.reactions
    chat.messages[message.id] = message


def _invite(new: World, saved: SavedInvite) -> InviteLink:
    fields = saved.model_dump(exclude={"creator", "joined"})
    return InviteLink(**fields, creator=_account(new, saved.creator), joined=set(saved.joined))


def _add_poll(new: World, saved: SavedPoll) -> None:
    fields = saved.model_dump(exclude={"owner", "options"})
    owner = _account(new, saved.owner)
    new.polls[saved.id] = Poll(**fields, owner=owner, options=saved.options)


def _add_sticker_set(new: World, saved: SavedStickerSet) -> None:
    """Its stickers are files of its bot, and stickers."""
    files = _bot(new, saved.bot).files
    for file_id in saved.stickers:
        stored = files.by_id(file_id)
        if stored is None or stored.kind != "sticker" or not isinstance(stored.content, dict):
            raise KeyError(file_id)
    new.sticker_sets.add(StickerSet(**saved.model_dump()))


def _account(new: World, account_id: int) -> Account:
    found = new.account(account_id)
    if found is None:
        raise KeyError(account_id)
    return found


def _bot(new: World, bot_id: int) -> Bot:
    found = new.bot_with_id(bot_id)
    if found is None:
        raise KeyError(bot_id)
    return found
