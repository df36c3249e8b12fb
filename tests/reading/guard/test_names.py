"""Names of people, and all the words that look like one."""

import pytest

from bot.reading.guard import Guard, Identifier
from tests.reading.guard.said import GUARD, found, words

TEAM = Guard(["Anna-Karin Öhlund", "Xquzt Brm", "Will Stone"])


def names(text: str, guard: Guard = GUARD) -> list[str]:
    return words(text, Identifier.NAME, guard)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("idag kom Xquzt sent", "Xquzt"),
        ("idag kom Xquzt Brm sent", "Xquzt Brm"),
        ("Xquzts väska", "Xquzts"),
        ("Will was late", "Will"),
        ("kollegan xquzt kom", "xquzt"),
    ],
)
def test_people_of_the_team_are_found_by_any_part_of_their_name(text: str, name: str) -> None:
    assert names(text, TEAM) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "Fatima",
        "Abdirahman",
        "Tesfaye",
        "Parisa",
        "Mehmet",
        "Svitlana",
        "Jarosław",
        "Dragan",
        "Nguyen",
        "Priyanka",
        "Guadalupe",
        "Chioma",
        "Ioana",
        "Arben",
        "Zeynep",
        "Sjoerd",
        "Sirkka",
        "Erzsébet",
        "Nunzia",
        "Hannelore",
        "Κατερίνα",
        "Birgitta",
        "Winnie",
        "Rojda",
        "Jerzy",
    ],
)
def test_a_name_of_any_origin_is_found(name: str) -> None:
    assert names(f"{name} kom till oss") == [name]
    assert names(f"idag var {name} trött") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("det var Annas idé", "Annas"),
        ("Kath's son rang", "Kath's"),
        ("löysin Eskon lasit", "Eskon"),
        ("kiitos Svetlanalle", "Svetlanalle"),
        ("kolleegi Kristjani sõnad", "Kristjani"),
        ("ott Annával beszéltem", "Annával"),
        ("tänään Virtasen luona", "Virtasen"),
        ("byłam u Katarzyny rano", "Katarzyny"),
        ("μίλησα με τον Γιώργο χθες", "Γιώργο"),
    ],
)
def test_a_name_is_found_in_its_cases(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("med Will och Grace", "Will"),
        ("Will and Grace hold hands", "Will"),
        ("Siv vill bara sitta", "Siv"),
        ("Sofia A bytte pass", "Sofia A"),
        ("mevrouw de Vries was er", "Vries"),
        ("op naam van R. Ramdin", "Ramdin"),
        ("Herr Qwertzmann war da", "Qwertzmann"),
        ("kollegan Qwertina kom", "Qwertina"),
        ("my colleague Qwertina came", "Qwertina"),
        ("idag kom Anna van der Berg", "Anna van der Berg"),
        ("kollegan fatima räddade oss", "fatima"),
    ],
)
def test_what_stands_beside_a_word_tells_that_it_is_a_name(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Will we manage? May be. Hope is all.",
        "Björn hade setts i skogen",
        "Sten i skon hela dagen",
        "Frank conversation with the manager",
        "Im Sommer ist es heiß, der Ernst der Lage",
        "Jack up the bed before you roll",
        "Rosa su ogni comodino",
        "Stig in, ropade hon",
        "Parkinson är en tjuv, Alzheimer en annan",
        "Alvedon 500 mg och Haldol vid behov",
        "Göteborg 07.15, Borås 08.40",
        "Försäkringskassan och Kronofogden ringde",
        "St Mary's Hospital was full, Victoria station too",
        "Barthel 35, Norton 11",
        "Der Arzt hat die Tabletten vergessen",
        "WHAT WENT WELL: nobody fell",
        "El único consuelo es que comió algo",
        "Astrid Lindgren på ljudbok hela kvällen",
    ],
)
def test_words_that_look_like_names_are_clean(text: str) -> None:
    assert found(text) == []


def test_what_somebody_says_is_no_name_is_none() -> None:
    text = "Kalina är bäst"
    guard = Guard(["Kalina"])
    assert names(text, guard) == ["Kalina"]
    assert guard.read(text, cleared={"kalina"}) == ()
