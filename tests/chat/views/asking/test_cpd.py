"""A summary for one's own file: what is shown first fits, and the files hold every word."""

from dataclasses import replace
from datetime import date

import pytest

from bot.chat.buttons.asking.cpd import AskTime
from bot.chat.translator import translator
from bot.chat.views.asking.cpd import give_cpd, give_cpd_paper, pick_pieces
from bot.domain.messages.asking.cpd import (
    AskCpdPeriod,
    AskCpdTime,
    CpdSummary,
    GiveCpd,
    GiveCpdPaper,
    PickPieces,
    Piece,
    PieceLine,
    PreviewCpd,
)
from bot.flows.asking import mine
from tests.chat.views.base.test_lengths import LONG_NAME, LONG_QUESTION, TRYING, languages, said

MAY = date(2026, 5, 1)
KEY = "0a1b2c3d"
SUMMARY = CpdSummary(
    name="Bob",
    first=date(2026, 1, 15),
    last=date(2026, 6, 30),
    made_on=date(2026, 7, 1),
    pieces=(
        Piece(month=MAY, question="What helped?", text="A heron.\n\n# It *stood* still."),
        Piece(month=MAY, question="", text="An otter."),
    ),
    estimated=12,
    own=90,
)
MARKDOWN = """# Reflections

- Name: Bob
- Period: 15 Jan 2026 – 30 Jun 2026
- 2 reflections
- Estimated from the questions: 12 min
- Told by me: 1 h 30 min

## 1. May 2026: What helped?

> A heron.¶
> ¶
> # It *stood* still.¶

## 2. May 2026

> An otter.¶

---

Made by Bob on 1 Jul 2026, from their own private notes, which they chose themself.
""".replace("¶", "  ")


def file(summary: CpdSummary, language: str = "en") -> str:
    document = give_cpd(translator(language), GiveCpd(summary=summary)).document
    assert document is not None
    return document.content.decode()


def test_the_markdown_holds_all_that_is_told_and_the_words_as_they_were_written() -> None:
    assert file(SUMMARY) == MARKDOWN


def test_time_is_told_only_where_there_is_any() -> None:
    told = file(replace(SUMMARY, estimated=0, own=120))
    assert "Estimated" not in told
    assert "- Told by me: 2 h\n" in told
    assert "Told by me" not in file(replace(SUMMARY, own=0))


@languages
def test_the_pdf_says_the_same(language: str) -> None:
    paper = give_cpd_paper(translator(language), GiveCpdPaper(summary=SUMMARY)).paper
    assert paper is not None
    markdown = file(SUMMARY, language)
    content = paper.content
    for text in (content.title, *content.facts, content.footer):
        assert text in markdown
    assert [one.text for one in content.passages] == [one.text for one in SUMMARY.pieces]
    assert paper.name == "reflections-2026-01-2026-06.pdf"


@languages
@pytest.mark.parametrize("text", TRYING, ids=range(len(TRYING)))
def test_every_screen_fits_whatever_was_written(language: str, text: str) -> None:
    line = PieceLine(note_id="0" * 16, month=MAY, question=LONG_QUESTION, text=text, chosen=True)
    piece = Piece(month=MAY, question=LONG_QUESTION, text=text)
    summary = replace(SUMMARY, name=LONG_NAME, pieces=(piece,) * 40, own=59_999)
    pick = PickPieces(
        key=KEY,
        first=MAY,
        last=MAY,
        lines=(line,) * mine.PAGE,
        page=1,
        more=True,
        chosen=3,
        notes=99,
    )
    for message in (
        AskCpdPeriod(key=KEY),
        pick,
        AskCpdTime(key=KEY, estimated=12, pieces=9, unknown=3, own=90),
        PreviewCpd(key=KEY, summary=summary),
        GiveCpd(summary=summary),
        GiveCpdPaper(summary=summary),
    ):
        buttons = said(message, language).buttons
        assert max(map(len, buttons), default=0) <= 3


def test_one_goes_on_once_something_is_chosen() -> None:
    line = PieceLine(note_id="0" * 16, month=MAY, question="", text="A heron", chosen=False)
    pick = PickPieces(
        key=KEY, first=MAY, last=MAY, lines=(line,), page=0, more=False, chosen=0, notes=1
    )
    say = translator("en")
    for message, goes_on in ((pick, False), (replace(pick, chosen=1), True)):
        rendered = pick_pieces(say, message)
        presses = [button.press for row in rendered.buttons for button in row]
        assert (AskTime(KEY) in presses) is goes_on
