"""A month is played in which some answer and others do not: what is kept of the messages that were
sent does not tell who.

Ten people of North work on different days; Magda is their manager, and there is a channel.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.hearing.digests import DigestLetter
from bot.domain.transport.deliveries import Delivery, DeliveryState
from bot.flows.hearing import digests
from bot.storage.base.columns import NO_TIME
from bot.storage.base.rows import every
from bot.storage.base.schema import delivery
from tests.answering import answer
from tests.databases import Databases
from tests.desk import NINE, Office, open_office

PEOPLE = [f"Person {number}" for number in range(10)]
WEEKS = 4


async def month(office: Office, answering: Collection[str]) -> list[Delivery]:
    """Play four weeks. What the table holds in the end, and held in the middle of each."""
    team = await office.team(chat_id=-5, chat_title="North together")
    people = await office.people(team, *PEOPLE)
    magda = await office.member(
        "Magda", team, Role.MANAGER, next_digest_at=NINE + timedelta(days=4)
    )
    await office.schedule(team)
    seen: list[Delivery] = []
    for week in range(WEEKS):
        await office.at(NINE + timedelta(weeks=week))
        for number, one in enumerate(people):
            office.clock.moment += timedelta(minutes=number)
            if one.member.name in answering:
                await answer(one, *((w, Visibility.TEAM_UNNAMED) for w in ("a", "b", "c")), tap="4")
        seen += await sent(office)
        await office.later(days=5)
        letters = [one for one in magda.shown.values() if isinstance(one, DigestLetter)]
        for letter in letters[-1:]:
            for told_of in letter.told:
                await magda.does(partial(digests.read, drawn=False), told_of.release_id)
        seen += await sent(office)
    return await sent(office)


async def sent(office: Office) -> list[Delivery]:
    async with office.unit_of_work.store.look() as tx:
        query = select(delivery).where(delivery.c.state == DeliveryState.SENT)
        found = await every(tx, query, Delivery)
    assert all(one.id < 0 and one.not_before == NO_TIME and one.attempts == 1 for one in found)
    return found


def told(rows: Collection[Delivery]) -> list[str]:
    """All that the rows say, but for the number that each has drawn."""
    return sorted(repr(replace(one, id=0, message_id=0)) for one in rows)


async def test_what_stays_after_a_month_is_the_same_whoever_has_answered(
    databases: Databases,
) -> None:
    first, second = PEOPLE[:7], PEOPLE[3:]
    async with open_office(await databases.new()) as office:
        before = await month(office, first)
    async with open_office(await databases.new()) as office:
        after = await month(office, second)
    assert told(before) == told(after)
    assert {one.chat_id for one in before} == {-5, 1010}, "the channel's and the manager's"


async def test_while_a_round_is_open_its_messages_have_no_order_either(office: Office) -> None:
    """Who came first, and after whom there is a gap, would tell of people who are asked alone."""
    team = await office.team()
    people = await office.people(team, *PEOPLE)
    await office.schedule(team)
    await office.at(NINE)
    for one in people:
        await one.taps("4")
    by_number = [one.chat_id for one in sorted(await sent(office), key=lambda one: one.id)]
    assert by_number != sorted(by_number)
    assert by_number != sorted(by_number, reverse=True)
    assert len(set(by_number)) == len(PEOPLE)
