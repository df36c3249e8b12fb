"""What was found in a text."""

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
