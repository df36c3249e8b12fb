"""The one tree of errors.

An error that a person will read carries a key and facts; the chat edge has the words.
"""

from collections.abc import Mapping


class EftertankeError(Exception):
    """Root of everything this program raises on purpose."""


class OperatorError(EftertankeError):
    """Something the person who runs the installation can mend. `str(error)` says what to do."""


class Refusal(EftertankeError):  # noqa: N818 - not an error of the program
    """A person asked for something they may not have or that cannot be done now.

    Raised inside a step, it undoes the step; the edge then tells the person why.
    `key` names the sentence, `facts` fill its placeholders.
    """

    def __init__(self, key: str, **facts: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.facts: Mapping[str, str | int] = facts


class DatabaseTroubleError(EftertankeError):
    """The database cannot be used at the moment. Nothing is wrong with what was asked of it: the
    step was undone, and can be done once the trouble is over. `str(error)` says what it is."""
