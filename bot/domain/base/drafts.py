"""Drafts: what somebody is in the middle of making. Forgotten after a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

LIFETIME = timedelta(days=1)

Field: TypeAlias = str | int | bool | list[str] | list[int]


class DraftKind(StrEnum):
    TEAM = "team"
    TEAM_NAME = "team_name"
    TEAM_END = "team_end"
    SCHEDULE = "schedule"
    ZONE = "zone"
    ASK_AT = "ask_at"
    QUIET = "quiet"
    PAUSE = "pause"
    DIGEST_AT = "digest_at"
    SUPPORT = "support"
    NOTE_CHANGE = "note_change"
    NOTE_MORE = "note_more"
    NOTE_SEARCH = "note_search"
    CPD_PERIOD = "cpd_period"
    CPD = "cpd"
    HOLD = "hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A Member has one Draft at a time; beginning another forgets the first."""

    member_id: int
    kind: DraftKind
    fields: Mapping[str, Field]
    touched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftHeld:
    kind: str
    fields: dict[str, str | int | bool | list[str] | list[int]]
    touched_at: datetime
