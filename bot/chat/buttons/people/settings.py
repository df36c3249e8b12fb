"""Buttons of the settings. `walk` is how somebody came there."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons
from bot.domain.base.visibility import Visibility
from bot.domain.people.settings import Setting, Walk


@dataclass(frozen=True, slots=True)
class OpenSettings:
    """The overview."""


@dataclass(frozen=True, slots=True)
class OpenSetting:
    setting: Setting
    walk: Walk


@dataclass(frozen=True, slots=True)
class FinishWalk:
    """The last "Next" of somebody's first visit."""


@dataclass(frozen=True, slots=True)
class SetLanguage:
    language: str
    walk: Walk


@dataclass(frozen=True, slots=True)
class SetZone:
    zone: str
    walk: Walk


@dataclass(frozen=True, slots=True)
class ToggleDay:
    day: int
    walk: Walk


@dataclass(frozen=True, slots=True)
class SetTime:
    minutes: int
    walk: Walk


@dataclass(frozen=True, slots=True)
class SetQuietFrom:
    minutes: int


@dataclass(frozen=True, slots=True)
class SetQuietTo:
    minutes: int


@dataclass(frozen=True, slots=True)
class SetUsualWords:
    level: Visibility


@dataclass(frozen=True, slots=True)
class SetUsualTaps:
    level: Visibility
    walk: Walk


@dataclass(frozen=True, slots=True)
class PauseFor:
    weeks: int


@dataclass(frozen=True, slots=True)
class Resume:
    """Ask again from today on."""


@dataclass(frozen=True, slots=True)
class SetDigestDay:
    day: int


@dataclass(frozen=True, slots=True)
class SetDigestTime:
    minutes: int


BUTTONS: Buttons = {
    "so": OpenSettings,
    "ss": OpenSetting,
    "sf": FinishWalk,
    "sl": SetLanguage,
    "sz": SetZone,
    "sd": ToggleDay,
    "st": SetTime,
    "sq": SetQuietFrom,
    "sQ": SetQuietTo,
    "sw": SetUsualWords,
    "sT": SetUsualTaps,
    "sp": PauseFor,
    "sr": Resume,
    "sD": SetDigestDay,
    "sA": SetDigestTime,
}
