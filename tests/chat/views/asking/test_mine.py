"""The screens of /mine: whatever stands in a note fits, and one goes back the way one came."""

from dataclasses import replace
from datetime import date

import pytest

from bot.chat.buttons.asking.mine import ListMine, ListOfMonth, ListOfQuestion, ReadNote
from bot.chat.rendered import Rendered
from bot.chat.safe import clean
from bot.chat.translator import translator
from bot.chat.views.asking.mine import show_note
from bot.domain.messages.asking.mine import (
    AnswerLine,
    AskNoteWords,
    ConfirmNoteRemoval,
    MonthLine,
    NoteLine,
    OpenRound,
    PickMonth,
    PickQuestion,
    QuestionLine,
    ShowFound,
    ShowMine,
    ShowNote,
    ShowNotes,
    ShowUnderway,
)
from bot.flows.asking import mine
from tests.chat.views.base.test_lengths import AT, LONG_QUESTION, TRYING, languages, said

MAY = date(2026, 5, 1)
ID = "0123456789abcdef"
NOTE = ShowNote(note_id=ID, month=MAY, question="", text="A heron", goes_on=MAY, may_begin=True)

words = pytest.mark.parametrize("text", TRYING, ids=range(len(TRYING)))


def presses(rendered: Rendered) -> list[object]:
    return [button.press for row in rendered.buttons for button in row]


def shown(rendered: Rendered) -> str:
    """What is read of a note, without what stands around it."""
    text = str(rendered.text).partition("<blockquote>")[2].partition("</blockquote>")[0]
    return "".join(one for one in text if one not in "\u2060\u2068\u2069")


@languages
@words
def test_a_long_note_comes_in_pages_that_hold_all_of_it(language: str, text: str) -> None:
    whole = text * 3
    note = replace(NOTE, text=whole, question=LONG_QUESTION, just=True)
    pages, page = [], 0
    while True:
        rendered = said(replace(note, page=page), language)
        pages.append(shown(rendered))
        assert max(map(len, rendered.buttons)) <= 3
        if ReadNote(ID, page + 1, "") not in presses(rendered):
            break
        page += 1
    assert len(pages) > 1
    read = "".join(one.removesuffix("…") for one in pages)
    assert len("".join(read.split())) >= len("".join(clean(whole).split()))


@languages
@words
def test_all_that_shows_notes_fits(language: str, text: str) -> None:
    line = NoteLine(note_id=ID, month=MAY, question=LONG_QUESTION, text=text[: mine.BEGINNING])
    lines = (line,) * mine.FOUND
    of_month = ShowNotes(lines=lines, notes=99, page=1, more=True, month=MAY, question="", tag="")
    question = QuestionLine(tag="0a1b2c3d", question=LONG_QUESTION, notes=99)
    answers = (AnswerLine(answer_id=2**53, question=LONG_QUESTION),) * 12
    round_ = OpenRound(team="T" * 60, bank="B" * 40, closes_at=AT, answers=answers)
    for message in (
        ShowMine(lines=lines, notes=99, page=1, more=True, underway=9, going=3, going_on=MAY),
        of_month,
        replace(of_month, month=None, question=LONG_QUESTION, tag="0a1b2c3d"),
        ShowFound(words=text, lines=lines, notes=99),
        PickMonth(months=(MonthLine(month=MAY, notes=9),) * mine.MONTHS, page=1, more=True),
        PickQuestion(questions=(question,) * mine.PAGE, page=1, more=True),
        AskNoteWords(note_id=ID, reply=text * 3, more=False),
        ConfirmNoteRemoval(note_id=ID, reply=text),
        ShowUnderway(rounds=(round_,) * 5, zone="Europe/Stockholm"),
    ):
        assert max(map(len, said(message, language).buttons)) <= 3


@pytest.mark.parametrize(
    ("back", "list_"),
    [
        ("", ListMine(0)),
        ("2026-05", ListOfMonth("2026-05", 0)),
        ("0a1b2c3d", ListOfQuestion("0a1b2c3d", 0)),
    ],
)
def test_the_way_back_from_a_note_is_the_way_one_came(back: str, list_: object) -> None:
    assert presses(show_note(translator("en"), replace(NOTE, back=back)))[-1] == list_


def test_a_page_that_there_is_not_is_the_last() -> None:
    assert shown(show_note(translator("en"), replace(NOTE, page=7))) == "A heron"


def test_a_note_says_when_it_goes_only_where_notes_go() -> None:
    say = translator("en")
    assert "Is deleted on 1 May 2026." in show_note(say, NOTE).text
    assert "deleted" not in show_note(say, replace(NOTE, goes_on=None)).text
