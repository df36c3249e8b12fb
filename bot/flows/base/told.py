"""What a flow returns to whoever acts, where that is never to be kept."""

from dataclasses import dataclass

from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A message for the person who acts, said by whoever took in what they did: it shows something
    sealed beside their chat, so it goes past the outbox. `replaces`: it takes the place of the
    message they pressed; else it points at the one they wrote."""

    message: Message
    replaces: bool = False
