"""Time zones by what people call the place where they are: a city or a country, in their language
or in English."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from bot.domain.base.availability import find_zones
from bot.domain.base.texts import folded

ENGLISH = "en"


def find_places(typed: str, languages: Iterable[str], limit: int = 6) -> list[str]:
    """Zones of a city or country whose name begins with what somebody typed; exact names first,
    then as the time zones themselves are named. Names are those of Unicode's CLDR."""
    wanted = folded(typed.strip())
    if not wanted:
        return []
    named = sorted(
        (place != wanted, zone)
        for language in dict.fromkeys([*languages, ENGLISH])
        for place, zone in _places(language)
        if place.startswith(wanted)
    )
    exact = [zone for longer, zone in named if not longer]
    others = [zone for longer, zone in named if longer]
    own = find_zones(typed, limit)
    return list(dict.fromkeys([*exact, *own, *others]))[:limit]


@lru_cache(maxsize=12)
def _places(language: str) -> tuple[tuple[str, str], ...]:
    """Names of cities and countries in this language, each with a zone that this machine knows."""
    known = available_timezones()
    return tuple((folded(name), zone) for name, zone in _named(language) if zone in known)


def _named(language: str) -> Iterator[tuple[str, str]]:
    locale = Locale.parse(language)
    for zone, names in locale.time_zones.items():
        if "city" in names:
            yield names["city"], zone
    for territory, zones in get_global("territory_zones").items():
        for zone in zones:
            yield locale.territories.get(territory, territory), zone
