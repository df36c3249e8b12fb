"""Themes: what several people touched on."""

from collections.abc import Callable

from bot.domain.hearing.insights import Band, Theme, Utterance
from bot.insights.themes import themes

FLOOR = 5
ASKED = dict.fromkeys(range(10), 100)
SIX = ["Alice", "Bob", "Dora", "Emil", "Fatima", "Goran"]
HANDOVER = "The handover went wrong."
NOTHING = "The weather was fine."

Say = Callable[..., Utterance]


def test_a_theme_needs_three_people(say: Say) -> None:
    two = [say(who, text=HANDOVER) for who in SIX[:2]]
    others = [say(who, text=NOTHING) for who in SIX[2:]]

    assert themes([*two, *two, *others], ["en"], FLOOR, ASKED) == ()
    three = [*two, say("Dora", text="Handovers again")]
    assert themes([*three, *others], ["en"], FLOOR, ASKED) == (
        Theme(concept_id="handover", people=Band(low=3, high=5)),
    )


def test_a_theme_is_heard_across_the_languages_of_the_team(say: Say) -> None:
    said = [say(who, text=HANDOVER) for who in SIX[:2]]
    said += [say("Dora", text="Överlämningen brast"), *(say(who, text=NOTHING) for who in SIX[3:])]

    assert themes(said, ["en"], FLOOR, ASKED) == ()
    assert [theme.concept_id for theme in themes(said, ["sv", "en"], FLOOR, ASKED)] == ["handover"]


def test_words_of_four_people_have_no_themes(say: Say) -> None:
    assert themes([say(who, text=HANDOVER) for who in SIX[:4]], ["en"], FLOOR, ASKED) == ()


def test_most_people_come_first_and_within_a_band_the_order_tells_nothing(say: Say) -> None:
    said = [say(who, text="Understaffed") for who in SIX]
    said += [say(who, text="The wheelchair is broken") for who in SIX[:3]]
    said += [say(who, text="Tired") for who in SIX[:5]]

    found = [(one.concept_id, one.people) for one in themes(said, ["en"], FLOOR, ASKED)]
    bands = [(concept, band.low) for concept, band in found if isinstance(band, Band)]
    assert bands == [("staffing", 6), ("equipment", 3), ("rest", 3)]


def test_seven_themes_are_enough(say: Say) -> None:
    text = (
        "Stress, handover, listen, rules, wheelchair, police, a bully, paperwork, rota, "
        "colleagues, and tired."
    )

    assert len(themes([say(who, text=text) for who in SIX], ["en"], FLOOR, ASKED)) == 7
