"""Who helps when something is wrong: one card for the organisation, or a Team's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.base.texts import one_line


class SupportField(StrEnum):
    """A line of the card, in the order in which they stand on it."""

    EMERGENCY = "emergency"
    SAFEGUARDING = "safeguarding"
    DEPUTY = "deputy"
    OUT_OF_HOURS = "out_of_hours"
    STAFF_SUPPORT = "staff_support"
    CRISIS_LINE = "crisis_line"
    WHISTLEBLOWING = "whistleblowing"


EMERGENCY = "112"
"""In the whole of the EU, and in Britain too."""

NEEDED = (SupportField.SAFEGUARDING, SupportField.DEPUTY, SupportField.STAFF_SUPPORT)
"""Lines without which nobody is asked anything that may stir something up."""

LINE_LIMIT = 120
"""Characters of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportCard:
    """`team_id`: None for the organisation's."""

    bot_id: int
    team_id: int | None
    lines: Mapping[str, str]

    def line(self, field: SupportField) -> str:
        """What stands there; the emergency number always does."""
        found = self.lines.get(field, "")
        return found or (EMERGENCY if field is SupportField.EMERGENCY else "")

    @property
    def lacking(self) -> tuple[SupportField, ...]:
        """The lines that are needed and are not there."""
        return tuple(field for field in NEEDED if not self.line(field))


def support_line(text: str) -> str | None:
    """What was typed, as a line of the card; None if it is invisible or too long."""
    return one_line(text, LINE_LIMIT)
