"""Finding what a body names, or saying which field names nothing."""

from bot.sandbox.accounts import Account, Bot, Person
from bot.sandbox.chats import Chat, Message
from bot.sandbox.errors import ControlError
from bot.sandbox.world import World


def person(world: World, user: int | None) -> Person:
    if user is None:
        raise ControlError("user: say who")
    found = world.people.get(user)
    if found is None:
        raise ControlError(f"user: there is no user {user}", 404)
    return found


def bot(world: World, username: str | None) -> Bot:
    """The bot of this name; the only bot if none is named."""
    if username is None:
        if len(world.bots) != 1:
            raise ControlError(f"bot: there are {len(world.bots)} bots, say which one")
        return next(iter(world.bots.values()))
    found = world.bot_named(username)
    if found is None:
        raise ControlError(f"bot: there is no bot {username}", 404)
    return found


def chat_of_many(world: World, chat: int | None) -> Chat:
    found = world.chats.get(chat or 0)
    if found is None:
        raise ControlError(f"chat: there is no chat {chat}", 404)
    return found


def chat_as_seen(world: World, user: Person, chat: int | None, bot_name: str | None) -> Chat:
    """The chat with this id as this person has it: their private one, or one they belong to."""
    if chat is None or chat == user.id:
        return world.private_chat(bot(world, bot_name), user)
    found = chat_of_many(world, chat)
    if not found.standing_of(user.id).inside:
        raise ControlError(f"user: {user.first_name} is not in the chat {chat}", 403)
    return found


def message(chat: Chat, message_id: int, field: str = "message") -> Message:
    found = chat.messages.get(message_id)
    if found is None:
        raise ControlError(f"{field}: there is no message {message_id} in the chat", 404)
    return found


def subject(world: World, user: int | None, bot_name: str | None) -> Account:
    """Who a call about membership is about: the bot if one is named, else the user."""
    if bot_name is not None:
        return bot(world, bot_name)
    if user is None:
        raise ControlError("user: name a user or a bot")
    return person(world, user)
