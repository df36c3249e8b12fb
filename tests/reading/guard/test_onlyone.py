"""The only one, in eleven languages."""

import pytest

from bot.reading.guard import Identifier
from tests.reading.guard.said import GUARD, words


@pytest.mark.parametrize(
    "text",
    [
        "den enda mannen på avdelningen",
        "den enda som talar finska",
        "vår äldsta boende",
        "the only man on the ward who sings",
        "our oldest resident",
        "meie osakonna ainus meeshooldaja",
        "osaston ainoa mies",
        "onze enige verpleegkundige",
        "l'unica donna del turno",
        "jedyny mężczyzna na oddziale",
        "el único hombre del taller",
        "unser einziger Pfleger",
        "ο μόνος άντρας στο τμήμα",
        "az egyetlen férfi a csoportban",
    ],
)
def test_the_only_one_is_a_hint(text: str) -> None:
    (told,) = words(f"{text} grät i dag", Identifier.ONLY_ONE)
    assert len(told) * 2 > len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Enda gången jag hinner tänka",
        "det enda som hjälpte var tystnad",
        "the only thing that helped",
        "I'm not the only one who cries",
        "Nem én vagyok az egyetlen, aki sír",
        "El único consuelo es que comió",
        "het enige wat hielp",
        "ei ainoastaan mun vika",
    ],
)
def test_the_only_thing_is_clean(text: str) -> None:
    assert GUARD.read(text) == ()
