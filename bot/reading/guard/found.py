"""What was found in a text, and the text with something else in its place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Identifier(StrEnum):
    """What somebody can be known by."""

    PERSONAL_NUMBER = "personal_number"
    PHONE = "phone"
    EMAIL = "email"
    IBAN = "iban"
    CARD = "card"
    LINK = "link"
    HANDLE = "handle"
    POSTCODE = "postcode"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    CASE_NUMBER = "case_number"
    ROOM = "room"
    NAME = "name"
    ONLY_ONE = "only_one"

    @property
    def certain(self) -> bool:
        """Whether nobody can say that it is none: its check digit has been reckoned."""
        return self is Identifier.PERSONAL_NUMBER

    @property
    def hint(self) -> bool:
        """Whether it names nobody, but may tell colleagues who is meant."""
        return self is Identifier.ONLY_ONE

    @property
    def may_be_no_name(self) -> bool:
        """Whether whoever wrote it may say that nobody is meant by it."""
        return self in (Identifier.NAME, Identifier.ONLY_ONE)


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A part of a text, in code points, as Python counts them."""

    start: int
    end: int
    kind: Identifier


def replaced(text: str, found: Iterable[Found], say: Callable[[Identifier, str], str]) -> str:
    """The text with what `say` makes of each part that was found.

    What is written twice is said once and gets the same in both places, so that a reader can tell
    two people apart; a genitive of it is still another writing.
    """
    said: dict[tuple[Identifier, str], str] = {}
    pieces, done = [], 0
    for one in sorted(found):
        words = text[one.start : one.end]
        key = (one.kind, words.casefold())
        if key not in said:
            said[key] = say(one.kind, words)
        pieces += [text[done : one.start], said[key]]
        done = one.end
    return "".join([*pieces, text[done:]])
