"""The list of chats on a phone, the last one spoken in first."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.sandbox.chats import Chat
from bot.sandbox.page.belonging import inside
from bot.sandbox.page.chat import title_of
from bot.sandbox.page.message import chat_key, excerpt, sender_name
from bot.sandbox.page.render import render
from bot.sandbox.page.shelf import Screen, Shelf, last_message, unread_in_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    key: str
    title: str
    kind: str
    last: str
    date: int | None
    unread: int
    inside: bool


def chatlist_html(shelf: Shelf, screen: Screen) -> Markup:
    chats = list(shelf.chats(screen.person))
    rows = [_row(screen, chat) for chat in chats]
    rows.sort(key=lambda row: (row.inside, row.date or 0), reverse=True)
    return render("chatlist.html", rows=rows, screen=screen, id=list_id(screen))


def list_id(screen: Screen) -> str:
    return f"list{screen.person.id}"


def _row(screen: Screen, chat: Chat) -> Row:
    here = inside(chat, screen.person.id)
    last = last_message(chat) if here else None
    return Row(
        key=chat_key(chat),
        title=title_of(chat),
        kind="bot" if chat.private else chat.kind.value,
        last=_last(chat) if here else "Not in here",
        date=last.date if last else None,
        unread=unread_in_all(screen, chat) if here else 0,
        inside=here,
    )


def _last(chat: Chat) -> str:
    last = last_message(chat)
    if last is None:
        return "Nothing has been said here yet"
    line = excerpt(last)
    return line if chat.private else f"{sender_name(last)}: {line}"
