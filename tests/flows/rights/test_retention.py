"""What has been kept long enough is deleted: AT-28, one period after the other."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Unpack

import pytest
from sqlalchemy import func, select

from bot.domain.base.drafts import Draft, DraftKind
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import DeliveryState, Priority, Subject
from bot.domain.transport.inbox import InboxState, Received
from bot.flows.base.envelope import unpack
from bot.flows.base.step import Step
from bot.flows.rights import retention
from bot.flows.transport import inbox as updates
from bot.storage.asking import planned
from bot.storage.base import drafts, upkeep
from bot.storage.base import schema as tables
from bot.storage.base.columns import NO_TIME
from bot.storage.hearing import releases
from bot.storage.people import invites
from bot.storage.transport import deliveries, inbox
from tests.answering import answer_alike
from tests.desk import BOT_ID, Office, Phone, open_office
from tests.factories import mark

NAMES = ("Alice", "Bob", "Cid", "Dora", "Eve", "Fay")
CHANNEL = -100


async def count(office: Office, table: str) -> int:
    async with office.unit_of_work.look() as step:
        query = select(func.count()).select_from(tables.metadata.tables[table])
        return (await step.tx.execute(query)).scalar_one()


async def shared(office: Office, level: Visibility, names: Sequence[str] = NAMES) -> list[Phone]:
    """A Round in which everybody has shared this way, sealed a moment ago."""
    team = await office.team(chat_id=CHANNEL)
    phones = await office.people(team, *NAMES)
    await office.member("Grete", team, Role.CRITICAL_FRIEND)
    schedule = await office.schedule(team)
    await office.later(hours=4)
    await answer_alike([phone for phone in phones if phone.member.name in names], level)
    async with office.unit_of_work.step() as step:
        await step.tx.execute(
            tables.schedule.update().where(tables.schedule.c.id == schedule.id).values(paused=True)
        )
    await office.later(days=3)
    return phones


async def test_what_too_few_share_is_given_up_after_four_weeks(office: Office) -> None:
    await shared(office, Visibility.TEAM_UNNAMED, NAMES[:2])
    kept = await count(office, "pool")
    assert kept > 0
    await office.later(days=25)
    assert await count(office, "pool") == kept
    await office.later(days=1)
    assert await count(office, "pool") == 0


async def test_what_a_critical_friend_was_told_goes_with_the_teams_words(office: Office) -> None:
    await shared(office, Visibility.FRIEND)
    await office.later(days=87)
    assert await count(office, "pool") > 0
    await office.later(days=1)
    assert await count(office, "pool") == 0


@pytest.mark.parametrize("level", [Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED])
async def test_words_the_team_has_seen_go_after_ninety_days_and_figures_stay(
    office: Office, level: Visibility
) -> None:
    await shared(office, level)
    await office.later(days=87)
    assert await count(office, "pool") > 0
    assert f"{mark('Alice')} says one" in await told(office)
    await office.later(days=1)
    assert await count(office, "pool") == 0
    assert mark("Alice") not in await told(office)
    assert "TellInsight" in await told(office)


async def told(office: Office) -> str:
    """All that Releases still hold."""
    async with office.unit_of_work.look() as step:
        found = (await step.tx.execute(select(tables.release.c.told))).scalars().all()
    return "\n".join(repr(unpack(message)) for release in found for message in release)


async def test_what_was_told_to_the_team_goes_after_two_years(office: Office) -> None:
    await shared(office, Visibility.TEAM_UNNAMED)
    await office.later(days=727)
    assert await count(office, "release") == 1
    assert await count(office, "delivery") > 0
    await office.later(days=1)
    assert await count(office, "release") == 0
    assert await count(office, "delivery") == 0


async def test_private_notes_stay_unless_the_installation_says_otherwise(office: Office) -> None:
    await shared(office, Visibility.PRIVATE)
    kept = await count(office, "note")
    assert kept > 0
    await office.later(days=3000)
    assert await count(office, "note") == kept


async def test_private_notes_go_where_the_installation_says_so(database: str) -> None:
    async with open_office(database, retention={"private_notes": 30}) as office:
        await shared(office, Visibility.PRIVATE)
        kept = await count(office, "note")
        await office.at(datetime(2026, 4, 30, tzinfo=UTC))
        assert await count(office, "note") == kept > 0
        await office.at(datetime(2026, 5, 2, tzinfo=UTC))
        assert await count(office, "note") == 0


async def test_what_could_not_be_handled_goes_after_two_weeks(office: Office) -> None:
    states = (InboxState.HANDLED, InboxState.PARKED, InboxState.PENDING)
    async with office.unit_of_work.step() as step:
        await inbox.add_many(step.tx, [update(step, n, one) for n, one in enumerate(states)])
    for days, left in ((14, 3), (1, 2), (100, 2)):
        await office.later(days=days)
        assert await count(office, "inbox") == left


async def test_ids_of_handled_updates_have_no_date_and_go_by_their_number(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "KEPT_IDS", 3)
    states = (*[InboxState.HANDLED] * 4, InboxState.PENDING, InboxState.HANDLED)
    async with office.unit_of_work.step() as step:
        await inbox.add_many(step.tx, [update(step, n, one) for n, one in enumerate(states)])
    await office.later(days=1)
    async with office.unit_of_work.look() as step:
        left = (await step.tx.execute(select(tables.inbox.c.update_id))).scalars().all()
        assert sorted(left) == [3, 4, 5]
        assert await inbox.last_update_id(step.tx, 1) == 5


def update(step: Step, number: int, state: InboxState) -> Received:
    handled = state is InboxState.HANDLED
    return Received(
        bot_id=1,
        update_id=number,
        lane=None if handled else 1000,
        body=None if handled else "{}",
        state=state,
        attempts=0,
        retry_at=step.now,
        received_on=None if handled else step.now.date(),
        error=None,
    )


async def owe(office: Office, **fields: Unpack[deliveries.Fields]) -> None:
    """A message that was sent."""
    async with office.unit_of_work.step() as step:
        row: deliveries.Fields = {
            "id": -7,
            "bot_id": 1,
            "chat_id": CHANNEL,
            "priority": Priority.REPLY,
            "kind": "Said",
            "language": "en",
            "not_before": NO_TIME,
            "attempts": 1,
            "state": DeliveryState.SENT,
            "message_id": 1,
        }
        await deliveries.add_many(step.tx, [row | fields])


def _draft(phone: Phone, touched_at: datetime) -> Draft:
    kind = DraftKind.ZONE
    return Draft(member_id=phone.member.id, kind=kind, fields={}, touched_at=touched_at)


async def test_what_asked_for_words_is_known_as_long_as_they_are_waited_for(
    office: Office,
) -> None:
    bob = await office.member("Bob", await office.team())
    async with office.unit_of_work.step() as step:
        await drafts.put(step.tx, _draft(bob, step.now))
    await owe(office, chat_id=bob.id, subject=Subject.DRAFT, subject_id=0)
    await office.later(hours=1)
    assert await count(office, "delivery") == 1
    await office.later(days=2)
    assert await count(office, "delivery") == 0


async def test_a_message_about_a_kept_release_or_an_open_round_is_known_as_long(
    office: Office,
) -> None:
    team = await office.team()
    await office.people(team, *NAMES)
    await office.schedule(team, open_hours=24 * 20)
    release_id = await released(office, team)
    await owe(office, chat_id=CHANNEL, subject=Subject.RELEASE, subject_id=release_id)
    await office.later(hours=4)
    asked = await count(office, "delivery") - 1
    assert asked == len(NAMES)
    await office.later(days=15)
    # Two more Rounds have opened meanwhile; that of the first day is still answered.
    assert await count(office, "delivery") >= asked + 1
    await office.later(days=40)
    async with office.unit_of_work.look() as step:
        assert len(await deliveries.about(step.tx, Subject.RELEASE, release_id)) == 1


async def released(office: Office, team: Team) -> int:
    async with office.unit_of_work.step() as step:
        return await releases.add(
            step.tx,
            team_id=team.id,
            bank_id="weekly-check",
            on_date=step.now.date(),
            released_at=step.now,
            told=[],
            first_date=step.now.date(),
        )


async def test_a_message_telegram_refused_is_kept_as_long_as_an_update(office: Office) -> None:
    at = office.clock.moment
    state = DeliveryState.PARKED
    await owe(office, id=7, state=state, not_before=at, body="{}", message_id=None)
    await office.later(days=14)
    assert await count(office, "delivery") == 1
    await office.later(days=1)
    assert await count(office, "delivery") == 0


async def test_a_draft_goes_after_a_day(office: Office) -> None:
    alice = await office.member("Alice", await office.team(), Role.FACILITATOR)
    async with office.unit_of_work.step() as step:
        draft = Draft(
            member_id=alice.member.id,
            kind=DraftKind.TEAM,
            fields={"name": "South"},
            touched_at=step.now,
        )
        await drafts.put(step.tx, draft)
    await office.later(days=1)
    assert await count(office, "draft") == 1
    await office.later(days=1)
    assert await count(office, "draft") == 0


async def test_counts_of_what_was_planned_go_after_eight_days(office: Office) -> None:
    team = await office.team()
    await office.people(team, *NAMES)
    schedule = await office.schedule(team, open_hours=24)
    await office.later(hours=4)
    assert await count(office, "planned") == len(NAMES)
    async with office.unit_of_work.step() as step:
        await step.tx.execute(
            tables.schedule.update().where(tables.schedule.c.id == schedule.id).values(paused=True)
        )
        assert await planned.since(step.tx, step.now.date(), [1]) != {}
    await office.later(days=8)
    assert await count(office, "planned") == len(NAMES)
    await office.later(days=1)
    assert await count(office, "planned") == 0


async def test_an_invite_goes_thirty_days_after_it_has_expired(office: Office) -> None:
    team = await office.team()
    async with office.unit_of_work.step() as step:
        await invites.add(
            step.tx,
            bot_id=BOT_ID,
            token="secret",
            team_id=team.id,
            role=Role.STAFF,
            made_by=None,
            expires_at=step.now + timedelta(days=7),
            max_uses=1,
            uses=0,
            withdrawn=False,
        )
    await office.later(days=37)
    assert await count(office, "invite") == 1
    await office.later(days=1)
    assert await count(office, "invite") == 0


async def test_rules_are_applied_once_a_day_and_what_went_is_scrubbed(office: Office) -> None:
    await shared(office, Visibility.TEAM_UNNAMED, NAMES[:2])
    async with office.unit_of_work.step() as step:
        due = await upkeep.due_at(step.tx, upkeep.SCRUB)
        assert due is not None
        await upkeep.done(step.tx, upkeep.SCRUB, due)
        assert not await retention.purge(step)
        next_time = await upkeep.due_at(step.tx, upkeep.PURGE)
    await office.later(hours=1)
    async with office.unit_of_work.look() as step:
        assert await upkeep.due_at(step.tx, upkeep.PURGE) == next_time
        assert await upkeep.due_at(step.tx, upkeep.SCRUB) is None
    await office.later(days=26)
    async with office.unit_of_work.look() as step:
        assert await upkeep.due_at(step.tx, upkeep.SCRUB) == office.clock.moment
