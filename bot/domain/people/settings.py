"""Settings: what each person decides about when and how they are asked, and their first visit."""

from enum import StrEnum


class Setting(StrEnum):
    LANGUAGE = "language"
    ZONE = "zone"
    DAYS = "days"
    TIME = "time"
    QUIET = "quiet"
    WORDS = "words"
    TAPS = "taps"
    PAUSE = "pause"
    DIGEST = "digest"


class Walk(StrEnum):
    """How somebody came to a setting: from the overview, or on their way in. Buttons of a version
    that led new owners through some of them are `claiming`."""

    FREE = "f"
    JOINING = "j"
    CLAIMING = "c"


TIMES = tuple(hour * 60 for hour in (7, 8, 9, 10, 12, 14, 15, 16, 18))
"""Times of day on buttons, in minutes from midnight."""

QUIET_FROM = tuple(hour * 60 for hour in (18, 20, 22))
QUIET_TO = tuple(hour * 60 for hour in (6, 7, 8))

PAUSE_WEEKS = (1, 2, 4)
UNTIL_I_SAY = 0
"""Weeks on the button for a leave that ends when its person says so."""

LONGEST_PAUSE_DAYS = 366
