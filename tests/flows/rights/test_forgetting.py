"""/forget: what goes, what stays, who may not yet. Alice leads, Bob belongs, Charlie is outside."""

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.domain.asking.rounds import RoundState
from bot.domain.base.drafts import Draft, DraftKind
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.hearing.insights import TellQuotes
from bot.domain.messages.rights.forgetting import ConfirmForgetting, ExplainForgetting, Forgotten
from bot.domain.people.members import Member
from bot.domain.transport.deliveries import DeliveryState, Priority
from bot.domain.transport.inbox import InboxState, Received
from bot.errors import Refusal
from bot.flows.asking import notes
from bot.flows.base.step import Step
from bot.flows.hearing import receipts
from bot.flows.rights import forgetting
from bot.flows.transport import deliveries as outbox
from bot.flows.transport import upkeep
from bot.flows.transport.deliveries import Failure, FailureKind
from bot.storage.base import drafts
from bot.storage.base import schema as tables
from bot.storage.people import invites, members
from bot.storage.transport import deliveries, inbox
from tests.answering import answer, answer_alike
from tests.answering import receipts as receipts_of
from tests.databases import on_sqlite
from tests.desk import BOT_ID, Office, Phone

NAMES = ("Alice", "Bob", "Cid", "Dora", "Eve", "Fay", "Gus")
CHANNEL = -100
UNNAMED, NAMED = Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED


async def count(office: Office, table: str) -> int:
    async with office.unit_of_work.look() as step:
        query = select(func.count()).select_from(tables.metadata.tables[table])
        return (await step.tx.execute(query)).scalar_one()


async def forget(phone: Phone) -> None:
    """Through both questions to the goodbye."""
    await phone.does(forgetting.explain)
    at, first = phone.with_id(ExplainForgetting)
    await phone.does(forgetting.confirm, first.until, at=at)
    at, second = phone.with_id(ConfirmForgetting)
    await phone.does(forgetting.forget, second.until, at=at)


async def refusal(phone: Phone, *arguments: Any) -> str:
    with pytest.raises(Refusal) as refused:
        await phone.does(*arguments)
    return refused.value.key


async def everything(office: Office) -> str:
    """All rows of all tables."""

    def read(connection: Connection) -> str:
        rows = []
        for table in tables.metadata.sorted_tables:
            rows += [repr(row) for row in connection.execute(select(table)).all()]
        return "\n".join(rows)

    async with office.unit_of_work.look() as step:
        return await step.tx.run_sync(read)


async def full_life(office: Office) -> Phone:
    """Bob, of whom there is something in every table."""
    team = await office.team(chat_id=CHANNEL)
    phones = await office.people(team, *NAMES)
    bob = phones[1]
    bob.member = await renamed(office, bob, "Bobolink")
    await office.schedule(team)
    await office.later(hours=4)
    await answer_alike([p for p in phones if p is not bob], UNNAMED)
    await answer(
        bob,
        ("named-kvist", NAMED),
        ("unnamed-kvist", UNNAMED),
        ("private-kvist", Visibility.PRIVATE),
        tap="2",
    )
    await office.later(days=7)
    await answer(bob, ("open-kvist", UNNAMED), tap="2")
    await bob.does(notes.keep, "noted-kvist")
    async with office.unit_of_work.step() as step:
        await leave_rows(step, bob)
    return bob


async def renamed(office: Office, phone: Phone, name: str) -> Member:
    await office.change(phone, name=name)
    return phone.member


async def leave_rows(step: Step, bob: Phone) -> None:
    """What else can be there of somebody."""
    draft = Draft(
        member_id=bob.member.id, kind=DraftKind.ZONE, fields={"n": "x"}, touched_at=step.now
    )
    await drafts.put(step.tx, draft)
    await invites.add(
        step.tx,
        bot_id=BOT_ID,
        token="token",
        team_id=1,
        role=Role.STAFF,
        made_by=bob.member.id,
        expires_at=step.now,
        max_uses=1,
        uses=0,
        withdrawn=False,
    )
    await leave_messages(step, bob)


async def leave_messages(step: Step, bob: Phone) -> None:
    """Received and not yet handled, owed and not yet sent."""
    states = (InboxState.PENDING, InboxState.PARKED)
    received = [
        Received(
            bot_id=1,
            update_id=number,
            lane=bob.id,
            body='{"text": "waiting-kvist"}',
            state=state,
            attempts=0,
            retry_at=step.now,
            received_on=step.now.date(),
            error=None,
        )
        for number, state in enumerate(states, 77)
    ]
    await inbox.add_many(step.tx, received)
    for state in (DeliveryState.OWED, DeliveryState.PARKED):
        row: deliveries.Fields = {
            "bot_id": 1,
            "chat_id": bob.id,
            "priority": Priority.REPLY,
            "kind": "Said",
            "body": '{"key": "sent-kvist"}',
            "language": "en",
            "not_before": step.now,
            "attempts": 0,
            "state": state,
        }
        await deliveries.add_many(step.tx, [row])


async def test_nothing_is_left_that_says_it_was_bob(office: Office) -> None:
    bob = await full_life(office)
    # A random token may hold the same digits by chance.
    bobs_id = re.compile(rf"\b{bob.id}\b")
    before = await everything(office)
    assert bobs_id.search(before)
    for trace in ("Bobolink", "named-kvist", "private-kvist", "open-kvist"):
        assert trace in before
    await forget(bob)

    after = await everything(office)
    assert "Bobolink" not in after
    assert not bobs_id.search(after)
    assert [word for word in after.split() if "kvist" in word and "unnamed-kvist" not in word] == []
    assert "unnamed-kvist" in after
    assert isinstance(bob.last(Forgotten), Forgotten)
    for name in ("note", "draft"):
        assert await count(office, name) == 0
    async with office.unit_of_work.look() as step:
        for table in tables.metadata.sorted_tables:
            if "member_id" in table.c:
                query = select(func.count()).where(table.c.member_id == bob.member.id)
                assert (await step.tx.execute(query)).scalar_one() == 0, table.name


@on_sqlite
async def test_no_file_of_the_database_holds_bobs_words_after_the_scrub(office: Office) -> None:
    bob = await full_life(office)
    await forget(bob)
    await upkeep.scrub(office.unit_of_work)
    file = Path(office.unit_of_work.store.engine.url.database or "")
    content = b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    assert b"Bobolink" not in content
    assert b"private-kvist" not in content
    assert content.count(b"kvist") == content.count(b"unnamed-kvist") > 0


async def test_what_bob_shared_with_his_name_is_taken_out_of_the_channel(office: Office) -> None:
    bob = await full_life(office)
    posted = office.posted[CHANNEL]
    assert "named-kvist" in repr([m for m in posted if isinstance(m, TellQuotes)])
    seen = len(posted)
    await forget(bob)
    edits = posted[seen:]
    assert len(edits) == 1
    assert "Bobolink" not in repr(edits)
    assert "says one" in repr(edits)


async def test_what_bob_shared_without_his_name_can_be_withdrawn_first(office: Office) -> None:
    bob = await full_life(office)
    unnamed = receipts_of(bob)[2]
    await bob.does(receipts.withdraw, unnamed)
    await forget(bob)
    assert "unnamed-kvist" not in await everything(office)


async def test_a_round_that_bob_has_left_closes_without_him(office: Office) -> None:
    bob = await full_life(office)
    await forget(bob)
    await office.later(days=3)
    latest = (await office.rounds())[-1]
    assert latest.state is RoundState.SEALED
    assert latest.asked == len(NAMES) - 1
    assert latest.took_part == 0


async def test_bob_is_told_how_much_stands_under_his_name(office: Office) -> None:
    bob = await full_life(office)
    await bob.does(forgetting.explain)
    assert bob.last(ExplainForgetting).named == 1
    assert bob.last(ExplainForgetting).teams == ("North",)


async def test_the_goodbye_that_telegram_refuses_leaves_no_row(office: Office) -> None:
    bob = await office.member("Bob", await office.team())
    until = 10**9
    for kind in (FailureKind.REFUSED, FailureKind.GONE, FailureKind.EXPIRED):
        async with office.unit_of_work.step() as step:
            if await members.by_telegram_id(step.tx, BOT_ID, bob.id) is None:
                await again(step, bob)
        await bob.acts(lambda step: forgetting.forget(step, bob.actor, until))
        (goodbye,) = await office.owed()
        assert goodbye.expires_at is not None
        async with office.unit_of_work.step() as step:
            await outbox.failed(step, goodbye, Failure(kind=kind, reason="as it happens"))
        assert await count(office, "delivery") == 0


async def again(step: Any, phone: Phone) -> None:
    """A new invite let Bob in as somebody new."""
    columns = [column.name for column in tables.member.columns if column.name != "id"]
    fields = {name: getattr(phone.member, name) for name in columns}
    new = await members.add(step.tx, **fields)
    assert new.id != phone.member.id


async def test_bob_changes_his_mind(office: Office) -> None:
    bob = await office.member("Bob", await office.team())
    await bob.does(forgetting.explain)
    at, _ = bob.with_id(ExplainForgetting)
    await bob.does(forgetting.stay, at=at)
    assert bob.kinds() == ["NotForgotten"]
    assert await count(office, "member") == 1


async def test_an_old_button_forgets_nobody(office: Office) -> None:
    bob = await office.member("Bob", await office.team())
    await bob.does(forgetting.explain)
    until = bob.last(ExplainForgetting).until
    await office.later(minutes=16)
    assert await refusal(bob, forgetting.confirm, until) == "forget_again"
    assert await refusal(bob, forgetting.forget, until) == "forget_again"
    assert await count(office, "member") == 1


async def test_the_only_facilitator_finds_somebody_else_first(office: Office) -> None:
    team = await office.team()
    alice = await office.member("Alice", team, Role.FACILITATOR)
    assert await refusal(alice, forgetting.explain) == "only_facilitator"
    assert await refusal(alice, forgetting.forget, 10**9) == "only_facilitator"
    await office.member("Dora", team, Role.FACILITATOR, Role.STAFF)
    await forget(alice)
    assert await count(office, "member") == 1


async def test_the_only_owner_finds_somebody_else_first(office: Office) -> None:
    team = await office.team()
    await office.member("Alice", team, Role.FACILITATOR)
    owner = await office.member("Olga", team, owner=True)
    assert await refusal(owner, forgetting.explain) == "only_owner"
    await office.member("Otto", team, owner=True)
    await forget(owner)
    assert await count(office, "member") == 2
