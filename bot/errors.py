"""The one tree of errors.

An error that a person will read carries a key and facts; the chat edge has the words.
"""

from collections.abc import Mapping

NO_ANSWER = "Is it running, and is database.url right?"
"""What to ask oneself when the database does not answer."""


class EftertankeError(Exception):
    """Root of everything this program raises on purpose."""


class OperatorError(EftertankeError):
    """Something the person who runs the installation can mend. `str(error)` says what to do."""


class StorageError(EftertankeError):
    """The database is away, or cannot do what it can at other times: it is restarted, its disk is
    full, somebody keeps it to themselves. Nothing is wrong with what was asked of it: the step was
    undone, and may be done again. `str(error)` says what it is."""


class OutOfTurnError(EftertankeError):
    """An update is not to be handled now: an older one of the same person waits, or another replica
    is at work for them."""


class DeadlockError(StorageError):
    """Two steps waited for each other. One went on; this is the other."""


class BusyError(EftertankeError):
    """Somebody else has what a step claims, and it was not to wait."""


class Refusal(EftertankeError):  # noqa: N818 - not an error of the program
    """A person asked for something they may not have or that cannot be done now.

    Raised inside a step, it undoes the step; the edge then tells the person why.
    `key` names the sentence, `facts` fill its placeholders.
    """

    def __init__(self, key: str, **facts: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.facts: Mapping[str, str | int] = facts
