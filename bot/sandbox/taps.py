"""What goes over the wire between bots and the box, for whoever wants to read along."""

from typing import Protocol

from bot.sandbox.calls import CallRecord


class Tap(Protocol):
    """Told of everything at once, in order; must neither fail nor take long."""

    def called(self, call: CallRecord, answer: bytes | None) -> None:
        """A call was answered; None where the connection broke instead."""

    def posted(self, bot: str, update: bytes) -> None:
        """An update is about to go to a webhook."""
