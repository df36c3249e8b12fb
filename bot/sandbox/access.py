"""Whether a bot may act in a chat, and what Telegram says if not."""

from bot.sandbox.accounts import Bot
from bot.sandbox.chats import Chat, Kind, Message
from bot.sandbox.errors import ApiError, bad_request, forbidden
from bot.sandbox.params import Params
from bot.sandbox.standings import Status
from bot.sandbox.world import World


def chat_to_read(world: World, bot: Bot, params: Params, name: str = "chat_id") -> Chat:
    """The chat named by the parameter, if the bot may look into it."""
    text = params.text(name).strip()
    if not text:
        raise bad_request("chat_id is empty")
    chat = _find(world, bot, text)
    if chat is None:
        raise bad_request("chat not found")
    if not chat.private and chat.kind is not Kind.GROUP and not chat.username:
        _require_membership(chat, bot)
    return chat


def chat_to_write(world: World, bot: Bot, params: Params) -> Chat:
    """The chat named by `chat_id`, if the bot may send there."""
    chat = chat_to_read(world, bot, params)
    if chat.person is not None:
        _require_open_conversation(chat, bot)
    elif chat.migrated_to is not None:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.migrated_to},
        )
    elif chat.dissolved:
        raise forbidden("the group chat was deleted")
    else:
        _require_membership(chat, bot)
    return chat


def require_right_to_post(chat: Chat, bot: Bot, permission: str, what: str) -> None:
    """In channels it is for administrators; elsewhere members may, unless it was forbidden.

    `what` is how the refusal calls it: "text messages".
    """
    if chat.private:
        return
    if chat.kind is Kind.CHANNEL:
        if not chat.standing_of(bot.id).may("can_post_messages"):
            raise bad_request("need administrator rights in the channel chat")
    elif not chat.permits(bot.id, permission):
        raise bad_request(f"not enough rights to send {what} to the chat")


def require_right(chat: Chat, bot: Bot, right: str, deed: str) -> None:
    """Some deeds in a chat of many are for administrators who were given that right.

    What all members are permitted to do counts for people; a bot needs the right itself.
    """
    if not (chat.private or chat.standing_of(bot.id).may(right)):
        raise bad_request(f"not enough rights to {deed}")


def message_in(chat: Chat, message_id: int, name: str) -> Message:
    """`name` is how the error calls it: "message to edit"."""
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(f"{name} not found")
    return message


def _find(world: World, bot: Bot, text: str) -> Chat | None:
    try:
        chat_id = int(text)
    except ValueError:
        return world.chat_named(text) if text.startswith("@") else None
    if chat_id < 0:
        chat = world.chats.get(chat_id)
        return chat if chat is not None and bot.id in chat.members else None
    person = world.people.get(chat_id)
    if person is not None:
        return world.private_chat(bot, person)
    if world.bot_with_id(chat_id) is not None:
        raise forbidden("the bot can't send messages to the bot")
    return None


def _require_membership(chat: Chat, bot: Bot) -> None:
    standing = chat.standing_of(bot.id)
    if standing.status is Status.KICKED:
        raise forbidden(f"bot was kicked from the {chat.kind.value} chat")
    if not standing.inside:
        raise forbidden(f"bot is not a member of the {chat.kind.value} chat")


def _require_open_conversation(chat: Chat, bot: Bot) -> None:
    if chat.person is not None and chat.person.deactivated:
        raise forbidden("user is deactivated")
    if chat.id in bot.blocked_by:
        raise forbidden("bot was blocked by the user")
    if chat.id not in bot.started_by:
        raise forbidden("bot can't initiate conversation with a user")
