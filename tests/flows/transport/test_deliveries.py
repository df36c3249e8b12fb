"""What follows from Telegram's answer to a message, beyond what the sender's tests show."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.base.roles import Role
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.people.people import Said
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Delivery, DeliveryState
from bot.flows.asking import answers, prompts, rounds
from bot.flows.base.step import Step
from bot.flows.transport import deliveries
from bot.flows.transport.deliveries import Failure, FailureKind
from bot.storage.base.rows import every
from bot.storage.base.schema import delivery
from tests.desk import NINE, Office, Phone


async def asked(office: Office, team: Team) -> Delivery:
    """Bob's first question, still owed."""
    await office.schedule(team)
    office.clock.moment = NINE
    await office.do(rounds.plan)
    await office.do(prompts.send_due)
    return (await office.owed())[0]


async def fails(
    office: Office,
    one: Delivery,
    kind: FailureKind,
    *,
    retry_at: datetime | None = None,
) -> None:
    await office.fail(one, Failure(kind=kind, reason="because", retry_at=retry_at))


async def kept(office: Office) -> Sequence[Delivery]:
    async with office.unit_of_work.store.look() as tx:
        return await every(tx, select(delivery).order_by(delivery.c.id), Delivery)


async def test_a_try_that_failed_waits_and_counts(office: Office, team: Team, bob: Phone) -> None:
    one = await asked(office, team)
    at = NINE + timedelta(seconds=9)
    await fails(office, one, FailureKind.LATER, retry_at=at)
    first = next(d for d in await kept(office) if d.id == one.id)
    assert (first.state, first.attempts, first.not_before) == (DeliveryState.OWED, 1, at)
    assert first.body is not None


async def test_refused_for_good_it_is_kept_for_the_operator(
    office: Office, team: Team, bob: Phone
) -> None:
    one = await asked(office, team)
    await fails(office, one, FailureKind.REFUSED)
    parked = next(d for d in await kept(office) if d.id == one.id)
    assert (parked.state, parked.error) == (DeliveryState.PARKED, "because")


async def test_expired_it_is_forgotten(office: Office, team: Team, bob: Phone) -> None:
    one = await asked(office, team)
    await fails(office, one, FailureKind.EXPIRED)
    assert one.id not in {d.id for d in await kept(office)}


async def test_who_blocks_the_bot_is_asked_no_more(office: Office, team: Team, bob: Phone) -> None:
    one = await asked(office, team)
    gone = office.phones[one.chat_id]
    await fails(office, one, FailureKind.GONE)
    await office.deliver()
    assert gone.kinds() == []
    await office.later(days=7)
    assert gone.kinds() == []
    others = [one.kinds() for one in office.phones.values() if one is not gone]
    assert others == [["AskQuestion", "CameBack", "AskQuestion"]] * 4, "and was not asked at all"


async def test_a_lost_channel_is_told_to_each_who_leads_once(
    office: Office, team: Team, bob: Phone
) -> None:
    north = await office.team("Linked", chat_id=-5, chat_title="Linked")
    alice = await office.member("Alice", north, Role.FACILITATOR)
    await office.do(lambda step: _post(step, north))
    await office.do(lambda step: _post(step, north))
    (to_channel,) = [d for d in await office.owed() if d.chat_id == -5]
    await fails(office, to_channel, FailureKind.GONE)
    await office.deliver()
    assert [m.key for m in alice.shown.values() if isinstance(m, Said)] == ["channel_lost"]
    assert office.channel(-5) == []


async def _post(step: Step, team: Team) -> None:
    step.post(team, Said(key="sent_already"))


@pytest.mark.parametrize("times", [1, 2])
async def test_a_message_noted_twice_is_noted_once(
    office: Office, team: Team, bob: Phone, times: int
) -> None:
    """As after a note that was broken off and made again."""
    one = await asked(office, team)
    for _ in range(times):
        await office.do(lambda step: deliveries.sent(step, [(one, 77)]))
    (noted,) = [d for d in await kept(office) if d.state is DeliveryState.SENT]
    assert (noted.state, noted.message_id, noted.body) == (DeliveryState.SENT, 77, None)


async def test_a_question_that_went_out_twice_takes_one_answer(
    office: Office, team: Team, bob: Phone
) -> None:
    """A crash between "sent" and "noted" repeats a message; both copies carry the same buttons."""
    await office.begin(team)
    at, question = bob.with_id(AskQuestion)
    bob.shown[at + 100] = question
    for place, option in ((at, "2"), (at + 100, "4")):
        level = question.visibility
        await bob.does(answers.tap, question.answer_id, option, level, at=place)
    assert [one.options for one in await bob.answers() if one.replied] == [("4",)]
    assert len(await bob.answers()) == 2
