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
class DangerTold:
    """So many texts told of it."""

    danger: Danger
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSupport(Fleeting):
    """The card, of the `team` if it has one of its own. `editable`: the reader may change it."""

    lines: tuple[SupportLine, ...]
    team: str = ""
    team_id: int = 0
    editable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditSupport(Message):
    """All lines of a card with what stands there. `team_id`: 0 for the organisation's; beside that
    stands of which dangers words have told in the last month, `often` enough to point at nobody."""

    lines: tuple[SupportLine, ...]
    lacking: tuple[SupportField, ...]
    team: str = ""
    team_id: int = 0
    own: bool = False
    often: tuple[DangerTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSupportLine(Message):
    """Waits for what shall stand in one line."""

    field: SupportField
    now: str
    team: str = ""
    team_id: int = 0


MESSAGES = (ShowSupport, EditSupport, AskSupportLine)
