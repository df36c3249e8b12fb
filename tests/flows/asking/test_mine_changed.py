"""One's own notes, changed, added to and deleted: the old words are gone at once, and for good."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.asking.notes import BETWEEN
from bot.domain.base.drafts import DraftKind
from bot.domain.messages.asking.mine import (
    AskNoteWords,
    ConfirmNoteRemoval,
    NoteElsewhere,
    NoteRemoved,
    ShowNote,
)
from bot.domain.messages.asking.notes import NothingOpen
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import mine
from bot.flows.transport.upkeep import scrub
from bot.storage.base import schema
from tests.databases import Databases, on_sqlite
from tests.desk import Office, Phone, open_office
from tests.flows.asking.test_mine import HELPED, everything, noted, notes_of, rewriting_is_wanted

MARCH, FEBRUARY, JANUARY = date(2026, 3, 1), date(2026, 2, 1), date(2026, 1, 1)


async def test_other_words_take_the_place_of_the_old_ones_which_are_gone_at_once(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    note = await noted(office, bob, "the kvistelbark", FEBRUARY, HELPED)
    await bob.does(mine.read, note.id, 0, "")
    at = await bob.does(mine.ask_change, note.id, at=bob.with_id(ShowNote)[0])
    assert bob.shown[at] == NoteElsewhere(changed=False)
    asked, message = bob.with_id(AskNoteWords)
    assert message.reply == "the kvistelbark"
    assert not await rewriting_is_wanted(office)
    await bob.writes("the heron\u2060")
    (kept,) = await notes_of(office, bob)
    assert (kept.id, kept.text, kept.question) == (note.id, "the heron", HELPED)
    assert bob.last(ShowNote).just
    assert bob.shown[asked] == NoteElsewhere(changed=True)
    assert "kvistelbark" not in await everything(office)
    assert "kvistelbark" not in str(bob.shown)
    assert await rewriting_is_wanted(office)


async def test_only_the_first_words_are_taken(office: Office, bob: Phone) -> None:
    note = await noted(office, bob, "old")
    await bob.does(mine.ask_change, note.id)
    await bob.writes("new")
    await bob.writes("something else")
    assert [one.text for one in await notes_of(office, bob)] == ["new"]
    assert isinstance(bob.last(NothingOpen), NothingOpen)


async def test_words_below_a_question_that_came_since_answer_that(
    office: Office, team: Team, bob: Phone
) -> None:
    note = await noted(office, bob, "old")
    await bob.does(mine.ask_change, note.id)
    asked = bob.with_id(AskNoteWords)[0]
    await office.begin(team, "end-of-shift")
    await bob.writes("an answer")
    assert [one.text for one in await notes_of(office, bob)] == ["old"]
    await bob.writes("new", reply_to=asked)
    assert [one.text for one in await notes_of(office, bob)] == ["new"]


async def test_whoever_leaves_it_as_it_is_writes_no_note_with_their_next_words(
    office: Office, bob: Phone
) -> None:
    note = await noted(office, bob, "old")
    for ask in (mine.ask_change, mine.ask_more):
        await bob.does(ask, note.id)
        await bob.does(mine.read, note.id, 0, "", at=bob.with_id(AskNoteWords)[0])
        await bob.writes("by the way")
        assert [one.text for one in await notes_of(office, bob)] == ["old"]


async def test_whoever_looks_around_has_left_the_note(office: Office, bob: Phone) -> None:
    note = await noted(office, bob, "old")
    await bob.does(mine.ask_more, note.id)
    await bob.does(mine.show)
    await bob.writes("by the way")
    assert [one.text for one in await notes_of(office, bob)] == ["old"]


async def test_what_is_written_later_stands_below_with_a_line_between(
    office: Office, bob: Phone
) -> None:
    note = await noted(office, bob, "First I was angry.")
    await bob.does(mine.ask_more, note.id)
    assert bob.last(AskNoteWords).more
    await bob.writes("Now I see why.")
    (kept,) = await notes_of(office, bob)
    assert kept.text == f"First I was angry.{BETWEEN}Now I see why."
    assert bob.last(ShowNote).text == kept.text


async def test_a_message_without_words_changes_nothing(office: Office, bob: Phone) -> None:
    note = await noted(office, bob, "old")
    await bob.does(mine.ask_change, note.id)
    with pytest.raises(Refusal, match="nothing_readable"):
        await bob.writes("\u2060")
    assert [one.text for one in await notes_of(office, bob)] == ["old"]


# Deleting


async def test_a_note_is_deleted_after_a_second_press(office: Office, bob: Phone) -> None:
    note = await noted(office, bob, "the kvistelbark")
    await bob.does(mine.read, note.id, 0, "")
    at = bob.with_id(ShowNote)[0]
    await bob.does(mine.ask_removal, note.id, at=at)
    assert isinstance(bob.last(ConfirmNoteRemoval), ConfirmNoteRemoval)
    assert len(await notes_of(office, bob)) == 1
    await bob.does(mine.remove, note.id, at=at)
    assert isinstance(bob.last(NoteRemoved), NoteRemoved)
    assert await notes_of(office, bob) == []
    assert "kvistelbark" not in await everything(office)
    assert await rewriting_is_wanted(office)


async def test_what_still_waited_to_show_it_is_not_sent(office: Office, bob: Phone) -> None:
    note = await noted(office, bob, "the kvistelbark")
    await bob.acts(lambda step: mine.show(step, bob.actor))
    assert "kvistelbark" in await everything(office)
    await bob.acts(lambda step: mine.remove(step, bob.actor, note.id), 1)
    assert "kvistelbark" not in await everything(office)


@on_sqlite
@pytest.mark.untouched
async def test_no_byte_of_the_files_holds_what_was_changed_or_deleted(
    databases: Databases,
) -> None:
    url = await databases.new()
    async with open_office(url) as office:
        bob = await office.member("Bob", await office.team())
        changed = await noted(office, bob, "the kvistelbark")
        gone = await noted(office, bob, "the kvistelbark as well")
        await bob.does(mine.show)
        await bob.does(mine.ask_change, changed.id)
        await bob.writes("the heron")
        await bob.does(mine.remove, gone.id)
        await scrub(office.unit_of_work)
        content = await databases.content(url)
        assert b"heron" in content
        assert b"kvistelbark" not in content


async def test_somebody_elses_note_is_refused_as_one_that_is_gone(
    office: Office, bob: Phone, crowd: list[Phone]
) -> None:
    beas = await noted(office, crowd[1], "Bea's own")
    for note_id in (beas.id, "f" * 16, ""):
        for flow in (mine.ask_change, mine.ask_more, mine.ask_removal, mine.remove):
            with pytest.raises(Refusal, match="note_gone"):
                await bob.does(flow, note_id)
        with pytest.raises(Refusal, match="note_gone"):
            await bob.does(mine.read, note_id, 0, "")
    assert [one.text for one in await notes_of(office, crowd[1])] == ["Bea's own"]


async def test_words_for_a_note_that_went_meanwhile_are_refused(office: Office, bob: Phone) -> None:
    note = await noted(office, bob, "old")
    await bob.does(mine.ask_change, note.id)
    async with office.unit_of_work.store.step() as tx:
        await tx.execute(schema.note.delete())
    with pytest.raises(Refusal, match="note_gone"):
        await bob.writes("new")


async def test_a_draft_of_a_note_is_forgotten_like_all_others(office: Office, bob: Phone) -> None:
    note = await noted(office, bob, "old")
    await bob.does(mine.ask_change, note.id)
    async with office.unit_of_work.store.look() as tx:
        kinds = (await tx.execute(select(schema.draft.c.kind))).scalars().all()
    assert kinds == [DraftKind.NOTE_CHANGE]
    await office.later(days=2)
    async with office.unit_of_work.store.look() as tx:
        assert (await tx.execute(select(schema.draft))).all() == []


# From a Round to the notes
