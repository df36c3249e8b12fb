"""Buttons of a summary for one's own professional file. All but the first carry its Draft's key."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons
from bot.domain.asking.cpd import Span


@dataclass(frozen=True, slots=True)
class StartCpd:
    """Begin a summary, and ask for its period."""


@dataclass(frozen=True, slots=True)
class SetCpdPeriod:
    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class ListPieces:
    key: str
    page: int


@dataclass(frozen=True, slots=True)
class TogglePiece:
    """Take a note into it, or out of it."""

    key: str
    note: str
    page: int


@dataclass(frozen=True, slots=True)
class AskTime:
    """Ask how much time the person adds."""

    key: str


@dataclass(frozen=True, slots=True)
class AddNoTime:
    key: str


@dataclass(frozen=True, slots=True)
class MakeCpd:
    """Make the files."""

    key: str


@dataclass(frozen=True, slots=True)
class LeaveCpd:
    """Give it up."""

    key: str


BUTTONS: Buttons = {
    "po": StartCpd,
    "pp": SetCpdPeriod,
    "pl": ListPieces,
    "pt": TogglePiece,
    "pa": AskTime,
    "pn": AddNoTime,
    "pm": MakeCpd,
    "px": LeaveCpd,
}
