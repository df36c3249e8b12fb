"""One message as a phone shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from bot.sandbox.chats import Chat, Kind, Message
from bot.sandbox.jsons import JsonObject
from bot.sandbox.page.content import Files, Poll, files_in, in_words, name_of_kind, poll_in
from bot.sandbox.page.entities import Reader, formatted
from bot.sandbox.page.keyboard import Button, inline_rows
from bot.sandbox.page.links import leads
from bot.sandbox.page.names import account_name
from bot.sandbox.page.reading import inner, listed, number, text
from bot.sandbox.page.render import render
from bot.sandbox.page.service import service
from bot.sandbox.page.shelf import Screen, Shelf
from bot.sandbox.reactions import emoji_reaction

EXCERPT = 80
"""Characters of a message where only its beginning is shown."""

REACTIONS = ("👍", "❤", "🙏", "🤔")
"""Those that a phone offers; by the control API there are all of Telegram's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A message as one person sees it."""

    id: str
    message: Message
    target: JsonObject
    mine: bool
    sender: str
    service: str
    quoted: tuple[str, str] | None
    words: Markup
    files: Files
    poll: Poll | None
    reactions: Sequence[tuple[str, int]]
    offered: Sequence[tuple[str, bool]]
    """Reactions, and whether this person has given each."""
    buttons: Sequence[Sequence[Button]]
    links: Sequence[str]
    """Addresses in it that lead to a bot in the box; others may want to follow them."""


def message_html(shelf: Shelf, screen: Screen, message: Message) -> Markup:
    return render("message.html", seen=seen(shelf, screen, message), screen=screen)


def element_id(screen: Screen, chat: Chat, message_id: int) -> str:
    """Messages are counted in each chat, so the chat belongs to the name."""
    return f"m{screen.person.id}-{chat_key(chat)}-{message_id}"


def chat_key(chat: Chat) -> str:
    """A name for the chat that is good for one person's phone."""
    return f"b{chat.bot.id}" if chat.bot else f"g{-chat.id}"


def target_of(screen: Screen, chat: Chat) -> JsonObject:
    """How the control API is told which chat is meant."""
    if chat.bot is not None:
        return {"user": screen.person.id, "bot": chat.bot.username}
    return {"user": screen.person.id, "chat": chat.id}


def seen(shelf: Shelf, screen: Screen, message: Message) -> Seen:
    content, chat = message.content, message.chat
    target = target_of(screen, chat)
    reader = Reader(leads(shelf.world), screen.person.id, target)
    key = "text" if "text" in content else "caption"
    entities = listed(content, "entities" if key == "text" else "caption_entities")
    return Seen(
        id=element_id(screen, chat, message.id),
        message=message,
        target=target,
        mine=message.sender is screen.person,
        sender="" if chat.private else sender_name(message),
        service=service(message),
        quoted=_quoted(message),
        words=formatted(text(content, key), entities, reader) or escape(in_words(content)),
        files=files_in(content),
        poll=poll_in(content),
        reactions=_reactions(message),
        offered=_offered(message, screen.person.id),
        buttons=inline_rows(message.markup, reader),
        links=[way for way in _addresses(text(content, key), entities) if reader.leads(way)],
    )


def sender_name(message: Message) -> str:
    if message.chat.kind is Kind.CHANNEL:
        return message.chat.title
    return account_name(message.sender)


def excerpt(message: Message) -> str:
    """How the message begins, in one line."""
    if told := service(message):
        return told
    words = text(message.content, "text") or text(message.content, "caption")
    line = " ".join(f"{name_of_kind(message.content)} {words}".split())
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1]}…"


def _reactions(message: Message) -> list[tuple[str, int]]:
    counted = message.reactions.counted() if message.reactions else []
    return [
        (text(inner(one, "type"), "emoji") or "✦", number(one, "total_count")) for one in counted
    ]


def _offered(message: Message, account_id: int) -> list[tuple[str, bool]]:
    given = message.reactions.of(account_id) if message.reactions else []
    return [(emoji, emoji_reaction(emoji) in given) for emoji in REACTIONS]


def _quoted(message: Message) -> tuple[str, str] | None:
    """Who said what, in the message that this one replies to. A topic's beginning is none."""
    replied = message.reply_to
    if replied is None or replied.deleted or replied.id == message.thread:
        return None
    return sender_name(replied), excerpt(replied)


def _addresses(source: str, entities: Sequence[JsonObject]) -> list[str]:
    raw = source.encode("utf-16-le", "surrogatepass")
    found = []
    for entity in entities:
        begin = 2 * number(entity, "offset")
        covered = raw[begin : begin + 2 * number(entity, "length")].decode("utf-16-le", "replace")
        if text(entity, "type") in ("url", "text_link"):
            found.append(text(entity, "url") or covered)
    return list(dict.fromkeys(found))
