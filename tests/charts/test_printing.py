"""A Paper as PDF: in the letters of all who write here, and with no word of it in a log."""

import re
import zlib
from dataclasses import replace

import pytest

from bot.charts.painter import Painter, PaintingError
from bot.charts.papers import Paper, Passage
from bot.charts.printing import UNSEEN, draw

PAPER = Paper(
    title="Reflections",
    facts=("Name: Bob", "Time: 1 Jan 2026 – 2 Mar 2026"),
    passages=(Passage(heading="1. March 2026", text="A heron.\n\n  It stood still."),),
    footer="Made by Bob.",
    language="en",
    missing="Some letters are missing: □",
)

EUROPE = "Zażółć gęślą jaźń. Φτιάχνω κάτι. Árvíztűrő tükörfúrógép. Ä ö ß õ š."
FROM_THE_RIGHT = "שלום עולם مرحبا"


def saying(text: str) -> Paper:
    return replace(PAPER, passages=(Passage(heading="1. March 2026", text=text),))


def streams(pdf: bytes) -> list[bytes]:
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return [zlib.decompress(one) if one[:1] == b"\x78" else one for one in found]


def letters(pdf: bytes) -> set[str]:
    """All that can be copied out of it, by the tables that say which letter a sign stands for."""
    tables = b"\n".join(one for one in streams(pdf) if b"beginbfchar" in one)
    units = re.findall(rb"<[0-9A-F]+> <([0-9A-F]+)>", tables)
    return set("".join(bytes.fromhex(one.decode()).decode("utf-16-be") for one in units))


def test_every_letter_of_the_pilots_languages_can_be_read() -> None:
    missing = set(EUROPE) - letters(draw(saying(EUROPE))) - {" "}
    assert missing == set()


def test_what_is_read_from_the_right_is_there_too() -> None:
    assert set("שלוםעולם") <= letters(draw(saying(FROM_THE_RIGHT)))


@pytest.mark.parametrize(
    "text", ["🙂 well", "漢字", "\u200f\u202e", "a\tb", "<b>&", "w" * 5000, ""]
)
def test_nothing_that_people_write_stops_it_or_is_logged(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert draw(saying(text)).startswith(b"%PDF")
    assert caplog.text == ""


def test_a_letter_that_the_font_does_not_have_leaves_a_place_and_a_word_about_it() -> None:
    assert UNSEEN in letters(draw(saying("漢")))
    assert UNSEEN not in letters(draw(saying("🙂 well")))


def test_the_same_paper_is_the_same_file_and_carries_only_the_letters_it_takes() -> None:
    pdf = draw(PAPER)
    assert pdf == draw(PAPER)
    assert len(pdf) < 60_000
    assert len(draw(saying("A long one. " * 2000))) < 200_000


async def test_it_is_printed_by_the_worker_which_also_draws() -> None:
    async with Painter() as painter:
        assert (await painter.print(PAPER)).startswith(b"%PDF")


async def test_a_paper_that_cannot_be_printed_does_no_harm() -> None:
    async with Painter() as painter:
        with pytest.raises(PaintingError, match=r"^AttributeError$"):
            await painter.print(replace(PAPER, title=5))  # type: ignore[arg-type] # made to fail
        assert await painter.print(PAPER)
