"""The tour is whole: the play stops at every stop, and at no other."""

import re
from pathlib import Path

import bot.demo
from bot.demo.tour import TOUR
from bot.demo.weeks import STOPS

FOLDER = Path(bot.demo.__file__).parent


def test_the_play_stops_at_every_stop_of_the_tour() -> None:
    play = "".join(file.read_text(encoding="utf-8") for file in FOLDER.glob("*.py"))
    named = {*re.findall(r'stop(?:_at\(|=)"([\w-]+)"', play), *STOPS.values()}
    assert named == TOUR.keys()


def test_a_stop_can_be_read_in_a_breath() -> None:
    for stop in TOUR.values():
        assert len(stop.title) < 60
        assert len(stop.text) < 320
