"""/mine: what a person has kept for themself, and where their answers in open Rounds are.

Bob has notes, and so has Bea, which is nobody's business but hers.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.asking.answers import AnswerState
from bot.domain.asking.notes import Note, goes_on
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerFate, FateKind
from bot.domain.messages.asking.mine import (
    AskSearch,
    PickMonth,
    PickQuestion,
    ShowFound,
    ShowMine,
    ShowNote,
    ShowNotes,
)
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import mine
from bot.flows.hearing import receipts
from bot.storage.base import schema, upkeep
from bot.storage.base.rows import every
from tests.answering import answer
from tests.answering import receipts as receipts_of
from tests.desk import NINE, Office, Phone, open_office
from tests.factories import add_note
from tests.play import Play
from tests.stage import Stage

MARCH, FEBRUARY, JANUARY = date(2026, 3, 1), date(2026, 2, 1), date(2026, 1, 1)
HELPED = "What helped?"
PRIVATE = Visibility.PRIVATE


async def notes_of(office: Office, phone: Phone) -> list[Note]:
    query = select(schema.note).where(schema.note.c.member_id == phone.member.id)
    async with office.unit_of_work.store.look() as tx:
        return await every(tx, query.order_by(schema.note.c.month), Note)


async def noted(
    office: Office, phone: Phone, text: str, month: date = MARCH, question: str = ""
) -> Note:
    async with office.unit_of_work.store.step() as tx:
        return await add_note(tx, phone.member, text, month, question)


async def everything(office: Office) -> str:
    """All rows of all tables."""
    async with office.unit_of_work.store.look() as tx:
        found = [await tx.execute(select(table)) for table in schema.metadata.sorted_tables]
        return "\n".join(str(tuple(row)) for rows in found for row in rows)


async def rewriting_is_wanted(office: Office) -> bool:
    async with office.unit_of_work.store.look() as tx:
        return await upkeep.due_at(tx, upkeep.SCRUB) is not None


def texts(shown: ShowMine | ShowNotes | ShowFound) -> list[str]:
    return [line.text for line in shown.lines]


# Looking around


async def test_bob_sees_his_own_newest_first_and_nobody_elses(
    office: Office, bob: Phone, crowd: list[Phone]
) -> None:
    await noted(office, bob, "in February", FEBRUARY)
    await noted(office, bob, "in March")
    await noted(office, bob, "in January", JANUARY)
    await noted(office, crowd[1], "Bea's own")
    await bob.does(mine.show)
    shown = bob.last(ShowMine)
    assert texts(shown) == ["in March", "in February", "in January"]
    assert (shown.notes, shown.more) == (3, False)


async def test_many_notes_come_in_pages_and_a_page_that_is_gone_is_the_last(
    office: Office, bob: Phone
) -> None:
    for number in range(mine.PAGE + 1):
        await noted(office, bob, str(number))
    await bob.does(mine.show)
    assert bob.last(ShowMine).more
    await bob.does(mine.show, 7)
    shown = bob.last(ShowMine)
    assert (shown.page, shown.more, len(shown.lines)) == (1, False, 1)


async def test_a_note_that_says_little_stands_with_its_question(office: Office, bob: Phone) -> None:
    await noted(office, bob, "4", question=HELPED)
    await noted(office, bob, "A colleague who listened.", FEBRUARY, HELPED)
    await bob.does(mine.show)
    assert [line.question for line in bob.last(ShowMine).lines] == [HELPED, ""]


async def test_notes_are_found_by_their_month(office: Office, bob: Phone) -> None:
    for number, month in enumerate((MARCH, FEBRUARY, FEBRUARY)):
        await noted(office, bob, str(number), month)
    await bob.does(mine.show_months, 0)
    counted = [(one.month, one.notes) for one in bob.last(PickMonth).months]
    assert counted == [(MARCH, 1), (FEBRUARY, 2)]
    await bob.does(mine.show_month, "2026-02", 0)
    assert sorted(texts(bob.last(ShowNotes))) == ["1", "2"]


async def test_notes_are_found_by_their_question(office: Office, bob: Phone) -> None:
    await noted(office, bob, "a walk", question=HELPED)
    await noted(office, bob, "a talk", FEBRUARY, HELPED)
    await noted(office, bob, "by the way")
    await bob.does(mine.show_questions, 0)
    counted = {one.question: (one.tag, one.notes) for one in bob.last(PickQuestion).questions}
    assert {question: notes for question, (_, notes) in counted.items()} == {HELPED: 2, "": 1}
    await bob.does(mine.show_question, counted[HELPED][0], 0)
    assert texts(bob.last(ShowNotes)) == ["a walk", "a talk"]
    await bob.does(mine.show_question, counted[""][0], 0)
    assert texts(bob.last(ShowNotes)) == ["by the way"]


async def test_a_list_of_which_nothing_is_left_shows_all(office: Office, bob: Phone) -> None:
    await noted(office, bob, "still here")
    for flow, which in ((mine.show_month, "2020-01"), (mine.show_question, "00000000")):
        bob.shown.clear()
        await bob.does(flow, which, 0)
        assert texts(bob.last(ShowMine)) == ["still here"]


async def test_a_note_is_read_whole_with_its_question_and_its_month(
    office: Office, bob: Phone
) -> None:
    long = "word " * 1000
    note = await noted(office, bob, long, FEBRUARY, HELPED)
    at = await bob.does(mine.show)
    await bob.does(mine.read, note.id, 0, "2026-02", at=at)
    shown = bob.last(ShowNote)
    assert (shown.text, shown.question, shown.month) == (long, HELPED, FEBRUARY)
    assert (shown.back, shown.goes_on) == ("2026-02", None)


async def test_where_nothing_is_there_is_told_what_will_be(bob: Phone) -> None:
    await bob.does(mine.show)
    shown = bob.last(ShowMine)
    assert (shown.lines, shown.notes, shown.may_begin) == ((), 0, True)


# Searching


@pytest.mark.parametrize("typed", ["café", "CAFE", "cafe\u0301", "  fe walk ", "helped", "strasse"])
async def test_a_word_is_found_however_it_is_spelt(
    office: Office, bob: Phone, crowd: list[Phone], typed: str
) -> None:
    await noted(office, bob, "A walk to the Café in Große Straße", question=HELPED)
    await noted(office, bob, "Nothing of the sort")
    await noted(office, crowd[1], "Bea's walk to the café, which helped")
    await bob.does(mine.search, typed)
    found = bob.last(ShowFound)
    assert found.notes == 1
    assert "Café" in found.lines[0].text


async def test_no_word_is_found_nowhere(office: Office, bob: Phone) -> None:
    await noted(office, bob, "A heron")
    await bob.does(mine.search, "\u2060")
    assert bob.last(ShowFound).notes == 0


async def test_a_word_that_is_in_many_notes_shows_the_newest(office: Office, bob: Phone) -> None:
    for number in range(mine.FOUND + 2):
        await noted(office, bob, f"walk {number}")
    await bob.does(mine.ask_for, "walk")
    found = bob.last(ShowFound)
    assert (len(found.lines), found.notes) == (mine.FOUND, mine.FOUND + 2)
    await bob.does(mine.ask_for, "")
    assert bob.kinds()[-1] == "ShowMine"


async def test_a_word_typed_where_it_is_asked_for_is_looked_for_and_kept_nowhere(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await noted(office, bob, "A heron")
    await bob.does(mine.ask_search)
    assert isinstance(bob.last(AskSearch), AskSearch)
    await bob.writes("heron kvistelbark")
    assert bob.last(ShowFound).notes == 0
    assert [one.state for one in await bob.answers()] == [AnswerState.ASKED]
    assert "kvistelbark" not in await everything(office)
    await bob.writes("what else?")
    assert bob.kinds()[-1] != "ShowFound"


# Changing


async def test_what_stayed_private_is_among_the_notes_and_its_button_still_finds_it(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    await answer(bob, ("for me", PRIVATE), tap="4")
    receipt = receipts_of(bob)[-1]
    await office.later(days=2)
    await bob.does(mine.search, "for me")
    (line,) = bob.last(ShowFound).lines
    await bob.does(mine.ask_change, line.note_id)
    await bob.writes("for me alone")
    await bob.does(receipts.follow, receipt, at=office.next_message())
    fate = bob.last(AnswerFate)
    assert (fate.kind, fate.reply) == (FateKind.PRIVATE, "for me alone")
    await bob.does(mine.remove, line.note_id)
    with pytest.raises(Refusal, match="answer_gone"):
        await bob.does(receipts.follow, receipt, at=office.next_message())


# How long


def test_a_note_goes_when_all_of_its_month_is_old_enough() -> None:
    assert goes_on(date(2026, 1, 1), 30) == date(2026, 3, 3)
    assert goes_on(date(2026, 12, 1), 365) == date(2028, 1, 1)


async def test_notes_say_when_they_go_and_go_then(database: str) -> None:
    async with open_office(database, retention={"private_notes": 30}) as office:
        bob = await office.member("Bob", await office.team())
        old = await noted(office, bob, "old", FEBRUARY)
        await noted(office, bob, "older by name only", FEBRUARY)
        await noted(office, bob, "new")
        await bob.does(mine.show)
        shown = bob.last(ShowMine)
        gone_by = goes_on(FEBRUARY, 30)
        assert (shown.going, shown.going_on) == (2, gone_by)
        await bob.does(mine.read, old.id, 0, "")
        assert bob.last(ShowNote).goes_on == gone_by
        await office.at(datetime.combine(gone_by, NINE.timetz()) - timedelta(days=1))
        assert len(await notes_of(office, bob)) == 3
        await office.at(datetime.combine(gone_by, NINE.timetz()).astimezone(UTC))
        assert [one.text for one in await notes_of(office, bob)] == ["new"]
        assert bob.kinds() == ["ShowMine", "ShowNote"], "nobody is written to about it"


async def test_notes_that_stay_for_long_are_not_counted_among_those_that_go(database: str) -> None:
    async with open_office(database, retention={"private_notes": 400}) as office:
        bob = await office.member("Bob", await office.team())
        await noted(office, bob, "new")
        await bob.does(mine.show)
        assert bob.last(ShowMine).going == 0


# In the chat


async def test_bob_keeps_a_note_reads_it_and_deletes_it(stage: Stage, play: Play) -> None:
    bob = play.bob
    await bob.says("A heron by the <b>river</b>")
    await bob.taps("Keep it as a private note")
    await bob.taps("Your notes")
    assert "1 note." in await bob.sees()
    await bob.taps("Mar 2026: A heron by the <b>river</b>")
    assert "A heron by the <b>river</b>" in await bob.sees()
    await bob.taps("Write more")
    await bob.says("It stood still.")
    assert "✓ Kept." in await bob.sees()
    await bob.taps("Change")
    assert "It stood still." in await bob.sees()
    await bob.says("A heron, that is all.")
    await bob.taps("Delete")
    assert "can't be brought back" in await bob.sees()
    await bob.taps("Yes, delete it")
    await bob.taps("‹ Your notes")
    assert "Nothing is here yet" in await bob.sees()


async def test_a_word_behind_the_command_is_looked_for(stage: Stage, play: Play) -> None:
    bob = play.bob
    for text in ("A heron", "An otter"):
        await bob.says(text)
        await bob.taps("Keep it as a private note")
    await bob.says("/mine HERON")
    assert await bob.sees() == "1 note has “HERON” in it."
    await bob.taps("🔍 Search")
    await bob.says("badger")
    assert await bob.sees() == "No note of yours has “badger” in it."
    await bob.taps("‹ Your notes")
    await bob.taps("By month")
    await bob.taps("Mar 2026 (2)")
    await bob.taps("An otter")
    await bob.taps("‹ Back")
    assert (await bob.sees()).startswith("March 2026")
    await bob.taps("‹ Back")
    await bob.taps("‹ Your notes")
    await bob.taps("By question")
    await bob.taps("What came to your mind (2)")
    assert "2 notes." in await bob.sees()


async def test_an_old_button_of_a_note_that_is_gone_is_answered_kindly(
    stage: Stage, play: Play
) -> None:
    bob = play.bob
    await bob.says("A heron")
    await bob.taps("Keep it as a private note")
    await bob.says("/mine")
    await bob.says("/mine")
    shown = (await bob.chat())[-1]["message_id"]
    older = (await bob.chat())[-3]["message_id"]
    await bob.taps("Mar 2026: A heron", message=shown)
    await bob.taps("Delete")
    await bob.taps("Yes, delete it")
    pressed = await bob.taps("Mar 2026: A heron", message=older)
    assert pressed.answer == "This note is not there any more. /mine shows all there are."


async def test_strangers_and_groups_get_nothing(stage: Stage, play: Play) -> None:
    stranger = await stage.person("Zed")
    await stranger.says("/mine")
    assert "by invitation" in await stranger.sees()
    channel = await stage.channel(play.north, play.alice, play.bob)
    await play.bob.says("/mine heron", chat=channel)
    said = (await stage.said_in(channel, play.bob))[-1]
    assert said == "Please write that to me in private."
