"""People vote in polls, react to messages, and stop a bot that writes."""

from bot.sandbox.accounts import Bot, Person
from bot.sandbox.chats import Chat, Kind, Message
from bot.sandbox.control import bodies, finding
from bot.sandbox.errors import ControlError
from bot.sandbox.jsons import JsonObject
from bot.sandbox.polls import Poll
from bot.sandbox.posting import react as put_reactions
from bot.sandbox.reactions import EMOJI, emoji_reaction
from bot.sandbox.voting import poll_in
from bot.sandbox.voting import vote as cast
from bot.sandbox.world import World


async def vote(world: World, body: bodies.Vote) -> JsonObject:
    """The answer is the message with the poll."""
    person, _, message = _found(world, body)
    poll = poll_in(world, message)
    if poll is None:
        raise ControlError("message: it is no poll")
    chosen = sorted({_place(poll, option) for option in body.options})
    if poll.closed:
        raise ControlError("message: the poll is closed", 409)
    if len(chosen) > 1 and not poll.several:
        raise ControlError("options: only one can be chosen in this poll", 409)
    if person.id in poll.votes and not poll.revoting:
        raise ControlError("options: votes in this poll cannot be changed", 409)
    cast(world, poll, person, chosen)
    return message.as_json(phone=True)


async def react(world: World, body: bodies.React) -> JsonObject:
    """Administrators among the bots are told, if they asked for it; in private, the bot is."""
    person, chat, message = _found(world, body)
    if body.emoji is not None and body.emoji not in EMOJI:
        raise ControlError(f"emoji: {body.emoji!r} is none of Telegram's reactions")
    if not chat.permits(person.id, "can_react_to_messages") and chat.kind is not Kind.CHANNEL:
        raise ControlError(f"user: {person.first_name} may not react in the chat", 403)
    new = [] if body.emoji is None else [emoji_reaction(body.emoji)]
    old = put_reactions(world, message, person, new)
    if old != new:
        kind, update = _reaction_update(world, message, person, old, new)
        bots = [chat.bot] if chat.bot else chat.bots.values()
        for bot in bots:
            if chat.private or chat.status_of(bot.id).rules:
                bot.updates.put(kind, update, (kind, chat.id), world.clock.now())
    return message.as_json(phone=True)


async def stop(world: World, body: bodies.Stop) -> JsonObject:
    """Press the button under a draft; the drafts that were stopped."""
    person, bot = finding.person(world, body.user), finding.bot(world, body.bot)
    chat = world.private_chat(bot, person)
    stopped = [
        draft
        for chat_id, draft in list(bot.drafts)
        if chat_id == chat.id and body.draft in (None, draft)
    ]
    if not stopped:
        raise ControlError("draft: there is none that could be stopped", 404)
    for draft in stopped:
        _tell_of_stop(world, bot, chat, draft)
    return {"items": stopped}


def _tell_of_stop(world: World, bot: Bot, chat: Chat, draft: int) -> None:
    thread = bot.drafts.pop((chat.id, draft))
    update: JsonObject = {"chat": chat.as_json(), "draft_id": draft}
    if thread is not None:
        update["message_thread_id"] = thread
    kind = "stopped_message_generation"
    bot.updates.put(kind, update, (kind, chat.id), world.clock.now())


def _found(world: World, body: bodies.OfMessage) -> tuple[Person, Chat, Message]:
    person = finding.person(world, body.user)
    chat = finding.chat_as_seen(world, person, body.chat, body.bot)
    return person, chat, finding.message(chat, body.message)


def _place(poll: Poll, option: int | str) -> int:
    """The number of an option that is named by number or words."""
    words = [each.text["text"] for each in poll.options]
    if option in words:
        return words.index(option)
    if isinstance(option, int) and 0 <= option < len(words):
        return option
    offered = ", ".join(repr(word) for word in words)
    raise ControlError(f"options: there is no {option!r}; there are {offered}", 404)


def _reaction_update(
    world: World, message: Message, person: Person, old: list[JsonObject], new: list[JsonObject]
) -> tuple[str, JsonObject]:
    """In a channel reactions are anonymous: they are only counted."""
    update: JsonObject = {"chat": message.chat.as_json(), "message_id": message.id}
    update["date"] = int(world.clock.now())
    if message.chat.kind is Kind.CHANNEL:
        counted = message.reactions.counted() if message.reactions else []
        return "message_reaction_count", {**update, "reactions": counted}
    whose = {"user": person.as_json(), "old_reaction": old, "new_reaction": new}
    return "message_reaction", {**update, **whose}
