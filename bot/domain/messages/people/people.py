"""Short things said to one person, whatever they were doing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(Message):
    """Why something was not done. The key names the sentence; see `chat/views`."""

    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Message):
    """A plain sentence by its key, where no more than a sentence is needed."""

    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


MESSAGES = (Refused, Said)
