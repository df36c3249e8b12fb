"""Every sentence of the bot exists in every language, whole."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import bot
from bot.chat.translator import DOMAIN

ROOT = Path(bot.__file__).parent
LOCALES = ROOT / "locales"
LANGUAGES = sorted(folder.parent.name for folder in LOCALES.glob("*/LC_MESSAGES"))
KEYWORDS = {"t": None, "label": None, "n": (1, 2), "labels": (1, 2), "gettext_noop": None}
"""The methods of a Translator that say something, and the mark of texts that are said elsewhere;
`make messages` names the same."""

SAID_IN = ("chat", "flows")

Id = str | tuple[str, str]


def said_by_the_code() -> set[Id]:
    found = (
        one
        for folder in SAID_IN
        for one in extract_from_dir(
            ROOT / folder, [("**.py", "python")], keywords=KEYWORDS, comment_tags=()
        )
    )
    return {_id(message) for _, _, message, *_ in found}


def _id(message: str | tuple[str, ...] | list[str]) -> Id:
    return message if isinstance(message, str) else (message[0], message[1])


def catalogue(language: str) -> Catalog:
    with (LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as lines:
        return read_po(lines, locale=language)


def translations(message: Message) -> list[str]:
    assert message.string is not None
    return [message.string] if isinstance(message.string, str) else list(message.string)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def originals(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated_and_nothing_is_translated_in_vain(language: str) -> None:
    assert {_id(message.id) for message in messages(language)} == said_by_the_code()
    assert [m.id for m in messages(language) if m.fuzzy or not all(translations(m))] == []
    assert catalogue(language).obsolete == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_tags_are_those_of_the_original(language: str) -> None:
    marks = re.compile(r"\{\w+\}|</?\w+>")
    for message in messages(language):
        allowed = [Counter(marks.findall(original)) for original in originals(message)]
        for translation in translations(message):
            assert Counter(marks.findall(translation)) in allowed, translation


def test_swedish_is_there() -> None:
    assert "sv" in LANGUAGES
