"""Where somebody is, by what they call it."""

import pytest

from bot.domain.base.zones import find_places


@pytest.mark.parametrize(
    ("typed", "language", "zone"),
    [
        ("Sverige", "sv", "Europe/Stockholm"),
        ("sweden", "sv", "Europe/Stockholm"),
        ("Warszawa", "pl", "Europe/Warsaw"),
        ("Köpenhamn", "sv", "Europe/Copenhagen"),
        ("kopenhamn", "sv", "Europe/Copenhagen"),
        ("helsingfors", "sv", "Europe/Helsinki"),
        ("Helsinki", "sv", "Europe/Helsinki"),
        ("Tyskl", "sv", "Europe/Berlin"),
        ("São Paulo", "pt", "America/Sao_Paulo"),
        ("sao paulo", "en", "America/Sao_Paulo"),
        ("Europe/Lisbon", "en", "Europe/Lisbon"),
        ("new york", "en", "America/New_York"),
    ],
)
def test_a_city_or_a_country_is_found_by_its_name(typed: str, language: str, zone: str) -> None:
    assert find_places(typed, [language])[0] == zone


def test_a_large_country_offers_several_clocks() -> None:
    assert len(find_places("Brasilien", ["sv"])) == 6


@pytest.mark.parametrize("typed", ["", "   ", "the moon", "🌍", "x" * 300])
def test_what_is_no_place_is_not_found(typed: str) -> None:
    assert find_places(typed, ["sv"]) == []
