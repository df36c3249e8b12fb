"""Deeds: what is done to the tool itself. The Register keeps them for everybody in the Team.

Never what somebody has answered or shared, whether they have, nor what is their own: their habits,
a pause, what they take along or have forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DeedFacts = Mapping[str, str | int]
"""What a Deed was about: a number, a role, the id of a question bank; never a person's name."""


class Deed(StrEnum):
    """`TEAM_DECLARED`: from then on the settings file owns it; `TEAM_LET_GO`: not any more. `HELD`:
    a representative has paused what is asked, for a reason that everybody may read."""

    TEAM_MADE = "team_made"
    TEAM_ENDED = "team_ended"
    TEAM_DECLARED = "team_declared"
    TEAM_LET_GO = "team_let_go"
    NAMED = "named"
    LANGUAGES = "languages"
    ZONE = "zone"
    FLOOR = "floor"
    CHANNEL_LINKED = "channel_linked"
    CHANNEL_UNLINKED = "channel_unlinked"
    CHANNEL_LOST = "channel_lost"
    SCHEDULE_MADE = "schedule_made"
    SCHEDULE_CHANGED = "schedule_changed"
    SCHEDULE_PAUSED = "schedule_paused"
    SCHEDULE_RESUMED = "schedule_resumed"
    SCHEDULE_DELETED = "schedule_deleted"
    SCHEDULE_SENT = "schedule_sent"
    SUPPORT_CHANGED = "support_changed"
    SUPPORT_LET_GO = "support_let_go"
    INVITE_MADE = "invite_made"
    INVITE_WITHDRAWN = "invite_withdrawn"
    LET_IN = "let_in"
    LEFT = "left"
    OWNER_MADE = "owner_made"
    REPRESENTATIVE_MADE = "representative_made"
    STOOD_DOWN = "stood_down"
    HELD = "held"
    HELD_ON = "held_on"
    HOLD_ENDED = "hold_ended"
    EXPORTED = "exported"
    FORGOTTEN = "forgotten"
    RESTORED = "restored"


class Hand(StrEnum):
    """By whose hand: a Member's, an operator's on the command line, that of whoever writes the
    settings file; or the bot does it by itself."""

    MEMBER = "member"
    OPERATOR = "operator"
    FILE = "file"
    BOT = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedKept:
    """A line of the Register. `team_id`: None for what the whole installation is about, `bot_id`:
    None for what all its bots are about. `member_id`: whose hand it was, `whom_id`: whose Roles or
    Membership it is about; None also for somebody who has been forgotten since."""

    id: int
    bot_id: int | None
    team_id: int | None
    on_date: date
    kind: Deed
    hand: Hand
    member_id: int | None
    whom_id: int | None
    facts: DeedFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedHeld:
    """What /mydata gives of it. `yours`: it was their hand; `about_you`: their Roles or Membership
    were changed."""

    team: str
    on: date
    kind: Deed
    yours: bool
    about_you: bool
    facts: DeedFacts
