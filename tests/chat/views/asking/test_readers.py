"""Who may see an answer is explained once, and asked in a line from then on."""

from dataclasses import replace

import pytest

from bot.chat.translator import translator
from bot.chat.views.asking.own import repeated
from bot.chat.views.asking.readers import choose_readers
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.insights import Band
from bot.domain.messages.asking.answers import ChooseReaders, Readers

IN_TEAM = Readers(
    visibility=Visibility.TEAM_NAMED,
    floor=5,
    chat="Nightshift",
    chat_people=9,
    managers=("Mia",),
)
LEVELS = (
    Readers(visibility=Visibility.PRIVATE),
    Readers(visibility=Visibility.FRIEND, names=("Fritz",)),
    replace(IN_TEAM, visibility=Visibility.TEAM_UNNAMED),
    IN_TEAM,
)
FIRST = ChooseReaders(
    answer_id=1,
    question="What happened?",
    reply="A long day",
    levels=LEVELS,
    usual=Visibility.PRIVATE,
    wording="w",
    offer="o",
    asked=Band(low=6, high=10),
)
LATER = replace(FIRST, brief=True)


def asked(language: str, message: ChooseReaders) -> str:
    """What stands below the person's own words."""
    own = repeated(message.question, message.reply)
    return choose_readers(translator(language), message).text[len(own) :].striptags()


def buttons(message: ChooseReaders, language: str = "en") -> list[str]:
    rows = choose_readers(translator(language), message).buttons
    return [button.text for row in rows for button in row]


@pytest.mark.parametrize(("language", "first", "later"), [("en", 53, 23), ("sv", 53, 23)])
def test_who_has_read_it_once_reads_a_line_of_it_from_then_on(
    language: str, first: int, later: int
) -> None:
    assert len(asked(language, FIRST).split()) == first
    assert len(asked(language, LATER).split()) == later
    assert "\n" not in choose_readers(translator(language), LATER).text.split("\n\n")[-1]


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_line_says_who_reads_it_and_where_to_read_more(language: str) -> None:
    for told in ("Fritz", "Nightshift", "9", "Mia", "/whosees"):
        assert told in asked(language, LATER)
    assert "joins it later" in asked("en", LATER)


def test_three_buttons_stand_there_and_the_rest_is_a_tap_away() -> None:
    three = ["✓ 🔒 Only me", "👥 The team, no name", "Other choices…"]
    assert buttons(LATER) == three
    assert len(buttons(FIRST)) == 4


def test_what_somebody_mostly_takes_is_among_the_three() -> None:
    named = replace(LATER, usual=Visibility.TEAM_NAMED)
    assert buttons(named) == ["🔒 Only me", "✓ 🙋 The team, with my name", "Other choices…"]


def test_where_there_are_only_three_levels_all_stand_there() -> None:
    of_three = replace(LATER, levels=(LEVELS[0], *LEVELS[2:]))
    assert buttons(of_three) == [
        "✓ 🔒 Only me",
        "👥 The team, no name",
        "🙋 The team, with my name",
    ]


def test_who_misses_what_they_mostly_take_is_told_why() -> None:
    few = replace(
        LATER, levels=(LEVELS[0], LEVELS[3]), usual=Visibility.TEAM_UNNAMED, too_few=5, asked=None
    )
    assert "it takes at least 5 people who are asked" in asked("en", few)
    assert "it takes at least" not in asked("en", replace(few, usual=Visibility.TEAM_NAMED))


def test_that_a_name_waits_for_company_is_said_where_enough_are_asked() -> None:
    """Where fewer are asked, it waits for nobody (decision 16)."""
    told = "🙋 Shown once at least 5 people take part."
    assert told in asked("en", FIRST)
    alone = [one for one in LEVELS if one.visibility is not Visibility.TEAM_UNNAMED]
    assert told not in asked("en", replace(FIRST, levels=tuple(alone), too_few=5))
