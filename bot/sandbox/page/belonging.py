"""Who is in a chat, and which topics it has: all that the page asks about either."""

from bot.sandbox.chats import Chat


def inside(chat: Chat, account_id: int) -> bool:
    return chat.private or chat.status_of(account_id).inside


def rules(chat: Chat, account_id: int) -> bool:
    return chat.status_of(account_id).rules


def topic_names(chat: Chat) -> dict[int | None, str]:
    """By thread; none of them if the chat is no forum."""
    if not chat.is_forum:
        return {}
    return {None: chat.general.name} | {each: topic.name for each, topic in chat.topics.items()}
