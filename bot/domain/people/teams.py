"""Teams: people who practise together."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.base.texts import one_line

NAME_LIMIT = 60
"""Characters of a Team's name: it stands above every message to its channel."""

FLOORS = (5, 6, 7, 8, 10, 12, 15, 20)
"""The floors a Team may choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """`languages[0]` is what the channel reads. `chat_id` is None until a channel is linked.

    `chat_people`: how many people could read along there when it was last looked at, if it has
    been; `chat_public`: so can anybody.

    `held_until`: until then a representative has paused new questions, reminders and letters.

    `declared`: its id in the settings file, which then owns its name, languages, zone and floor.
    """

    id: int
    bot_id: int
    name: str
    languages: tuple[str, ...]
    zone: str
    floor: int
    chat_id: int | None = None
    thread_id: int | None = None
    chat_title: str = ""
    chat_people: int | None = None
    chat_public: bool = False
    declared: str | None = None
    held_until: datetime | None = None

    def held(self, now: datetime) -> datetime | None:
        """Until when nothing new is asked; None if it is."""
        return self.held_until if self.held_until and now < self.held_until else None

    @property
    def language(self) -> str:
        return self.languages[0]


def team_name(typed: str) -> str | None:
    """A Team's name as somebody typed it; None if it is invisible or too long."""
    return one_line(typed, NAME_LIMIT)
