"""Cards can be read by somebody tired, say what they must, and send nobody the wrong way."""

import re
from collections.abc import Mapping

import pytest

from bot.banks.safety import PLACEHOLDERS, load_safety
from bot.domain.base.dangers import Danger
from bot.files import resources

PLAIN = 30
"""LIX. Children's books come to about this."""

PROGRAM = {
    "en": "I am a program. Nobody reads this now, and telling me is not a report.",
    "sv": "Jag är ett program. Ingen läser det här nu, och att berätta för mig är ingen anmälan.",
}
CARDS: Mapping[str, Mapping[Danger, str]] = {
    one.language: one.cards for one in load_safety(resources.prompts() / "safety") if one.cards
}
ALL = [(language, danger) for language, cards in CARDS.items() for danger in cards]


def lix(text: str) -> float:
    """Words a sentence, and how many of a hundred words are longer than six letters."""
    words = re.findall(r"[^\W\d_]+", text)
    sentences = len(re.findall(r"[.!?:]", text))
    long_ones = sum(len(word) > 6 for word in words)
    return len(words) / sentences + 100 * long_ones / len(words)


def filled(text: str) -> str:
    return text.format_map(dict.fromkeys(PLACEHOLDERS, "Eva"))


def test_lix_rises_with_long_words_and_long_sentences() -> None:
    assert lix("The cat sat. The dog ran.") == 3
    assert lix("Organisations restructure responsibilities.") == 103


@pytest.mark.parametrize(("language", "danger"), ALL)
def test_a_card_is_read_easily_by_somebody_tired(language: str, danger: Danger) -> None:
    assert lix(filled(CARDS[language][danger])) < PLAIN


@pytest.mark.parametrize(("language", "danger"), ALL)
def test_a_card_begins_with_what_this_is_not(language: str, danger: Danger) -> None:
    assert CARDS[language][danger].startswith(PROGRAM[language])


@pytest.mark.parametrize("language", CARDS)
def test_somebody_in_danger_or_in_distress_reads_the_emergency_number(language: str) -> None:
    for danger in (Danger.IMMEDIATE, Danger.ABUSE, Danger.DISTRESS):
        assert "{emergency}" in CARDS[language][danger]


@pytest.mark.parametrize("language", CARDS)
def test_somebody_in_distress_is_not_sent_to_a_manager(language: str) -> None:
    card = CARDS[language][Danger.DISTRESS]
    assert not re.search("chef|manager|boss|safeguarding|deputy", card, re.IGNORECASE)
    assert "{staff_support}" in card
    assert "{crisis_line}" in card


@pytest.mark.parametrize(("language", "past"), [("sv", "förbi din chef"), ("en", "past a manager")])
def test_wrongdoing_may_be_told_past_a_manager(language: str, past: str) -> None:
    card = CARDS[language][Danger.WRONGDOING]
    assert "{whistleblowing}" in card
    assert past in card


@pytest.mark.parametrize(
    ("language", "danger", "law"),
    [
        ("sv", Danger.ABUSE, "lex Sarah"),
        ("sv", Danger.ABUSE, "lex Maria"),
        ("en", Danger.ABUSE, "duty to safeguard"),
        ("en", Danger.WRONGDOING, "law on whistleblowing"),
    ],
)
def test_a_card_says_what_the_law_asks_of_staff(language: str, danger: Danger, law: str) -> None:
    assert law in CARDS[language][danger]


def test_no_card_cites_sections() -> None:
    assert not any(
        "§" in text or re.search(r"\d", text) for c in CARDS.values() for text in c.values()
    )
