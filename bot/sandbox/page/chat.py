"""An open chat: its head with switches, its topics, its messages."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from bot.sandbox.chats import Chat, Kind
from bot.sandbox.jsons import JsonObject
from bot.sandbox.page.belonging import inside, rules, topic_names
from bot.sandbox.page.foot import foot_html
from bot.sandbox.page.message import chat_key, message_html, target_of
from bot.sandbox.page.names import account_name
from bot.sandbox.page.render import render
from bot.sandbox.page.shelf import Screen, Shelf, in_topic, unread
from bot.sandbox.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Something that is so or not, and what the page posts to change it."""

    label: str
    on: bool
    path: str
    body: JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    name: str
    thread: int | None
    unread: int
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An open chat on one phone."""

    chat: Chat
    title: str
    subtitle: str
    inside: bool
    earlier: bool
    """Whether there are messages before the first one shown."""
    messages: Sequence[Markup]
    foot: Markup
    switches: Sequence[Switch]
    topics: Sequence[Topic] = field(default=())


def chat_html(shelf: Shelf, screen: Screen, chat: Chat) -> Markup:
    here = inside(chat, screen.person.id)
    there = [message for message in chat.messages.values() if in_topic(message, screen.thread)]
    newest = there[-screen.depth :] if here else []
    shown = Shown(
        chat=chat,
        title=title_of(chat),
        subtitle=_subtitle(chat),
        inside=here,
        earlier=here and len(newest) < len(there),
        messages=[message_html(shelf, screen, message) for message in newest],
        foot=foot_html(screen, chat),
        switches=_switches(shelf.world, screen, chat),
        topics=_topics(screen, chat) if here else (),
    )
    key = f"{chat_key(chat)}/{screen.thread or 0}"
    return render("chat.html", shown=shown, screen=screen, key=key)


def title_of(chat: Chat) -> str:
    return account_name(chat.bot) if chat.bot else chat.title


def _subtitle(chat: Chat) -> str:
    if chat.bot is not None:
        return f"@{chat.bot.username}"
    count = sum(inside(chat, account_id) for account_id in chat.members)
    people = "subscriber" if chat.kind is Kind.CHANNEL else "member"
    return f"{count} {people}{'' if count == 1 else 's'}"


def _topics(screen: Screen, chat: Chat) -> list[Topic]:
    return [
        Topic(
            name=name,
            thread=thread,
            unread=unread(screen, chat, thread),
            current=screen.thread == thread,
        )
        for thread, name in topic_names(chat).items()
    ]


def _switches(world: World, screen: Screen, chat: Chat) -> list[Switch]:
    person, target = screen.person, target_of(screen, chat)
    if chat.bot is not None:
        blocked = person.id in chat.bot.blocked_by
        path = "/sandbox/unblock" if blocked else "/sandbox/block"
        return [Switch(label="Blocked", on=blocked, path=path, body=target)]
    here = inside(chat, person.id)
    path = "/sandbox/leave" if here else "/sandbox/join"
    switches = [Switch(label="Left", on=not here, path=path, body=target)]
    if not here:
        return switches
    ruling = rules(chat, person.id)
    rule = {**target, "admin": not ruling}
    switches.append(Switch(label="Administrator", on=ruling, path="/sandbox/promote", body=rule))
    return switches + [
        switch
        for bot in world.bots.values()
        for switch in _bots(chat, bot.username, bot.id, target)
    ]


def _bots(chat: Chat, username: str, bot_id: int, target: JsonObject) -> list[Switch]:
    """Whether a bot is in the group, and whether it has a say there."""
    here, ruling = inside(chat, bot_id), rules(chat, bot_id)
    path = "/sandbox/leave" if here else "/sandbox/join"
    body = {**target, "bot": username}
    there = Switch(label=f"@{username} is here", on=here, path=path, body=body)
    if not here:
        return [there]
    rule: JsonObject = {"chat": chat.id, "bot": username, "admin": not ruling}
    label = f"@{username} is administrator"
    return [there, Switch(label=label, on=ruling, path="/sandbox/promote", body=rule)]
