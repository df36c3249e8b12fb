"""When words sound as if something is wrong, their author is asked nothing more until they want to
go on, nobody else learns of it, and no row tells why. Bob belongs to North with four others."""

from datetime import date

import pytest
from sqlalchemy import false, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.answers import AnswerState
from bot.domain.asking.notes import Note
from bot.domain.base.dangers import Danger
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import ChooseReaders
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.people.danger import After, StopForDanger
from bot.domain.messages.people.settings import ShowSetting
from bot.domain.messages.people.support import EditSupport
from bot.domain.people.members import UNTIL_BACK
from bot.domain.people.settings import UNTIL_I_SAY, Setting, Walk
from bot.domain.people.support import SupportField
from bot.flows.asking import mine, notes
from bot.flows.asking.asked import Written
from bot.flows.base.step import Step
from bot.flows.base.told import Told
from bot.flows.people import danger, founding, settings
from bot.flows.people import support as cards
from bot.storage.asking import notes as stored_notes
from bot.storage.base.schema import danger as counted
from bot.storage.base.schema import member, metadata, note, prompt
from bot.storage.people import members, support
from tests.desk import BOT_ID, Office, Phone

ALONE = "Jag orkar inte leva längre"


async def begin(office: Office) -> Phone:
    """Bob has tapped, and is asked for words."""
    team = await office.team()
    bob, *_ = await office.people(team, "Bob", "Bea", "Cid", "Dora", "Karin")
    await office.begin(team)
    await bob.taps("4")
    return bob


async def said_first(step: Step, bob: Phone, words: Written) -> Told | None:
    """What the edge says before anything is done with these words."""
    found = await danger.read(step.house, words.text)
    return None if found is None else await danger.card_for(step, bob.actor, words, found)


async def card(office: Office, bob: Phone, text: str) -> StopForDanger | None:
    """What the edge says to Bob before anything is done with these words."""
    words = Written(
        text=text, message_id=office.next_message(), at=office.clock.moment, reply_to=None
    )
    told = await office.do(lambda step: said_first(step, bob, words))
    if told is None:
        return None
    assert told.sealed, "it would be kept"
    assert isinstance(told.message, StopForDanger)
    return told.message


async def own_notes(office: Office) -> list[str]:
    async with office.unit_of_work.store.look() as tx:
        return [*(await tx.execute(select(note.c.text))).scalars()]


async def goes_on(bob: Phone, until: str = "") -> None:
    await bob.does(danger.go_on, Danger.DISTRESS, 0, until)


async def paused(office: Office, bob: Phone) -> bool:
    async with office.unit_of_work.store.look() as tx:
        found = await members.by_id(tx, bob.member.id)
    assert found is not None
    return found.paused_until == UNTIL_BACK


async def test_bob_is_told_at_once_who_can_help(office: Office) -> None:
    bob = await begin(office)
    told = await card(office, bob, ALONE)
    assert told is not None
    assert told.danger is Danger.DISTRESS
    assert "112" in told.advice
    assert "{" not in told.advice


async def test_with_the_numbers_of_his_organisation(office: Office) -> None:
    bob = await begin(office)
    async with office.unit_of_work.store.step() as tx:
        await support.put(tx, 1, None, {SupportField.CRISIS_LINE: "90101"})
    told = await card(office, bob, ALONE)
    assert told is not None
    assert "90101" in told.advice


@pytest.mark.parametrize("text", ["vi hann inte med lunchen", "this shift nearly killed me"])
async def test_an_ordinary_hard_day_is_no_danger(office: Office, text: str) -> None:
    bob = await begin(office)
    assert await card(office, bob, text) is None
    await bob.writes(text)
    assert bob.last(ChooseReaders).reply == text


async def test_nothing_more_is_asked_and_the_words_are_his_alone(office: Office) -> None:
    bob = await begin(office)
    before = bob.kinds()
    await bob.writes(ALONE)
    assert bob.kinds() == before
    (_, answer) = await bob.answers()
    assert answer.state is AnswerState.ASKED
    assert await own_notes(office) == [ALONE]
    await office.later(hours=30)
    assert bob.kinds() == before, "he is reminded"


async def test_no_question_comes_until_he_goes_on(office: Office) -> None:
    bob = await begin(office)
    await bob.writes(ALONE)
    before = bob.kinds()
    await office.later(days=8)
    assert [kind for kind in bob.kinds() if kind == "AskQuestion"] == [
        kind for kind in before if kind == "AskQuestion"
    ]


async def test_when_he_goes_on_he_is_asked_again_and_his_words_are_a_note(office: Office) -> None:
    bob = await begin(office)
    await bob.writes(ALONE)
    await goes_on(bob)
    assert not await paused(office, bob)
    assert isinstance(bob.shown[max(bob.shown)], AskQuestion)
    assert await own_notes(office) == [ALONE]


async def test_saying_what_he_does_about_it_is_noted_nowhere(office: Office) -> None:
    bob = await begin(office)
    await bob.writes(ALONE)
    async with office.unit_of_work.store.look() as tx:
        before = (await tx.execute(select(member))).all()
    await bob.does(danger.decide, Danger.DISTRESS, 0, "")
    assert bob.last(StopForDanger).after is After.DECIDED
    async with office.unit_of_work.store.look() as tx:
        assert (await tx.execute(select(member))).all() == before
    assert await paused(office, bob)


async def test_words_that_answer_nothing_are_a_note_of_his_too(office: Office) -> None:
    team = await office.team()
    (bob,) = await office.people(team, "Bob")
    assert await card(office, bob, ALONE) is not None
    await bob.writes(ALONE)
    assert bob.kinds() == []
    assert await paused(office, bob)
    assert await own_notes(office) == [ALONE]


async def test_a_change_of_shared_words_is_read_as_well(office: Office) -> None:
    bob = await begin(office)
    own = await bob.writes("det gick bra")
    await bob.picks(Visibility.TEAM_UNNAMED)
    await bob.edits(own, ALONE)
    answer = (await bob.answers())[1]
    assert await bob.words(answer) == "det gick bra", "what he had shared stays as he chose"
    assert await own_notes(office) == [ALONE]
    assert await paused(office, bob)


async def test_a_dump_tells_him_apart_from_nobody_who_pauses(office: Office) -> None:
    """Bea keeps a note, and takes a leave until she says so."""
    bob = await begin(office)
    bea = next(one for one in office.phones.values() if one.member.name == "Bea")
    await bea.taps("4")
    await bob.writes(ALONE)
    await bea.does(notes.keep, "det var en lugn dag")
    await bea.does(settings.show, Setting.PAUSE, Walk.FREE)
    await bea.does(settings.pause_for, UNTIL_I_SAY, at=bea.with_id(ShowSetting)[0])
    async with office.unit_of_work.store.look() as tx:
        one, other = await traces(tx, bob), await traces(tx, bea)
    assert one == other


HIDDEN = {"id", "member_id", "telegram_id", "chat_id", "name", "text", "message_id", "prompt_id"}
"""Columns by which everybody differs from everybody else."""


async def traces(tx: AsyncConnection, who: Phone) -> list[str]:
    """All rows of all tables that belong to somebody."""
    prompts = select(prompt.c.id).where(prompt.c.member_id == who.member.id)
    found = []
    for table in metadata.sorted_tables:
        mine = [
            column == value
            for name, value in (("member_id", who.member.id), ("chat_id", who.id))
            if (column := table.c.get(name)) is not None
        ]
        if table is member:
            mine = [table.c.id == who.member.id]
        if "prompt_id" in table.c:
            mine.append(table.c.prompt_id.in_(prompts))
        for row in (await tx.execute(select(table).where(or_(false(), *mine)))).mappings():
            told = {k: v for k, v in row.items() if k not in HIDDEN and "receipt" not in k}
            told.pop("subject_id", None)
            found.append(f"{table.name}: {told}")
    return sorted(found)


async def test_how_often_it_sounded_so_is_counted_for_the_whole_house(office: Office) -> None:
    bob = await begin(office)
    await bob.writes(ALONE)
    async with office.unit_of_work.store.look() as tx:
        (row,) = (await tx.execute(select(counted))).mappings()
    assert (row["danger"], row["times"], row["month"]) == (Danger.DISTRESS, 1, date(2026, 3, 1))


async def test_what_he_adds_to_a_note_is_read_and_the_name_of_a_team_is_not(
    office: Office,
) -> None:
    team = await office.team()
    olga = await office.member("Olga", team, owner=True)
    await olga.does(founding.begin)
    assert await card(office, olga, "Vill inte leva") is None
    await olga.writes("Vill inte leva")
    assert not await paused(office, olga)

    (bob,) = await office.people(team, "Bob")
    async with office.unit_of_work.store.step() as tx:
        own = Note(
            id="0" * 16, member_id=bob.member.id, month=date(2026, 3, 1), question="", text="a"
        )
        await stored_notes.add_many(tx, [own])
    await bob.does(mine.ask_change, "0" * 16)
    assert await card(office, bob, ALONE) is not None
    await bob.writes(ALONE)
    assert await paused(office, bob)
    assert sorted(await own_notes(office)) == [ALONE, "a"]


async def test_the_owner_hears_how_often_from_five_on(office: Office) -> None:
    bob = await begin(office)
    await office.change(bob, owner=True)
    async with office.unit_of_work.store.step() as tx:
        for _ in range(4):
            await support.count(tx, BOT_ID, date(2026, 2, 1), Danger.ABUSE)
        for _ in range(5):
            await support.count(tx, BOT_ID, date(2026, 2, 1), Danger.DISTRESS)
    await bob.does(cards.open_card, cards.ORGANISATION)
    assert [(one.danger, one.times) for one in bob.last(EditSupport).often] == [
        (Danger.DISTRESS, 5)
    ]
