"""The buttons under a manager's letter."""

from datetime import date

from bot.chat.buttons.hearing.digests import ReadRelease
from bot.chat.translator import translator
from bot.chat.views.hearing.digests import digest_letter
from bot.domain.hearing.insights import Band, Enough
from bot.domain.messages.hearing.digests import DigestLetter, ReleaseTold
from bot.domain.messages.hearing.insights import TellInsight, ThemeTold

SEEN = 25
"""Characters of a button that a small phone shows."""


def told(release_id: int, on: date) -> ReleaseTold:
    insight = TellInsight(
        team="The home care of the northern parts of town",
        bank="Three small questions and a tap",
        on=on,
        floor=5,
        took_part=Enough.ENOUGH,
    )
    return ReleaseTold(release_id=release_id, insight=insight, more=True)


def test_two_rounds_of_the_same_questions_can_be_told_apart_on_a_small_phone() -> None:
    letter = DigestLetter(
        first=date(2026, 2, 27),
        last=date(2026, 3, 6),
        told=(told(1, date(2026, 3, 2)), told(2, date(2026, 3, 5))),
        quiet=(),
        queues=(),
    )
    for language in ("en", "sv"):
        rows = digest_letter(translator(language), letter).buttons
        shown = [button.text[:SEEN] for row in rows for button in row]
        assert len(set(shown)) == len(shown) == 2, shown


def showing(bank: str, *themes: str, floor: int = 5) -> ReleaseTold:
    insight = TellInsight(
        team="North",
        bank=bank,
        on=date(2026, 3, 2),
        floor=floor,
        took_part=Enough.ENOUGH,
        themes=tuple(ThemeTold(label=one, people=Band(low=3, high=5)) for one in themes),
    )
    return ReleaseTold(release_id=1, insight=insight, more=True)


def a_week(*told: ReleaseTold) -> DigestLetter:
    return DigestLetter(first=date(2026, 2, 27), last=date(2026, 3, 6), told=told)


def test_a_week_of_several_rounds_comes_with_one_picture_of_what_each_begins_with() -> None:
    letter = a_week(showing("Weekly check", "Time"), showing("What works", "Trust", floor=8))

    drawn = digest_letter(translator("en"), letter).picture

    assert drawn is not None
    notes = [panel.note for panel in drawn.panels]
    assert [note.split(" · ")[:2] for note in notes] == [
        ["Weekly check", "North"],
        ["What works", "North"],
    ]
    assert "5 people or more" in drawn.footer


def test_below_a_picture_of_several_word_for_word_brings_the_whole_picture_of_each() -> None:
    several = a_week(showing("Weekly check", "Time"), showing("What works", "Trust"))
    single = a_week(showing("Weekly check", "Time"))

    pressed = [
        [button.press for row in digest_letter(translator("en"), one).buttons for button in row]
        for one in (several, single)
    ]

    assert pressed == [
        [ReadRelease(release_id=1, drawn=0)] * 2,
        [ReadRelease(release_id=1, drawn=1)],
    ]


def test_more_than_can_be_looked_at_on_a_phone_is_told_in_words_alone() -> None:
    many = a_week(*(showing(f"Bank {n}", "Time") for n in range(5)))
    long = a_week(*(showing("B" * 40, "T" * 60, "U" * 60, "V" * 60) for _ in range(4)))

    for letter in (many, long):
        assert digest_letter(translator("en"), letter).picture is None
