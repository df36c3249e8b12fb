"""People who block the bot, delete their account or fall silent, and a group that moves: known at
once, tried no more, and nobody else is the worse for it."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from bot.chat.buttons.asking.answers import TapOption
from bot.sandbox.phones import visible
from tests.faults import acting
from tests.faults.people import Person
from tests.faults.performance import Performance
from tests.faults.script import Part, write_script
from tests.faults.town import ASKED_AT, Town, add_team
from tests.stage import BOT

SPEED = 10

REFUSED = (400, 403)


async def acts_all(person: Person, part: Part) -> None:
    """Somebody's whole part, once they have been asked."""
    await acting.reply_to_all(person, part)
    await acting.think_again(person, part)


def tries(town: Town, chat: int, since: int) -> list[int]:
    """How sends and edits to a chat have ended."""
    calls = town.world.calls.since(since)
    return [one.status for one in calls if str(one.parameters.get("chat_id")) == str(chat)]


async def parts_of(play: Performance, people: Sequence[Person]) -> None:
    async with asyncio.TaskGroup() as together:
        for person in people:
            together.create_task(acts_all(person, play.script.of(person.name)))


async def test_people_who_are_gone_are_left_alone_and_welcome_back(town: Town) -> None:
    play = Performance(town, write_script(16, people=9))
    await play.belongs(await add_team(town))
    alice, bob, vic, *others = town.people
    town.process.start()
    await town.settled()
    town.at(ASKED_AT, SPEED)
    for person in town.people:
        await acting.question(person, 1)
    await town.control.block(alice.id)
    await town.settled()
    before = town.calls()
    await town.process.stop()
    await bob.taps(TapOption)
    await town.control.deactivate(bob.id)
    town.process.start()
    await parts_of(play, others)
    await town.settled()
    assert tries(town, alice.id, before) == []
    assert tries(town, bob.id, before) == [403], "one try told that the account is gone"
    await town.control.unblock(alice.id)
    play.books.came_back.add(alice.name)
    await alice.reads("Good to have you back")
    await parts_of(play, [alice])
    await town.settled()
    assert vic.text("2 of 4") is None, "who falls silent is left in peace"
    told = [line for line in await play.books.told() if not line.startswith((bob.name, vic.name))]
    assert told == []


async def test_what_a_group_is_owed_follows_it_when_it_moves(town: Town) -> None:
    play = Performance(town, write_script(17, people=8))
    ids = [person.id for person in town.people]
    group = await town.control.chat("group", "North", members=ids, admins=ids[:1], bots=[BOT])
    town.channel = group["id"]
    await play.belongs(await add_team(town))
    town.process.start()
    await town.settled()
    town.at(ASKED_AT)
    await play.answers()
    await town.settled()
    await town.process.stop()
    moved = await town.control.migrate(group["id"])
    town.account.updates.clear()
    before = town.calls()
    town.later(timedelta(days=3))
    town.process.start()
    await town.sealed()
    await town.settled()
    assert [status for status in tries(town, group["id"], before) if status in REFUSED] == [400]
    heard = await town.control.messages(ids[0], chat=moved["id"])
    assert "people took part" in "\n".join(visible(message) for message in heard)
    await play.books.balance_sealed()
