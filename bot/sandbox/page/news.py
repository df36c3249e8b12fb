"""What an event in the box makes stale on the page."""

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from bot.sandbox.chats import Chat
from bot.sandbox.jsons import JsonObject
from bot.sandbox.page.chatlist import chatlist_html, list_id
from bot.sandbox.page.foot import foot_html, foot_id
from bot.sandbox.page.message import element_id, message_html
from bot.sandbox.page.panels import PANELS, room_html
from bot.sandbox.page.people import adding_html, chips_html, nobody_html
from bot.sandbox.page.phone import phone_html, phone_id
from bot.sandbox.page.reading import inner, number, text
from bot.sandbox.page.shelf import Screen, Shelf
from bot.sandbox.page.whole import box_html

Op = tuple[str, str, str]
"""What the browser does, to which element, with which HTML:

put    replace the element, if it is there
add    append to the element; what is in it already is replaced where it is
cut    take the element away
flash  show it in the element for a few seconds
look   bring this phone into view, and in it the message of this id, if there is one
"""

Fragment = Callable[[], Op | None]
"""Drawn as late as possible: by then it may have changed again, or gone."""

Stale = Iterator[tuple[str, Fragment]]


class News:
    """Knows for each kind of event what has to be drawn again."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kinds: dict[str, Callable[[JsonObject], Stale]] = {
            "message": self._message,
            "edited_message": self._message,
            "deleted_message": self._message,
            "reaction": self._message,
            "chat_action": self._doing,
            "chat_member": self._members,
            "chat": self._everything,
            "bot": self._everything,
            "commands": self._everything,
            "user": self._person,
            "reset": self._reset,
            "screen": self._screen,
            "look": self._look,
            "pressed": self._pressed,
            "call": partial(self._panel, "faults"),
            "faults": partial(self._panel, "faults"),
            "limits": partial(self._panel, "faults"),
            "clock": partial(self._panel, "clock"),
            "guide": partial(self._panel, "guide"),
            "room": self._room,
        }

    def of(self, event: JsonObject) -> Stale:
        """Names of fragments, each with how to draw it."""
        tell = self._kinds.get(text(event, "type"))
        return iter(()) if tell is None else tell(event)

    def _message(self, event: JsonObject) -> Stale:
        chat = self._chat(event)
        message_id = number(inner(event, "message") or event, "message_id")
        for screen in self._shelf.of_chat(chat) if chat else ():
            if screen.chat is None:
                yield list_id(screen), partial(self._list, screen)
            elif screen.chat is chat and chat.is_forum:
                # Other topics count what is unread in them.
                yield self._phone(screen)
            elif screen.chat is chat:
                yield f"{screen.person.id}/{message_id}", partial(self._one, screen, message_id)
                yield foot_id(screen), partial(self._foot, screen)
                yield self._said(screen, "doing", Markup())
        yield self._chips()

    def _doing(self, event: JsonObject) -> Stale:
        """A bot is typing, or otherwise busy."""
        chat, action = self._chat(event), text(event, "action")
        for screen in self._shelf.of_chat(chat) if chat else ():
            if screen.chat is chat:
                what = "" if action == "cancel" else f"{action.replace('_', ' ')}…"
                yield self._said(screen, "doing", Markup("{}").format(what))

    def _members(self, event: JsonObject) -> Stale:
        chat = self._chat(event)
        for screen in self._shelf.of_chat(chat) if chat else ():
            if screen.chat in (None, chat):
                yield self._phone(screen)
        yield self._chips()

    def _everything(self, _: JsonObject) -> Stale:
        for screen in self._shelf.screens():
            yield self._phone(screen)
        yield self._chips()
        yield from self._who()
        yield from self._panel("bots", {})

    def _person(self, event: JsonObject) -> Stale:
        """Somebody is new, or gone."""
        person = self._shelf.world.people.get(number(inner(event, "user"), "id"))
        if person is not None:
            screen = self._shelf.screen(person)
            yield phone_id(screen), lambda: ("add", "phones", phone_html(self._shelf, screen))
        yield self._chips()
        yield from self._who()

    def _reset(self, _: JsonObject) -> Stale:
        """The box was emptied."""
        yield "box", lambda: ("put", "box", box_html(self._shelf))
        yield self._adding()

    def _screen(self, event: JsonObject) -> Stale:
        """A phone shows something else."""
        if (screen := self._of_user(event)) is not None:
            yield self._phone(screen)
            yield self._chips()

    def _look(self, event: JsonObject) -> Stale:
        screen, message_id = self._of_user(event), number(event, "message")
        if screen is not None:
            chat = screen.chat
            where = element_id(screen, chat, message_id) if chat and message_id else ""
            yield "look", lambda: ("look", phone_id(screen), where)

    def _pressed(self, event: JsonObject) -> Stale:
        """The bot answered a press, with a toast or with something that has to be read."""
        screen = self._of_user(event)
        if screen is None:
            return
        answer = text(event, "answer")
        words = "The bot has not answered" if event.get("unanswered") else answer
        if event.get("alert"):
            screen.alert = answer
            yield self._phone(screen)
        elif told := " ".join(filter(None, (words, text(event, "url")))):
            yield self._said(screen, "toast", Markup('<span dir="auto">{}</span>').format(told))

    def _panel(self, name: str, _: JsonObject) -> Stale:
        yield name, lambda: ("put", name, PANELS[name](self._shelf))

    def _room(self, _: JsonObject) -> Stale:
        """Somebody has come to their phone, or gone."""
        yield "room", lambda: ("put", "room", room_html(self._shelf))

    def _chips(self) -> tuple[str, Fragment]:
        return "chips", lambda: ("put", "chips", chips_html(self._shelf))

    def _who(self) -> Stale:
        """What depends on who there is."""
        yield self._adding()
        yield "nobody", lambda: ("put", "nobody", nobody_html(self._shelf))

    def _adding(self) -> tuple[str, Fragment]:
        return "adding", lambda: ("put", "adding", adding_html(self._shelf))

    def _phone(self, screen: Screen) -> tuple[str, Fragment]:
        name = phone_id(screen)
        return name, lambda: ("put", name, phone_html(self._shelf, screen))

    def _said(self, screen: Screen, where: str, html: Markup) -> tuple[str, Fragment]:
        name = f"{where}{screen.person.id}"
        return name, lambda: ("flash", name, html)

    def _list(self, screen: Screen) -> Op | None:
        if screen.chat is not None:
            return None
        return "put", list_id(screen), chatlist_html(self._shelf, screen)

    def _foot(self, screen: Screen) -> Op | None:
        if screen.chat is None:
            return None
        return "put", foot_id(screen), foot_html(screen, screen.chat)

    def _one(self, screen: Screen, message_id: int) -> Op | None:
        if (chat := screen.chat) is None:
            return None
        message = chat.messages.get(message_id)
        if message is None:
            return "cut", element_id(screen, chat, message_id), ""
        html = message_html(self._shelf, screen, message)
        return "add", f"messages{screen.person.id}", html

    def _of_user(self, event: JsonObject) -> Screen | None:
        person = self._shelf.world.people.get(number(event, "user"))
        return None if person is None else self._shelf.screen(person)

    def _chat(self, event: JsonObject) -> Chat | None:
        world, chat_id = self._shelf.world, number(event, "chat_id")
        if chat_id < 0:
            return world.chats.get(chat_id)
        bot, person = world.bot_named(text(event, "bot")), world.people.get(chat_id)
        return world.private_chat(bot, person) if bot and person else None
