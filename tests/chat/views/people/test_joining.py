"""The short screen and the six behind it, for every role and every kind of settings."""

from dataclasses import replace

import pytest

from bot.chat.buttons.people.joining import SayNo, SayYes, TurnPage
from bot.chat.translator import translator
from bot.chat.views.people.joining import show_page
from bot.domain.base.roles import IN_TEAM, Role
from bot.domain.messages.people.joining import House, Page, ShowPage

BARE = House(
    operator_name="",
    operator_contact="",
    data_location="",
    support_contact="",
    waiting_answers=28,
    team_words=90,
    releases=730,
    private_notes=None,
)
FULL = House(
    operator_name="Karlstad municipality",
    operator_contact="Data protection, 054-000 00",
    data_location="on our own server in Karlstad, Sweden",
    support_contact="Kim, 054-000 01",
    waiting_answers=1,
    team_words=1,
    releases=1,
    private_notes=1,
)
LONGEST = 900
"""Characters of a screen that a small phone shows with little scrolling."""


def page(which: Page, role: Role = Role.STAFF, house: House = BARE) -> ShowPage:
    return ShowPage(
        token="t" * 22,
        page=which,
        team="North",
        role=role,
        floor=5,
        invited_by="Alice",
        house=house,
    )


@pytest.mark.parametrize("which", Page)
@pytest.mark.parametrize("house", [BARE, FULL])
def test_every_screen_is_short_whoever_reads_it(which: Page, house: House) -> None:
    for role in IN_TEAM:
        text = show_page(translator("en"), page(which, role, house)).text.striptags()
        assert 100 < len(text) < LONGEST, text


def test_the_screens_lead_on_and_back_and_end_in_yes_or_no() -> None:
    for which in Page:
        rows = show_page(translator("en"), page(which)).buttons
        pressed = [button.press for row in rows for button in row]
        turns = [press.page for press in pressed if isinstance(press, TurnPage)]
        assert turns == [one for one in (which.before, which.after) if one]
        assert any(isinstance(press, SayYes) for press in pressed) is (
            which.before is None or which.after is None
        )
        assert any(isinstance(press, SayNo) for press in pressed) is (
            which.before is None or which.after is None
        )


def test_what_the_settings_leave_open_is_not_mentioned() -> None:
    told = "".join(show_page(translator("en"), page(which)).text for which in Page)
    assert not any(
        words in told for words in ("is run by", "lie here", "turn to", "Questions about")
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "whoever is in the team's chat reads it, with your name"),
        ("sv", "alla i teamets chatt läser det, med ditt namn"),
    ],
)
def test_what_is_shared_with_the_team_is_said_to_be_read_in_its_chat(
    language: str, told: str
) -> None:
    """Somebody may be in the chat and not in the team, and the other way round."""
    shown = show_page(translator(language), page(Page.READERS)).text
    assert told in shown
    assert "whole team" not in shown
    assert "hela teamet" not in shown


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("role", IN_TEAM)
def test_sixty_words_are_enough_to_say_yes_or_no(language: str, role: Role) -> None:
    shown = show_page(translator(language), page(Page.SHORT, role, FULL))
    assert len(shown.text.striptags().split()) <= 60, shown.text
    for told in (FULL.operator_name, "Telegram", "112"):
        assert told in shown.text


@pytest.mark.parametrize(
    ("language", "untold"),
    [
        ("en", ("You answer with a tap", "skip any question", "your work")),
        ("sv", ("Du svarar med", "hoppa över", "ditt jobb")),
    ],
)
def test_whoever_is_asked_nothing_is_promised_no_questions(
    language: str, untold: tuple[str, ...]
) -> None:
    friend = replace(page(Page.PURPOSE, Role.CRITICAL_FRIEND), asked=False)
    shown = show_page(translator(language), friend).text
    assert not [words for words in untold if words in shown], shown
