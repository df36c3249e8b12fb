"""Who acts, and where, as an update tells it."""

from telegram import Chat, MaybeInaccessibleMessage, Message, Update, User
from telegram.constants import ChatType

from bot.chat.safe import clean
from bot.domain.base.actors import Actor
from bot.domain.base.places import Place
from bot.domain.people.channels import Channel


def actor_of(update: Update) -> Actor:
    """Who is behind an update. Posts in channels are the channel's own."""
    chat, person = update.effective_chat, update.effective_user
    return Actor(
        telegram_id=person.id if person else (chat.id if chat else 0),
        name=_name(person, chat),
        language_code=person.language_code if person else None,
    )


def place_of(update: Update, bot_id: int) -> Place:
    """Where they act, and so where they are answered."""
    content = _content(update)
    return Place(
        bot_id=bot_id,
        chat_id=_chat_id(update),
        thread_id=_thread_id(content),
        message=content.message_id if content else None,
        is_pressed=update.callback_query is not None,
    )


def channel_of(update: Update) -> Channel:
    """The group or channel that it happens in."""
    chat = update.effective_chat
    return Channel(
        chat_id=_chat_id(update),
        thread_id=_thread_id(_content(update)),
        title=clean(chat.title or "") if chat else "",
    )


def in_private(update: Update) -> bool:
    """Whether nobody else reads along."""
    chat = update.effective_chat
    return chat is None or chat.type == ChatType.PRIVATE


def _chat_id(update: Update) -> int:
    return update.effective_chat.id if update.effective_chat else actor_of(update).telegram_id


def _content(update: Update) -> MaybeInaccessibleMessage | None:
    """The message, or that of a pressed button, also where it is too old for Telegram to show."""
    pressed = update.callback_query
    return update.effective_message or (pressed.message if pressed is not None else None)


def _thread_id(content: MaybeInaccessibleMessage | None) -> int | None:
    if isinstance(content, Message) and content.is_topic_message:
        return content.message_thread_id
    return None


def _name(person: User | None, chat: Chat | None) -> str:
    return clean(person.full_name if person else (chat.title or "" if chat else ""))
