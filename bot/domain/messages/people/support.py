"""Who helps when something is wrong."""

from dataclasses import dataclass

from bot.domain.base.dangers import Danger
from bot.domain.messages.base.message import Fleeting, Message
from bot.domain.people.support import SupportField


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLine:
    field: SupportField
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSupport(Fleeting):
    """The card. `danger`: what somebody's words sounded like, if they brought it; then `advice` says
    what can be done, and nothing more is asked (`held`) until they go on. `decided`: they have said
    what they do about it. `team_id` and `editable`: of a card that the reader may change; `own`: it
    is the Team's own, not the organisation's."""

    lines: tuple[SupportLine, ...]
    danger: Danger | None = None
    advice: str = ""
    decided: bool = False
    team: str = ""
    team_id: int = 0
    editable: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditSupport(Message):
    """All lines of a card with what stands there. `team_id`: 0 for the organisation's."""

    lines: tuple[SupportLine, ...]
    lacking: tuple[SupportField, ...]
    team: str = ""
    team_id: int = 0
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSupportLine(Message):
    """Waits for what shall stand in one line."""

    field: SupportField
    now: str
    team: str = ""
    team_id: int = 0


MESSAGES = (ShowSupport, EditSupport, AskSupportLine)
