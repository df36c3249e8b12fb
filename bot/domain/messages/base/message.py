"""What can be owed, and nothing else can."""


class Message:
    """Says everything its reader will be told, before it has words, buttons or a language."""

    __slots__ = ()


class Fleeting(Message):
    """Holds a Receipt, or more about one person than may lie about, or goes to people of whom
    nothing is kept. If Telegram refuses it, it is forgotten instead of parked; the person can ask
    again."""

    __slots__ = ()


class OnlyInPlace(Message):
    """Keeps what stands in a chat true. Where that stands no longer, nothing has to be said."""

    __slots__ = ()
