"""What is said about a person's own settings."""

from dataclasses import dataclass
from datetime import date

from bot.domain.base.visibility import Visibility
from bot.domain.messages.base.message import Message
from bot.domain.people.settings import Setting, Walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """A Member's settings as they stand. `digest_day` is None for those who get no Digest; `asked`:
    something could ask somebody in their roles."""

    language: str
    zone: str
    days: tuple[int, ...]
    ask_at: int
    quiet_from: int
    quiet_to: int
    asks_in_quiet: bool
    usual_words: Visibility
    usual_taps: Visibility
    paused_until: date | None
    digest_day: int | None
    digest_at: int
    asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSettings(Message):
    """All settings at a glance."""

    habits: Habits


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSetting(Message):
    """One setting with its choices. `languages` and `zones` are what is offered of these; `typed`
    is the place somebody looked for, `unknown` if it is none."""

    setting: Setting
    walk: Walk
    habits: Habits
    languages: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    typed: str = ""
    unknown: bool = False


MESSAGES = (ShowSettings, ShowSetting)
