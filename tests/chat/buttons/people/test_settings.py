"""The data of the buttons in the settings."""

from zoneinfo import available_timezones

from bot.chat.buttons import decode, encode
from bot.chat.buttons.people.settings import SetZone
from bot.domain.people.settings import Walk


def test_every_time_zone_fits_on_a_button() -> None:
    for zone in available_timezones():
        pressed = SetZone(zone, Walk.JOINING)
        assert decode(SetZone, encode(pressed)) == pressed
