"""The foot of an open chat: where one writes, or what stands in the way of it."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.sandbox.chats import Chat, Kind, Message
from bot.sandbox.jsons import JsonObject
from bot.sandbox.page.belonging import inside, rules
from bot.sandbox.page.keyboard import Below, below
from bot.sandbox.page.menus import Command, menu_of
from bot.sandbox.page.message import chat_key, excerpt, sender_name, target_of
from bot.sandbox.page.reading import text
from bot.sandbox.page.render import render
from bot.sandbox.page.shelf import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurdle:
    """Why nothing can be written here, and the deed that helps, if there is one."""

    why: str
    label: str = ""
    path: str = ""
    body: JsonObject | None = None


def foot_id(screen: Screen) -> str:
    return f"foot{screen.person.id}"


def foot_html(screen: Screen, chat: Chat) -> Markup:
    hurdle = _hurdle(screen, chat)
    if hurdle is not None:
        return render("hurdle.html", id=foot_id(screen), hurdle=hurdle)
    made = below(screen, chat)
    editing = chat.messages.get(screen.editing or 0)
    about = editing or _answered(screen, chat, made)
    return render(
        "foot.html",
        id=foot_id(screen),
        screen=screen,
        key=chat_key(chat),
        about=about,
        who=sender_name(about) if about else "",
        excerpt=excerpt(about) if about else "",
        editing=editing,
        draft=_words(editing) if editing else "",
        body=_body(screen, chat, about, editing),
        keyboard=made.keyboard,
        placeholder=made.placeholder or "Message",
        commands=_commands(screen, chat),
    )


def _hurdle(screen: Screen, chat: Chat) -> Hurdle | None:
    person, target = screen.person, target_of(screen, chat)
    if person.deactivated:
        return Hurdle(why="This account is deleted.")
    if chat.bot is not None:
        return _hurdle_to(chat, screen, target)
    if chat.migrated_to is not None:
        way = {"user": person.id, "chat": f"g{-chat.migrated_to}"}
        why = "The group goes on as a supergroup."
        return Hurdle(why=why, label="Open it", path="/page/open", body=way)
    if not inside(chat, person.id):
        why = f"{person.first_name} is not in here."
        return Hurdle(why=why, label="Join", path="/sandbox/join", body=target)
    if chat.kind is Kind.CHANNEL and not rules(chat, person.id):
        return Hurdle(why="Only administrators write in a channel.")
    return None


def _hurdle_to(chat: Chat, screen: Screen, target: JsonObject) -> Hurdle | None:
    """What stands between a person and a bot."""
    bot, person = chat.bot, screen.person
    if bot is None:
        return None
    if person.id in bot.blocked_by:
        why = f"{person.first_name} has blocked {bot.first_name}."
        return Hurdle(why=why, label="Unblock", path="/sandbox/unblock", body=target)
    if screen.start is not None or person.id not in bot.started_by:
        said = f"/start {screen.start or ''}".strip()
        return Hurdle(why="", label="Start", path="/page/say", body={**target, "text": said})
    return None


def _answered(screen: Screen, chat: Chat, made: Below) -> Message | None:
    return chat.messages.get(screen.reply_to or 0) or made.forced


def _body(screen: Screen, chat: Chat, about: Message | None, editing: Message | None) -> JsonObject:
    """What goes with the words when they are sent."""
    target = target_of(screen, chat)
    if editing is not None:
        return {**target, "message": editing.id}
    if about is not None:
        target["reply_to"] = about.id
    if screen.thread is not None:
        target["thread"] = screen.thread
    return target


def _words(message: Message) -> str:
    return text(message.content, "text") or text(message.content, "caption")


def _commands(screen: Screen, chat: Chat) -> list[Command]:
    bots = [chat.bot] if chat.bot else [bot for bot in chat.bots.values() if inside(chat, bot.id)]
    return [command for bot in bots for command in menu_of(bot, chat, screen.person)]
