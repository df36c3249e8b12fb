"""Places: where in Telegram somebody acts, and so where they are answered. Only edges know them,
and what puts into the outbox what they bring."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A chat with a bot, or a topic of it. `message`: the one that was written there, or whose
    button was pressed. `open`: whether anything new gets there."""

    bot_id: int
    chat_id: int
    thread_id: int | None = None
    message: int | None = None
    is_pressed: bool = False
    open: bool = True

    @property
    def pressed(self) -> int | None:
        """The message whose button was pressed."""
        return self.message if self.is_pressed else None
