"""What buttons of several nouns have in common."""


class UnderWords:
    """A button under a message that points at somebody's words, and means them. They are kept
    nowhere but in the chat, and come with the press."""

    __slots__ = ()


Buttons = dict[str, type]
"""The codes of some buttons, and the records they stand for."""
