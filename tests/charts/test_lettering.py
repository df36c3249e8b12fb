"""Letters that fit, whatever people wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.charts.lettering import clean, font, lines, right_to_left, width

ROOM = 400


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Handovers", "Handovers"),
        ("Calm 🧘🏽‍♀️ day", "Calm day"),
        ("🧑‍🤝‍🧑", "…"),
        ("", ""),
        ("   ", ""),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("bell\x07 and override\u202e", "bell and override"),
        ("a\u030ao", "åo"),
        ("💪 Ork & vila", "Ork & vila"),
        ("日本", "…"),
        ("Övertid – 5 €", "Övertid – 5 €"),
    ],
)
def test_what_the_font_cannot_show_is_left_out(written: str, shown: str) -> None:
    assert clean(written) == shown


def test_long_labels_are_wrapped_between_words() -> None:
    text = "Nobody told us that the rota had changed over the weekend"

    assert " ".join(lines(text, font(40), ROOM)) == text


def test_a_word_longer_than_a_line_is_cut_into_pieces() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"

    assert "".join(lines(word, font(40), ROOM)) == word


def test_marks_stay_with_their_letter_where_a_word_is_cut() -> None:
    word = "x\u0302\u0323" * 200

    found = lines(word, font(40), ROOM)

    assert len(found) == 6
    assert all(line.removesuffix("…").endswith("x\u0323\u0302") for line in found)


def test_a_piece_of_wide_letters_is_shorter() -> None:
    found = lines("W" * 30 + "i" * 60, font(40), ROOM)

    assert max(width(line, font(40)) for line in found) <= ROOM


def test_a_label_as_long_as_a_letter_ends_in_an_ellipsis() -> None:
    found = lines("on and on " * 100, font(40), ROOM)

    assert len(found) == 6
    assert found[-1].endswith("…")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Vad vi hörde", False), ("מה שמענו", True), ("(47) ما سمعناه", True), ("47", False)],
)
def test_the_first_letter_says_where_reading_begins(text: str, expected: bool) -> None:
    assert right_to_left(text) is expected


def test_every_line_of_a_hebrew_label_begins_at_the_right() -> None:
    found = lines("העברת משמרת " + "handover " * 8 + "בבית", font(40), ROOM)

    assert len(found) > 2
    assert all(right_to_left(line) for line in found)


@pytest.mark.parametrize("text", ["a" * 35, "Hello there", "العربية شيء", "Öl å ä"])
def test_a_line_is_measured_as_it_is_drawn(text: str) -> None:
    canvas = FigureCanvasAgg(Figure(dpi=72))
    pen = canvas.get_renderer()  # type: ignore[no-untyped-call] # Matplotlib gives it no type
    drawn, _, _ = pen.get_text_width_height_descent(text, font(40), ismath=False)

    assert width(text, font(40)) == drawn


@given(st.text(max_size=200))
def test_no_line_is_wider_than_its_room(text: str) -> None:
    for line in lines(text, font(40, bold=True), ROOM):
        assert width(line, font(40, bold=True)) <= ROOM + width("…", font(40, bold=True))
