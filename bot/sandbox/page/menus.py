"""The commands that a bot offers in a chat: the most fitting list it has set."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.sandbox.accounts import Bot, Person
from bot.sandbox.chats import Chat
from bot.sandbox.jsons import JsonObject, encode
from bot.sandbox.page.belonging import rules
from bot.sandbox.page.reading import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    said: str
    does: str


def menu_of(bot: Bot, chat: Chat, person: Person) -> list[Command]:
    """Looked for from the narrowest scope to the widest, each in the person's language first."""
    languages = dict.fromkeys(((person.language_code or "")[:2], ""))
    for scope in _scopes(chat, person):
        for language in languages:
            if found := bot.profile.commands.get((encode(scope).decode(), language)):
                suffix = "" if chat.private else f"@{bot.username}"
                return [
                    Command(
                        said=f"/{text(command, 'command')}{suffix}",
                        does=text(command, "description"),
                    )
                    for command in found
                ]
    return []


def _scopes(chat: Chat, person: Person) -> Iterator[JsonObject]:
    if chat.private:
        yield {"type": "chat", "chat_id": chat.id}
        yield {"type": "all_private_chats"}
    else:
        yield {"type": "chat_member", "chat_id": chat.id, "user_id": person.id}
        if rules(chat, person.id):
            yield {"type": "chat_administrators", "chat_id": chat.id}
        yield {"type": "chat", "chat_id": chat.id}
        if rules(chat, person.id):
            yield {"type": "all_chat_administrators"}
        yield {"type": "all_group_chats"}
    yield {"type": "default"}
