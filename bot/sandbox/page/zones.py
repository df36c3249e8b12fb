"""The time zones that a phone can be set to."""

from zoneinfo import available_timezones

_REGIONS = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/")

KNOWN = available_timezones()
ZONES = ("UTC", *sorted(z for z in KNOWN if z.startswith((*_REGIONS, "Indian/", "Pacific/"))))
"""Those that are offered; others are taken, too."""
