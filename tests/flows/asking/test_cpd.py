"""/cpd: a summary for one's own professional file, of notes that one chooses.

Bob has notes, and so has Bea, which are nobody's business but hers.
"""

from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.asking.cpd import Span
from bot.domain.base.drafts import DraftKind
from bot.domain.messages.asking.cpd import (
    AskCpdPeriod,
    AskCpdTime,
    CpdMade,
    GiveCpd,
    GiveCpdPaper,
    PickPieces,
    PreviewCpd,
)
from bot.domain.messages.asking.notes import NothingOpen
from bot.domain.messages.people.people import Said
from bot.errors import Refusal
from bot.flows.asking import cpd, mine
from bot.storage.base import schema
from tests.desk import Office, Phone
from tests.flows.asking.test_mine import everything, noted
from tests.play import Play
from tests.stage import Stage

MARCH, FEBRUARY, LAST_JUNE = date(2026, 3, 1), date(2026, 2, 1), date(2025, 6, 1)


async def drafts(office: Office) -> list[DraftKind]:
    async with office.unit_of_work.store.look() as tx:
        return list((await tx.execute(select(schema.draft.c.kind))).scalars())


async def begun(phone: Phone, span: Span = Span.THIS_YEAR) -> PickPieces:
    """A period was chosen."""
    await phone.does(cpd.begin)
    at, asked = phone.with_id(AskCpdPeriod)
    await phone.does(cpd.set_span, asked.key, span, at=at)
    return phone.last(PickPieces)


async def chosen(phone: Phone, picking: PickPieces, *texts: str) -> None:
    """Choose the notes that say this."""
    at = phone.with_id(PickPieces)[0]
    ids = {one.text: one.note_id for one in picking.lines}
    for text in texts:
        await phone.does(cpd.toggle, picking.key, ids[text], 0, at=at)


@pytest.fixture
async def three(office: Office, bob: Phone, crowd: list[Phone]) -> Phone:
    """Bob, with three notes, and Bea with one."""
    question = next(
        bank for bank in office.unit_of_work.house.banks.values() if bank.id == "weekly-check"
    ).questions[1]
    await noted(office, bob, "the otter", FEBRUARY, question.wording(0, "en"))
    await noted(office, bob, "the heron", MARCH)
    await noted(office, bob, "the badger", LAST_JUNE)
    await noted(office, crowd[1], "Bea's own", MARCH)
    return bob


async def test_only_ones_own_notes_of_the_time_are_offered_and_none_is_chosen(three: Phone) -> None:
    picking = await begun(three)
    assert [(one.text, one.chosen) for one in picking.lines] == [
        ("the otter", False),
        ("the heron", False),
    ]
    assert (picking.chosen, picking.notes) == (0, 2)
    picking = await begun(three, Span.LAST_YEAR)
    assert [one.text for one in picking.lines] == ["the badger"]


async def test_dates_may_be_typed(three: Phone) -> None:
    await three.does(cpd.begin)
    with pytest.raises(Refusal, match="period_unclear"):
        await three.writes("last summer")
    with pytest.raises(Refusal, match="cpd_no_notes"):
        await three.writes("1/1/2020-31/12/2020")
    await three.writes("2025-06-15 to 2026-02-28")
    picking = three.last(PickPieces)
    assert [one.text for one in picking.lines] == ["the badger", "the otter"]
    assert (picking.first, picking.last) == (date(2025, 6, 15), date(2026, 2, 28))


async def test_a_summary_is_shown_before_it_is_made_and_then_given_as_two_files(
    office: Office, three: Phone
) -> None:
    picking = await begun(three)
    await chosen(three, picking, "the otter", "the heron", "the heron")
    assert three.last(PickPieces).chosen == 1
    at = three.with_id(PickPieces)[0]
    await chosen(three, picking, "the heron")
    await three.does(cpd.ask_time, picking.key, at=at)
    asked = three.last(AskCpdTime)
    assert (asked.estimated, asked.pieces, asked.unknown) == (1, 2, 1)
    with pytest.raises(Refusal, match="hours_unclear"):
        await three.writes("a while")
    await three.writes("1:30")
    at, preview = three.with_id(PreviewCpd)
    summary = preview.summary
    assert [one.text for one in summary.pieces] == ["the otter", "the heron"]
    assert (summary.name, summary.estimated, summary.own) == ("Bob", 1, 90)
    await three.does(cpd.make, picking.key, at=at)
    assert isinstance(three.shown[at], CpdMade)
    assert three.last(GiveCpd).summary == summary == three.last(GiveCpdPaper).summary
    assert await drafts(office) == []
    async with office.unit_of_work.store.look() as tx:
        bodies = (await tx.execute(select(schema.delivery.c.body))).scalars()
        assert not any(bodies), "nothing of it is left"


async def test_with_nothing_chosen_nothing_is_made(three: Phone) -> None:
    picking = await begun(three)
    for flow in (cpd.ask_time, cpd.add_no_time, cpd.make):
        with pytest.raises(Refusal, match="nothing_chosen"):
            await three.does(flow, picking.key)


async def test_time_may_be_left_out_and_taken_back(three: Phone) -> None:
    picking = await begun(three)
    await chosen(three, picking, "the heron")
    at = three.with_id(PickPieces)[0]
    await three.does(cpd.ask_time, picking.key, at=at)
    await three.writes("2")
    assert three.last(PreviewCpd).summary.own == 120
    await three.does(cpd.ask_time, picking.key)
    assert three.last(AskCpdTime).own == 120
    await three.does(cpd.add_no_time, picking.key)
    summary = three.last(PreviewCpd).summary
    assert (summary.own, summary.estimated) == (0, 0)


async def test_words_typed_while_notes_are_chosen_are_no_time(three: Phone) -> None:
    picking = await begun(three)
    await chosen(three, picking, "the heron")
    await three.writes("2")
    assert isinstance(three.last(NothingOpen), NothingOpen)
    await three.does(cpd.ask_time, picking.key)
    await three.does(cpd.show_pieces, picking.key, 0)
    await three.writes("2")
    assert "PreviewCpd" not in three.kinds()


async def test_nobody_takes_a_note_of_somebody_else_or_one_that_is_gone(
    office: Office, three: Phone, crowd: list[Phone]
) -> None:
    picking = await begun(three)
    async with office.unit_of_work.store.look() as tx:
        ids = select(schema.note.c.id).where(schema.note.c.member_id == crowd[1].member.id)
        (beas,) = (await tx.execute(ids)).scalars()
    for note_id in (beas, "f" * 16):
        with pytest.raises(Refusal, match="note_gone"):
            await three.does(cpd.toggle, picking.key, note_id, 0)


async def test_a_note_that_was_deleted_meanwhile_is_in_no_file(
    office: Office, three: Phone
) -> None:
    picking = await begun(three)
    await chosen(three, picking, "the otter", "the heron")
    await three.does(mine.remove, picking.lines[0].note_id)
    await three.does(cpd.make, picking.key)
    assert [one.text for one in three.last(GiveCpd).summary.pieces] == ["the heron"]


async def test_what_was_given_up_can_not_be_gone_on_with(office: Office, three: Phone) -> None:
    picking = await begun(three)
    await chosen(three, picking, "the heron")
    await three.does(cpd.leave, picking.key, at=three.with_id(PickPieces)[0])
    assert three.last(Said).key == "draft_dropped"
    assert await drafts(office) == []
    for flow in (cpd.make, cpd.ask_time, cpd.add_no_time):
        with pytest.raises(Refusal, match="draft_gone"):
            await three.does(flow, picking.key)
    with pytest.raises(Refusal, match="draft_gone"):
        await three.does(cpd.toggle, picking.key, picking.lines[0].note_id, 0)


async def test_an_older_summary_changes_nothing_in_a_newer_one(
    office: Office, three: Phone
) -> None:
    older = await begun(three)
    await begun(three)
    await three.does(cpd.leave, older.key, at=three.with_id(PickPieces)[0])
    assert await drafts(office) == [DraftKind.CPD]


async def test_nothing_of_it_is_kept_longer_than_a_day(office: Office, three: Phone) -> None:
    picking = await begun(three)
    await chosen(three, picking, "the heron")
    await office.later(days=2)
    assert await drafts(office) == []
    assert picking.key not in await everything(office)


async def test_without_notes_there_is_nothing_to_sum_up(bob: Phone) -> None:
    with pytest.raises(Refusal, match="cpd_nothing"):
        await bob.does(cpd.begin)


async def test_bob_gets_two_files_that_hold_what_he_chose(stage: Stage, play: Play) -> None:
    bob = play.bob
    for text in ("A heron, ζωή, ősz", "An otter"):
        await bob.says(text)
        await bob.taps("Keep it as a private note")
    await bob.says("/mine")
    await bob.taps("For your professional file…")
    await bob.taps("This year")
    await bob.taps("Mar 2026: A heron, ζωή, ősz")
    assert "1 of 2 notes" in await bob.sees()
    await bob.taps("Next ›")
    await bob.says("45 min")
    assert "Told by me: 45 min" in await bob.sees()
    assert "otter" not in await bob.sees()
    await bob.taps("Make the files")
    files = [one["document"] for one in await bob.chat() if "document" in one]
    assert [one["file_name"] for one in files] == [
        "reflections-2026-01-2026-03.md",
        "reflections-2026-01-2026-03.pdf",
    ]
    account = stage.world.bot_with_id(stage.app.bot.id)
    assert account is not None
    stored = [account.files.by_id(one["file_id"]) for one in files]
    markdown, pdf = [one.data for one in stored if one is not None]
    assert "> A heron, ζωή, ősz" in markdown.decode()
    assert b"otter" not in markdown
    assert pdf.startswith(b"%PDF")


async def test_nobody_is_named_in_a_file_that_others_may_read(office: Office, bob: Phone) -> None:
    await noted(office, bob, "Fatima rang 070-123 45 67", MARCH)
    picking = await begun(bob)
    await chosen(bob, picking, "Fatima rang 070-123 45 67")
    await bob.does(cpd.ask_time, picking.key, at=bob.with_id(PickPieces)[0])
    await bob.does(cpd.add_no_time, picking.key, at=bob.with_id(AskCpdTime)[0])
    summary = bob.last(PreviewCpd).summary
    assert [one.text for one in summary.pieces] == ["a person I support rang [phone]"]
    assert summary.replaced == 2
