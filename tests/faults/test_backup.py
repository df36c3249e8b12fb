"""Backups while people talk; and last night's backup in today's Telegram."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from bot.config.settings import load_config
from bot.domain.asking.gaps import Gap
from bot.operating.restore import restore
from bot.operating.verifying import verify
from tests.faults import acting
from tests.faults.breakages.backed_up import BackedUp, backed_up
from tests.faults.people import Person
from tests.faults.performance import AN_HOUR, Act, Performance, under
from tests.faults.script import write_script
from tests.faults.town import ASKED_AT, Town, add_team, until
from tests.operating.hung import hung


async def test_backups_all_the_while_disturb_nobody_and_each_is_whole(
    town: Town, tmp_path: Path
) -> None:
    await add_team(town)
    play = Performance(town, write_script(5, people=8))
    town.process.start()
    made = BackedUp(6, tmp_path)
    await under(made, town, random.Random(5), play.act())
    await town.settled()
    await play.books.balance()
    await asyncio.gather(play.close(), backed_up(town, tmp_path / "at the Seal.sqlite"))
    await play.books.balance_sealed()
    assert "failed" not in town.process.log
    held = [verify(file) for file in made.files]
    assert [one.made_at for one in held] == sorted(one.made_at for one in held if one.made_at)
    assert sorted(one.answers for one in held) == [one.answers for one in held]


async def test_what_a_killed_backup_left_is_gone_after_the_next_start(
    town: Town, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    town.process.start()
    await town.running()
    with hung("bot.operating.backup.verify", "backup", folder, "--config", town.process.config):
        await town.kill()
        town.process.start()
        await town.running()
    await town.kill()
    assert len([*folder.glob(".*.part")]) == 1, "it was being made when the bot began"
    town.process.start()
    await until(lambda: not [*folder.iterdir()], "what is left of the backup to be swept")
    await until(lambda: "unfinished.swept" in town.process.log, "the log to tell of it")


async def together(play: Performance, act: Act, people: Sequence[Person]) -> None:
    async with asyncio.TaskGroup() as acts:
        for person in people:
            acts.create_task(act(person, play.script.of(person.name)))


async def test_after_last_nights_backup_everybody_is_asked_at_most_once_more(
    town: Town, tmp_path: Path
) -> None:
    """Half of them had answered before it; the others did so in the time that is lost."""
    await add_team(town)
    play = Performance(town, write_script(6, people=8))
    early, late = town.people[::2], town.people[1::2]
    town.process.start()
    await play.joins()
    town.at(ASKED_AT)
    await together(play, acting.put_off, town.people)
    town.later(AN_HOUR)
    await together(play, acting.reply_to_all, early)
    await together(play, acting.think_again, early)
    await town.settled()
    await backed_up(town, tmp_path / "night.sqlite")
    since = town.machine.now()
    town.later(timedelta(minutes=10))
    await together(play, acting.reply_to_all, late)
    await town.settled()
    await town.kill()
    before = {one.name: asked(town, one) for one in town.people}
    town.later(2 * AN_HOUR)
    gap = Gap(since=since, until=town.machine.now())
    config = load_config(town.process.config, {})
    await restore(config, tmp_path / "night.sqlite", gap, town.machine, lambda *_: None)
    for person in late:
        person.looks_on()
    town.process.start()
    await together(play, acting.reply_to_all, late)
    await together(play, acting.think_again, late)
    await town.settled()
    await play.books.balance()
    again = {one.name: asked(town, one) - before[one.name] for one in town.people}
    assert all(not again[one.name] for one in early), "they had answered everything"
    assert all(again[one.name] == Counter("1234") for one in late)
    await play.close()
    await play.books.balance_sealed()


def asked(town: Town, person: Person) -> Counter[str]:
    """How often each question was put to somebody, in a message of its own."""
    told = [
        str(call.parameters["text"])
        for call in town.world.calls.since(0)
        if call.method == "sendMessage" and str(call.parameters["chat_id"]) == str(person.id)
    ]
    return Counter(number for number in "1234" for text in told if f"{number} of 4" in text)
