"""A Member's own time: on which days and when they want to be asked, and when to be left alone.

Minutes are counted from local midnight, 0 to 1439. Days are 0 (Monday) to 6 (Sunday).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from dateutil import tz

WORKING_DAYS = (0, 1, 2, 3, 4)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)

HOME = {
    "de": "Europe/Berlin",
    "el": "Europe/Athens",
    "en": "Europe/London",
    "es": "Europe/Madrid",
    "et": "Europe/Tallinn",
    "fi": "Europe/Helsinki",
    "hu": "Europe/Budapest",
    "it": "Europe/Rome",
    "nl": "Europe/Amsterdam",
    "pl": "Europe/Warsaw",
    "sv": "Europe/Stockholm",
}
"""A guess at somebody's time zone from their language; they are always asked."""

LONGEST_CITY = 60
"""Characters that are looked at of a city somebody types."""

_TIME_OF_DAY = re.compile(r"[0-9]{1,2}(?:[:.][0-9]{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """When one person wants to hear from the bot."""

    zone: str
    days: tuple[int, ...]
    ask_at: int
    quiet_from: int
    quiet_to: int

    @property
    def asks_in_quiet(self) -> bool:
        """Whether the person's own time lies in their quiet hours. It is kept all the same."""
        return _within(self.ask_at, self.quiet_from, self.quiet_to)


@lru_cache(maxsize=4096)
def local_moment(zone: str, day: date, minutes: int, *, again: bool = False) -> datetime:
    """The UTC moment of a local wall-clock time.

    A time that the change to summer time skips is taken an hour later, or earlier where that would
    be the next day (in Greenland the last hour of a day is skipped); of a time that comes twice in
    autumn, the first is taken. So each local day has exactly one such moment. `again`: the second
    of two.
    """
    face = time(minutes // 60, minutes % 60, fold=int(again))
    wished = datetime.combine(day, face, ZoneInfo(zone))
    there_is = tz.resolve_imaginary(wished)
    if there_is.date() != day:
        there_is = wished - (there_is - wished)
    return there_is.astimezone(UTC)


def local_day(zone: str, moment: datetime) -> date:
    """The calendar day somebody in this zone has at that moment."""
    return moment.astimezone(ZoneInfo(zone)).date()


def ask_moment(availability: Availability, day: date, before: datetime) -> datetime | None:
    """When to ask about `day`: then, or on the next of the person's own days that is still in time.

    None if no such moment comes before `before`.
    """
    for ahead in range(len(EVERY_DAY)):
        candidate = day + timedelta(days=ahead)
        if candidate.weekday() in availability.days:
            moment = local_moment(availability.zone, candidate, availability.ask_at)
            return moment if moment < before else None
    return None


def is_quiet(availability: Availability, moment: datetime) -> bool:
    """Whether the person has asked not to be written to at this moment."""
    return _within(
        _minutes(availability.zone, moment), availability.quiet_from, availability.quiet_to
    )


def after_quiet(availability: Availability, moment: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into."""
    if not is_quiet(availability, moment):
        return moment
    day = local_day(availability.zone, moment)
    if _minutes(availability.zone, moment) >= availability.quiet_to:
        day += timedelta(days=1)
    end = local_moment(availability.zone, day, availability.quiet_to)
    # Where the end comes twice, the first may be over.
    return (
        end
        if end > moment
        else local_moment(availability.zone, day, availability.quiet_to, again=True)
    )


def kind_moment(availability: Availability, moment: datetime) -> datetime:
    """The moment itself, if the person may be written to then; or else the end of their quiet
    hours, or their own time on the next of their days."""
    later = after_quiet(availability, moment)
    day = local_day(availability.zone, later)
    if day.weekday() in availability.days:
        return later
    return local_moment(availability.zone, first_of(availability.days, day), availability.ask_at)


EVENING, SEVEN = (17 * 60, 22 * 60), 19 * 60
"""What people call so, in minutes of the day; and the usual hour of it."""


def this_evening(availability: Availability, moment: datetime) -> datetime:
    """An hour before the quiet hours begin, if that is an evening (19:00 for 20:00); else at seven,
    or when quiet hours by day have ended. Where those last all evening, at seven all the same: it
    is the person's own wish, and tomorrow would be none of it."""
    at = availability.quiet_from - 60
    if not EVENING[0] <= at <= EVENING[1]:
        at = SEVEN
    day = local_day(availability.zone, moment)
    evening = local_moment(availability.zone, day, at)
    ended = after_quiet(availability, evening)
    return ended if local_day(availability.zone, ended) == day else evening


def tomorrow(availability: Availability, moment: datetime) -> datetime:
    """The person's own time on the next day."""
    day = local_day(availability.zone, moment) + timedelta(days=1)
    return local_moment(availability.zone, day, availability.ask_at)


def week_of(day: date) -> date:
    """The Monday of the day's week: the finest date that is kept of an unnamed answer."""
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> date:
    """The first of the day's month: the finest date that is kept of a private note."""
    return day.replace(day=1)


def find_zones(typed: str, limit: int = 6) -> list[str]:
    """Time zones whose city begins with what somebody typed; exact names first."""
    wanted = typed.strip().casefold().replace(" ", "_")
    if not wanted:
        return []
    matches = (z for z in sorted(available_timezones()) if _zone_matches(z, wanted))
    return sorted(matches, key=lambda z: (z.casefold() != wanted, z.count("/"), z))[:limit]


def likely_zones(own: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Zones to offer first: one's own, then where these languages are mostly spoken in Europe."""
    return tuple(dict.fromkeys([own, *(HOME[code] for code in languages if code in HOME)]))


def is_zone(name: str) -> bool:
    return name in available_timezones()


def read_time(typed: str) -> int | None:
    """Minutes from midnight for "8", "8.30", "08:30" or "0830"; None if it is no time of day."""
    digits = "".join(c if c.isdecimal() else " " for c in typed.strip()).split()
    if len(digits) == 1 and len(digits[0]) in (3, 4):
        digits = [digits[0][:-2], digits[0][-2:]]
    if len(digits) not in (1, 2) or any(len(d) > 2 for d in digits):
        return None
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) == 2 else 0
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def read_span(typed: str) -> tuple[int, int] | None:
    """Two times of day, for "20-7" or "from 20:30 to 07:00"; None if there are not just two."""
    times = [read_time(found) for found in _TIME_OF_DAY.findall(typed)]
    match times:
        case [int(start), int(end)]:
            return start, end
        case _:
            return None


def read_day(typed: str, today: date) -> date | None:
    """The date of "2026-12-24"; for "24/12" or "24.12." the next such day after today."""
    numbers = [int(found) for found in re.findall(r"[0-9]+", typed)]
    match numbers:
        case [year, month, day] if year > 31:
            return _date(year, month, day)
        case [day, month]:
            candidates = (_date(today.year + more, month, day) for more in (0, 1))
            return next((one for one in candidates if one and one > today), None)
        case _:
            return None


def clock_face(minutes: int) -> str:
    """ "08:30" for 510."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def first_of(days: Iterable[int], start: date) -> date:
    """The first day on or after `start` that falls on one of these weekdays."""
    wanted = set(days)
    return next(d for n in range(7) if (d := start + timedelta(days=n)).weekday() in wanted)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _zone_matches(zone: str, wanted: str) -> bool:
    name = zone.casefold()
    return name == wanted or any(part.startswith(wanted) for part in name.split("/")[-1:])


def _minutes(zone: str, moment: datetime) -> int:
    local = moment.astimezone(ZoneInfo(zone))
    return local.hour * 60 + local.minute


def _within(minutes: int, start: int, end: int) -> bool:
    if start <= end:
        return start <= minutes < end
    return minutes >= start or minutes < end
