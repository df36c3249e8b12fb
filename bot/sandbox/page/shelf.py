"""What each phone shows. It is kept in the box, so that all who look on see the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.sandbox.accounts import Person
from bot.sandbox.chats import Chat, Message
from bot.sandbox.page.belonging import topic_names
from bot.sandbox.page.guide import Guide
from bot.sandbox.page.room import Room
from bot.sandbox.world import World

AT_A_TIME = 60
"""Messages that a chat shows, and how many more each wish for earlier ones brings."""

MOST_UNREAD = 100
"""Messages. Beyond that it is only told that there are many."""


@dataclass(slots=True, kw_only=True, eq=False)
class Screen:
    """One phone. Without a chat it shows the list of chats."""

    person: Person
    zone: str = ""
    """Name of the time zone it is set to; "" is that of whoever looks at the page."""
    chat: Chat | None = None
    thread: int | None = None
    """The topic, in a forum; None is the general one."""
    depth: int = AT_A_TIME
    reply_to: int | None = None
    editing: int | None = None
    start: str | None = None
    """What a link carried that was followed; it waits for Start."""
    alert: str | None = None
    """What a bot insists on being read."""
    read: dict[tuple[Chat, int | None], int] = field(default_factory=dict)
    """The last message read, by chat and topic."""

    def shows(self, message: Message) -> bool:
        return self.chat is message.chat and in_topic(message, self.thread)

    def rest(self) -> None:
        """Nothing is being answered, changed or started any more."""
        self.reply_to = self.editing = self.start = None


class Shelf:
    """The phones of a box."""

    def __init__(self, world: World, guide: Guide | None = None) -> None:
        self.world = world
        self.guide = guide
        self.room: Room | None = None
        """Without one, whoever reaches the box is everybody."""
        self._screens: dict[int, Screen] = {}

    def screen(self, person: Person) -> Screen:
        """This person's phone; a new one shows the only bot, or else the list of chats."""
        found = self._screens.get(person.id)
        if found is None or found.person is not person:
            bots = list(self.world.bots.values())
            chat = self.world.private_chat(bots[0], person) if len(bots) == 1 else None
            found = Screen(person=person, chat=chat, zone=self.guide.zone if self.guide else "")
            self._screens[person.id] = found
        return found

    def screens(self) -> Iterator[Screen]:
        return map(self.screen, list(self.world.people.values()))

    def of_chat(self, chat: Chat) -> Iterator[Screen]:
        """The phones on which there is something to see of this chat."""
        if chat.person is not None:
            yield self.screen(chat.person)
            return
        for account_id in list(chat.members):
            if (person := self.world.people.get(account_id)) is not None:
                yield self.screen(person)

    def turn(self, screen: Screen, chat: Chat | None, thread: int | None = None) -> None:
        """Show another chat, or the list. What was open has been read by then."""
        if screen.chat is not None:
            screen.read[screen.chat, screen.thread] = screen.chat.last_message_id
        screen.chat, screen.thread = chat, thread
        screen.depth = AT_A_TIME
        screen.rest()

    def chats(self, person: Person) -> Iterator[Chat]:
        """All there are for this person: with bots, and of many, joined or not."""
        for bot in list(self.world.bots.values()):
            yield self.world.private_chat(bot, person)
        yield from (chat for chat in list(self.world.chats.values()) if not chat.migrated_to)


def in_topic(message: Message, thread: int | None) -> bool:
    return not message.chat.is_forum or message.thread == thread


def last_message(chat: Chat) -> Message | None:
    return next(reversed(chat.messages.values()), None)


def unread(screen: Screen, chat: Chat, thread: int | None = None) -> int:
    """How many messages in the chat, or in the topic, have come since the person looked."""
    if screen.chat is chat and screen.thread == thread:
        return 0
    since = screen.read.get((chat, thread), 0)
    count = 0
    for message in reversed(chat.messages.values()):
        if message.id <= since or count == MOST_UNREAD:
            break
        count += message.sender is not screen.person and in_topic(message, thread)
    return count


def unread_in_all(screen: Screen, chat: Chat) -> int:
    """The same for a whole chat, with all its topics."""
    threads: list[int | None] = list(topic_names(chat)) or [None]
    return sum(unread(screen, chat, thread) for thread in threads)
