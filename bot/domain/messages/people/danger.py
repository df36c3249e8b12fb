"""What is said to somebody whose words sound as if something is wrong."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.base.dangers import Danger
from bot.domain.messages.base.message import Fleeting
from bot.domain.messages.people.support import SupportLine


class After(StrEnum):
    """What its reader has done since: nothing yet; said what they do about it; gone on."""

    NOTHING = "nothing"
    DECIDED = "decided"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class StopForDanger(Fleeting):
    """What can be done, and by whom, in the words of the organisation: `advice`, or where no list
    says, the `lines` of its card. Nothing more is asked until the reader goes on. `team_id`: whose
    card it is, 0 for the organisation's; `until`: to which day they were on a leave already."""

    danger: Danger
    advice: str
    lines: tuple[SupportLine, ...] = ()
    team_id: int = 0
    after: After = After.NOTHING
    until: str = ""


MESSAGES = (StopForDanger,)
