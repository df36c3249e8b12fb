"""The data of the buttons in the settings."""

from zoneinfo import available_timezones

from bot.chat.callbacks import decode, encode
from bot.chat.callbacks.settings import SetZone
from bot.domain.settings import Walk


def test_every_time_zone_fits_on_a_button() -> None:
    for zone in available_timezones():
        pressed = SetZone(zone, Walk.JOINING)
        assert decode(SetZone, encode(pressed)) == pressed
