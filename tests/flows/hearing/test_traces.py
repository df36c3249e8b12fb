"""What could still tell who took part or whose words these are, and is not kept."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from bot.domain.base.visibility import Visibility
from bot.domain.messages.people.people import Said
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import DeliveryState
from bot.domain.transport.inbox import InboxState, Received
from bot.flows.asking import notes
from bot.flows.base.told import Told
from bot.flows.hearing import receipts, seals
from bot.flows.rights import mydata
from bot.flows.transport import deliveries as outbox
from bot.flows.transport.deliveries import Failure, FailureKind
from bot.storage.base import schema as tables
from bot.storage.base.columns import NO_TIME
from bot.storage.transport import inbox
from tests.answering import answer
from tests.answering import receipts as receipts_of
from tests.databases import on_postgresql
from tests.desk import BOT_ID, NINE, Office, Phone

NAMES = ("Alice", "Bob", "Cid", "Dora", "Eve")
REFUSED = Failure(kind=FailureKind.REFUSED, reason="Bad Request: as it happens")


async def deliveries(office: Office) -> list[tuple[DeliveryState, str]]:
    """What was sent, or is owed, to people."""
    async with office.unit_of_work.look() as step:
        query = select(tables.delivery.c.state, tables.delivery.c.kind)
        query = query.where(tables.delivery.c.chat_id > 0)
        return [(state, kind) for state, kind in await step.tx.execute(query)]


async def parked(office: Office, update_id: int, lane: int) -> Received:
    """An update that could not be handled, with words in it."""
    one = Received(
        bot_id=1,
        update_id=update_id,
        lane=lane,
        body='{"message": {"text": "the fox"}}',
        state=InboxState.PARKED,
        attempts=4,
        retry_at=office.clock.moment,
        received_on=office.clock.moment.date(),
        error="ValueError at words.py:12",
    )
    async with office.unit_of_work.step() as step:
        await inbox.add_many(step.tx, [one])
    return one


@pytest.fixture
async def bob(office: Office) -> Phone:
    """Bob has been asked, with four others."""
    team = await office.team()
    phones = await office.people(team, *NAMES)
    await office.schedule(team)
    await office.later(hours=4)
    return phones[1]


async def test_a_message_nobody_can_come_back_to_is_forgotten_once_it_is_sent(
    office: Office, bob: Phone
) -> None:
    await bob.does(notes.offer)
    assert "NothingOpen" in bob.kinds()
    assert await deliveries(office) == [(DeliveryState.SENT, "AskQuestion")] * len(NAMES)


async def test_what_telegram_refuses_is_parked_unless_it_holds_what_is_somebodys_own(
    office: Office, bob: Phone
) -> None:
    await answer(bob, ("the fox", Visibility.TEAM_UNNAMED), tap="3")
    await office.later(days=3)
    async with office.unit_of_work.step() as step:
        await step.outbox.put(bob.presses(None), await mydata.give(step, bob.actor))
    while waiting := await office.owed():
        async with office.unit_of_work.step() as step:
            await outbox.failed(step, waiting[0], REFUSED)
    assert await deliveries(office) == []

    async with office.unit_of_work.step() as step:
        step.write(bob.member, Said(key="schedule_saved"))
    (owed,) = await office.owed()
    async with office.unit_of_work.step() as step:
        await outbox.failed(step, owed, REFUSED)
    assert await deliveries(office) == [(DeliveryState.PARKED, "Said")]


@pytest.mark.parametrize("flow", [receipts.follow, receipts.ask_withdrawal, receipts.withdraw])
async def test_what_a_receipt_is_answered_with_after_the_seal_is_never_owed(
    office: Office, bob: Phone, flow: Callable[..., Awaitable[Sequence[Told]]]
) -> None:
    await answer(bob, ("the fox", Visibility.TEAM_UNNAMED), tap="3")
    key = receipts_of(bob)[1]
    await office.later(days=3)
    async with office.unit_of_work.step() as step:
        (told,) = await flow(step, bob.actor, key)
        assert told.sealed
        await step.outbox.put(bob.presses(None), [told])
        assert step.outbox.owed == []
    assert await deliveries(office) == []


async def test_the_question_whether_to_delete_goes_with_its_round(
    office: Office, bob: Phone
) -> None:
    """It holds the Receipt, and may wait to be sent while Telegram is away."""
    await answer(bob, ("the fox", Visibility.TEAM_UNNAMED), tap="3")
    key = receipts_of(bob)[1]
    await bob.acts(lambda step: receipts.ask_withdrawal(step, bob.actor, key))
    office.clock.moment += timedelta(days=3)
    await office.do(seals.close)
    assert await deliveries(office) == []


async def test_the_moment_of_a_parked_update_goes_with_the_seal(office: Office, bob: Phone) -> None:
    await parked(office, 1, bob.id)
    await office.later(days=3)
    async with office.unit_of_work.look() as step:
        left = await inbox.by_id(step.tx, BOT_ID, 1)
    assert left is not None
    assert (left.retry_at, left.attempts) == (NO_TIME, 0)


async def test_a_parked_update_of_somebody_who_was_asked_goes_with_the_seal(
    office: Office, bob: Phone
) -> None:
    """Bob wrote the same words once more, and then all went well."""
    await parked(office, 1, bob.id)
    await parked(office, 2, 77)
    await answer(bob, ("the fox", Visibility.TEAM_UNNAMED), tap="3")
    await office.later(days=3)
    async with office.unit_of_work.look() as step:
        assert await inbox.of_lane(step.tx, BOT_ID, bob.id) == []
        assert [one.update_id for one in await inbox.parked(step.tx)] == [2]


async def test_what_is_owed_too_late_goes_with_the_seal(office: Office, bob: Phone) -> None:
    async with office.unit_of_work.step() as step:
        await step.outbox.put(bob.presses(None), await mydata.give(step, bob.actor))
    office.clock.moment = (await office.rounds())[0].closes_at
    await office.at(office.clock.moment)
    assert [kind for _, kind in await deliveries(office) if "MyData" in kind] == []
    assert "GiveMyData" not in bob.kinds()


async def test_after_the_seal_nothing_is_kept_about_who_was_asked(
    office: Office, bob: Phone
) -> None:
    await answer(bob, ("the fox", Visibility.TEAM_UNNAMED), tap="3")
    await office.later(days=3)
    async with office.unit_of_work.look() as step:
        for table in (tables.prompt, tables.answer, tables.part):
            assert (await step.tx.execute(select(table))).all() == []
    assert await deliveries(office) == []


async def two_rounds_kept_private(office: Office, team: Team) -> None:
    """Alice keeps her answers to herself in one week, Bob in the next."""
    alice, bob, *_ = await office.people(team, *NAMES)
    await office.schedule(team)
    for week, (one, other) in enumerate(((alice, bob), (bob, alice))):
        await office.at(NINE + timedelta(weeks=week))
        for person, level in ((one, Visibility.PRIVATE), (other, Visibility.TEAM_UNNAMED)):
            await answer(person, *((text, level) for text in ("one", "two", "three")), tap="4")
    await office.later(days=3)


async def test_a_private_note_does_not_say_of_which_round_it_is(office: Office, team: Team) -> None:
    """It would tell, of everybody who has none, that they have shared what they said."""
    await two_rounds_kept_private(office, team)
    async with office.unit_of_work.look() as step:
        notes_kept = (await step.tx.execute(select(tables.note))).all()
    kept: dict[int, set[tuple[object, ...]]] = {}
    for one in notes_kept:
        kept.setdefault(one.member_id, set()).add((one.month, one.question, one.text))
    alices, bobs = kept.values()
    assert alices == bobs
    assert len(notes_kept) == 6


@on_postgresql
async def test_nor_does_the_server_know_which_notes_were_written_together(
    office: Office, team: Team
) -> None:
    await two_rounds_kept_private(office, team)
    assert await office.unit_of_work.store.scrub()
    async with office.unit_of_work.look() as step:
        lying = text("SELECT id, xmin::text AS written FROM note ORDER BY ctid")
        rows = (await step.tx.execute(lying)).all()
    assert len({row.written for row in rows}) == 1
    assert [row.id for row in rows] == sorted(row.id for row in rows)
