"""What is said to somebody whose words sound as if something is wrong."""

from dataclasses import dataclass

from bot.domain.base.dangers import Danger
from bot.domain.messages.base.message import Fleeting


@dataclass(frozen=True, slots=True, kw_only=True)
class StopForDanger(Fleeting):
    """What can be done, and by whom, in the words of the organisation: `advice`. Nothing more is
    asked until the reader goes on. `decided`: they have said what they do about it. `team_id`:
    whose card it is, 0 for the organisation's."""

    danger: Danger
    advice: str
    team_id: int
    decided: bool = False


MESSAGES = (StopForDanger,)
