"""Many at once, and one who does not stop: everybody is answered, in order, and nobody waits for
somebody else."""

from collections import Counter

from sqlalchemy import select

from bot.chat.buttons.asking.answers import TapOption
from bot.sandbox.calls import CallRecord
from bot.storage.base.schema import answer, prompt
from tests.faults import acting
from tests.faults.people import Person
from tests.faults.performance import Performance
from tests.faults.script import write_script
from tests.faults.town import ASKED_AT, Town, add_members, add_team

FLOOD = 1000
CROWD = 1000
LONG = 120.0
"""Real seconds that a slow machine may take for so many."""


def sends(town: Town, since: int) -> list[CallRecord]:
    return [call for call in town.world.calls.since(since) if call.method == "sendMessage"]


def of_question(call: CallRecord, number: int) -> bool:
    return f"{number} of 4" in str(call.parameters["text"])


def chat_of(call: CallRecord) -> int:
    chat = call.parameters["chat_id"]
    assert isinstance(chat, int)
    return chat


def pointed_at(calls: list[CallRecord], person: Person) -> list[int]:
    """The person's messages that replies point at, as they came."""
    to_them = (call.parameters for call in calls if chat_of(call) == person.id)
    pointing = (one["reply_parameters"] for one in to_them if "reply_parameters" in one)
    return [one["message_id"] for one in pointing if isinstance(one, dict)]


async def test_whoever_writes_a_thousand_messages_slows_nobody_and_is_answered_in_order(
    town: Town,
) -> None:
    play = Performance(town, write_script(23, people=7))
    await play.belongs(await add_team(town))
    flooder, *others = town.people
    town.process.start()
    await town.settled()
    town.at(ASKED_AT)
    for person in town.people:
        await acting.question(person, 1)
    await town.settled()
    await town.process.stop()
    before = town.calls()
    for number in range(FLOOD):
        await flooder.says(f"No {number}, that is no answer")
    await flooder.says("4")
    for person in others:
        await person.presses(TapOption, option="3")
    town.process.start()
    await town.settled(LONG)
    calls = sends(town, before)
    asked = [chat_of(call) for call in calls if of_question(call, 2)]
    assert asked[-1] == flooder.id, "whoever came after the flood did not wait for its end"
    assert sorted(asked) == sorted(person.id for person in town.people)
    told = pointed_at(calls, flooder)
    assert told == sorted(told)


async def test_a_round_of_a_thousand_who_answer_in_the_same_second(town: Town) -> None:
    team = await add_team(town)
    people = town.arrives(*(f"Person {number}" for number in range(CROWD)))
    town.account.started_by.update(person.id for person in people)
    await add_members(town, team, people)
    town.process.start()
    await town.running()
    town.at(ASKED_AT)
    await town.asked(CROWD, LONG)
    await town.settled(LONG)
    for number, person in enumerate(people):
        await person.presses(TapOption, option=str(number % 5 + 1))
    await town.settled(LONG)
    calls = sends(town, 0)
    for question in (1, 2):
        asked = Counter(one.parameters["chat_id"] for one in calls if of_question(one, question))
        assert asked == dict.fromkeys((person.id for person in people), 1)
    async with town.store() as store, store.look() as tx:
        query = select(prompt.c.member_id, answer.c.options).join(answer)
        given = {row.member_id: row.options for row in await tx.execute(query) if row.options}
    assert given == {number + 1: (str(number % 5 + 1),) for number in range(CROWD)}
