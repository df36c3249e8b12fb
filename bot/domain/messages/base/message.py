"""What can be owed, and nothing else can."""


class Message:
    """Says everything its reader will be told, before it has words, buttons or a language."""

    __slots__ = ()
