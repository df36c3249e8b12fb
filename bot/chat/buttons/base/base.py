"""What buttons of several nouns have in common."""


class UnderWords:
    """A button under a message that points at somebody's words, and means them. They are kept
    nowhere but in the chat, and come with the press."""

    __slots__ = ()
