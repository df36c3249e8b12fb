"""Last night's backup in today's Telegram: people remember more than the bot does."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, delete, func, select

from bot.domain.asking.answers import AnswerState
from bot.domain.base.roles import Role
from bot.domain.people.teams import Team
from bot.errors import OperatorError
from bot.storage.base.schema import (
    answer,
    delivery,
    invite,
    member,
    note,
    part,
    pool,
    prompt,
    release,
)
from bot.storage.people import members
from tests.databases import Databases, on_sqlite
from tests.factories import mark
from tests.operating.lives import Lives, several, told
from tests.stage import MONDAY, Person, Stage, labels, visible

NINE = MONDAY + timedelta(hours=3)
"""When people are asked."""

NAMES = ("Bob", "Cid", "Dora", "Eve", "Finn")
CALM = "😌 Calm"
NAMED, UNNAMED = "🙋 The team, with my name", "👥 The team, no name"
PRIVATE = "✓ 🔒 Only me"
LOST = "Something broke on my side: what was answered between"


@dataclass(frozen=True, kw_only=True)
class Mondays:
    """Alice leads North, where five others are asked on Mondays how their shift was."""

    stage: Stage
    lives: Lives
    team: Team
    alice: Person
    people: dict[str, Person]
    channel: int

    async def answer(self, name: str, words: str, readers: str = UNNAMED) -> None:
        """Answer both questions."""
        person = self.people[name]
        await person.taps(CALM)
        await person.says(words)
        await person.taps(readers)

    async def heard(self) -> list[str]:
        """What the channel has been told of the Team's answers."""
        said = await self.stage.said_in(self.channel, self.alice)
        return [text for text in said if "took part" in text or "In your words" in text]

    async def count(self, *tables: Table) -> list[int]:
        async with self.stage.app.unit_of_work.store.look() as tx:
            return [
                (await tx.execute(select(func.count()).select_from(table))).scalar_one()
                for table in tables
            ]


@pytest.fixture
async def play(stage: Stage, tmp_path: Path) -> AsyncIterator[Mondays]:
    async with several(stage, tmp_path) as lives:
        team = await stage.team()
        alice = await stage.member("Alice", team, Role.FACILITATOR)
        people = {name: await stage.member(name, team) for name in NAMES}
        channel = await stage.channel(team, alice, *people.values())
        await stage.schedule(team, "end-of-shift")
        yield Mondays(
            stage=stage, lives=lives, team=team, alice=alice, people=people, channel=channel
        )


async def test_what_may_have_been_answered_is_asked_once_more_and_counts_once(
    play: Mondays,
) -> None:
    stage, bob = play.stage, play.people["Bob"]
    await stage.at(NINE)
    await bob.taps(CALM)
    await stage.later(hours=1)
    await play.lives.backs_up()
    await bob.says("It was quiet")
    await bob.taps(NAMED)
    await play.answer("Cid", "Nobody called")
    before = {name: len(await person.chat()) for name, person in play.people.items()}
    led = len(await play.alice.chat())

    await stage.later(hours=4)
    await play.lives.is_restored()
    for name, person in play.people.items():
        (asked,) = await told(person, before[name])
        assert LOST in asked
        assert ("2 of 2" if name == "Bob" else "1 of 3") in asked
    (news,) = await told(play.alice, led)
    assert "I was restored from a backup" in news

    await bob.says("It was quiet")
    await bob.taps(NAMED)
    await play.answer("Cid", "Nobody called")
    quiet = len(await play.people["Dora"].chat())
    await stage.later(hours=4)
    assert await told(play.people["Dora"], quiet) == []
    async with stage.app.unit_of_work.store.look() as tx:
        given = select(answer.c.question_id).where(answer.c.state == AnswerState.GIVEN)
        assert len((await tx.execute(given)).all()) == 4
        texts = select(part.c.text).order_by(part.c.text)
        assert (await tx.execute(texts)).scalars().all() == ["It was quiet", "Nobody called"]


async def test_what_was_owed_at_the_moment_of_the_backup_is_not_sent_again(play: Mondays) -> None:
    stage, eve = play.stage, play.people["Eve"]
    before = len(await eve.chat())
    stage.clock.moment = NINE
    await stage.control.clock(NINE)
    await stage.app.heartbeat.beat()
    await play.lives.backs_up()
    await stage.later(minutes=5)
    await play.lives.is_restored()
    first, again = await told(eve, before)
    assert "1 of 3" in first
    assert LOST not in first
    assert LOST in again


@on_sqlite
async def test_at_night_nobody_is_woken_by_it(play: Mondays) -> None:
    stage, eve = play.stage, play.people["Eve"]
    await stage.at(NINE)
    await play.lives.backs_up()
    before = len(await eve.chat())
    await stage.at(MONDAY.replace(hour=22))
    await play.lives.is_restored()
    assert await told(eve, before) == []
    await stage.at(MONDAY.replace(day=3, hour=6))
    (asked,) = await told(eve, before)
    assert LOST in asked


async def test_a_round_that_was_told_since_is_closed_at_once_and_not_told_again(
    play: Mondays, databases: Databases
) -> None:
    stage = play.stage
    await stage.at(NINE)
    for name in NAMES[:4]:
        await play.answer(name, f"kvistelbark {mark(name)}")
    await play.people["Finn"].taps(CALM)
    await play.people["Finn"].says("zoffelbark")
    await play.people["Finn"].taps(PRIVATE)
    await play.lives.backs_up()
    await stage.later(days=3)
    heard = await play.heard()
    assert len(heard) > 0

    done = await play.lives.is_restored()
    assert done.closed == 1
    assert await play.heard() == heard
    assert await play.count(prompt, answer, part, pool, release) == [0] * 5
    async with stage.app.unit_of_work.store.look() as tx:
        private = select(delivery).where(delivery.c.chat_id > 0)
        assert (await tx.execute(private)).all() == []
    assert await play.count(note) == [1]
    assert done.replaced is not None
    done.replaced.unlink()  # as the operator is told to do
    assert b"kvistelbark" not in await databases.content(stage.config.database.url)

    # Next Monday all goes on as ever.
    await stage.at(NINE + timedelta(days=7))
    await play.answer("Bob", "brunkelbark")
    await stage.later(days=3)
    again = await play.heard()
    assert again[: len(heard)] == heard
    assert "kvistelbark" not in "".join(again[len(heard) :])


@on_sqlite
async def test_what_fell_due_after_the_bot_last_ran_is_told_now(play: Mondays) -> None:
    """Nobody has heard it yet."""
    stage = play.stage
    await stage.at(NINE)
    for name in NAMES:
        await play.answer(name, f"kvistelbark {mark(name)}")
    await play.lives.backs_up()
    await play.lives.stops()
    stage.clock.moment = NINE + timedelta(days=3)
    await stage.control.clock(stage.clock.moment)
    done = await play.lives.is_restored(last_run=NINE + timedelta(hours=5))
    assert done.closed == 0
    assert f"kvistelbark {mark('Bob')}" in "".join(await play.heard())


@on_sqlite
async def test_if_the_bot_has_not_run_since_nothing_is_lost_and_nobody_is_told(
    play: Mondays,
) -> None:
    """As on the way to another machine."""
    stage, eve = play.stage, play.people["Eve"]
    before = len(await eve.chat())
    stage.clock.moment = NINE
    await stage.control.clock(NINE)
    await stage.app.heartbeat.beat()
    await play.lives.backs_up()
    led = len(await play.alice.chat())
    await play.lives.is_restored(last_run=NINE)
    (asked,) = await told(eve, before)
    assert LOST not in asked
    assert await told(play.alice, led) == []
    await play.answer("Eve", "All is well")


@on_sqlite
async def test_buttons_from_the_lost_time_say_so_and_never_fit_anything_else(play: Mondays) -> None:
    stage, bob, cid = play.stage, play.people["Bob"], play.people["Cid"]
    await stage.at(NINE)
    await play.lives.backs_up()
    await bob.taps(CALM)
    question = (await bob.chat())[-1]
    assert "2 of 2" in visible(question)
    await play.answer("Cid", "Nobody called")
    kept = next(m for m in reversed(await cid.chat()) if "My answer…" in labels(m))

    await stage.later(hours=1)
    await play.lives.is_restored()
    for person in play.people.values():
        await person.taps(CALM)
    pressed = await bob.taps("Skip", message=question["message_id"])
    assert pressed.alert
    assert "What was answered between Mon 2 Mar 09:00 and Mon 2 Mar 10:00 is lost" in (
        pressed.answer or ""
    )
    pressed = await cid.taps("My answer…", message=kept["message_id"])
    assert "What was said between Mon 2 Mar 09:00 and Mon 2 Mar 10:00 is lost" in (
        pressed.answer or ""
    )
    async with stage.app.unit_of_work.store.look() as tx:
        states = (await tx.execute(select(answer.c.state))).scalars().all()
    assert AnswerState.SKIPPED not in states


@on_sqlite
async def test_words_under_a_question_that_is_not_known_any_more_answer_no_older_one(
    play: Mondays,
) -> None:
    stage, bob = play.stage, play.people["Bob"]
    await stage.at(NINE)
    await bob.taps(CALM)
    await play.lives.backs_up()
    await bob.says("A first answer")
    await bob.taps(PRIVATE)
    await play.lives.stops()
    await stage.control.say(bob.id, "Something else altogether")
    await stage.later(minutes=5)
    await play.lives.is_restored()
    assert await play.count(part) == [0]
    assert "Something else altogether" not in await bob.has_seen()
    assert any("Keep it as a private note" in "".join(labels(m)) for m in await bob.chat())


@on_sqlite
async def test_a_date_that_fell_into_the_lost_time_is_asked_once_more(play: Mondays) -> None:
    stage, eve = play.stage, play.people["Eve"]
    await play.lives.backs_up()
    await stage.at(NINE)
    before = len(await eve.chat())
    await stage.later(hours=5)
    await play.lives.is_restored()
    (asked,) = await told(eve, before)
    assert LOST in asked
    await play.answer("Eve", "All is well")
    closed = len(await eve.chat())
    await stage.later(days=1)
    assert await told(eve, closed) == []


@on_sqlite
async def test_links_to_join_are_withdrawn_and_whoever_has_used_one_needs_another(
    play: Mondays,
) -> None:
    stage = play.stage
    await play.alice.says("/invite")
    async with stage.app.unit_of_work.store.step() as tx:
        await tx.execute(invite.insert().values(**link(play.team, stage.clock.moment)))
    await play.lives.backs_up()
    await stage.later(hours=1)
    await play.lives.is_restored()
    gus = await stage.person("Gus")
    await gus.says("/start TheLinkOfLastNight")
    assert "This link has been withdrawn" in await gus.sees()


def link(team: Team, now: datetime) -> dict[str, object]:
    return {
        "bot_id": team.bot_id,
        "token": "TheLinkOfLastNight",
        "team_id": team.id,
        "role": Role.STAFF,
        "made_by": None,
        "expires_at": now + timedelta(days=7),
        "max_uses": 5,
        "uses": 0,
        "withdrawn": False,
    }


@on_sqlite
async def test_a_second_restore_is_as_good_as_the_first(play: Mondays) -> None:
    stage, eve = play.stage, play.people["Eve"]
    await stage.at(NINE)
    await play.lives.backs_up()
    await stage.later(hours=1)
    await play.lives.is_restored()
    await play.answer("Eve", "All is well")
    await stage.later(hours=1)
    before = len(await eve.chat())
    await play.lives.is_restored()
    (asked,) = await told(eve, before)
    assert "1 of 3" in asked
    await play.answer("Eve", "All is well")
    async with stage.app.unit_of_work.store.look() as tx:
        found = list((await tx.execute(select(part.c.text))).scalars())
    assert found == ["All is well"]


@on_sqlite
async def test_who_was_forgotten_since_is_forgotten_again(play: Mondays) -> None:
    """The replaced database can still tell."""
    stage, eve = play.stage, play.people["Eve"]
    await stage.at(NINE)
    await play.answer("Eve", "kvistelbark", NAMED)
    await play.lives.backs_up()
    await eve.says("/forget")
    await eve.taps("Forget me")
    await eve.taps("Yes, forget me for good")
    before = len(await eve.chat())
    await stage.later(hours=1)
    done = await play.lives.is_restored()
    assert done.forgotten == 1
    assert await told(eve, before) == []
    async with stage.app.unit_of_work.store.look() as tx:
        assert await members.by_telegram_id(tx, stage.app.bot.id, eve.id) is None
        assert (await tx.execute(select(part.c.text))).scalars().all() == []


@on_sqlite
async def test_a_database_that_has_lost_its_people_is_no_witness(play: Mondays) -> None:
    """It may be why a backup is restored."""
    stage = play.stage
    await stage.at(NINE)
    await play.lives.backs_up()
    async with stage.app.unit_of_work.store.step() as tx:
        await tx.execute(delete(member).where(member.c.name != "Bob"))
    done = await play.lives.is_restored()
    assert done.forgotten == 0
    await play.answer("Eve", "All is well")


@on_sqlite
async def test_a_bot_does_not_start_on_a_backup_that_was_copied_into_place(play: Mondays) -> None:
    await play.lives.backs_up()
    await play.lives.stops()
    own = play.stage.config.database.url.removeprefix("sqlite:///")
    shutil.copy(play.lives.file, own)
    with pytest.raises(OperatorError, match="The database is the backup of 2026-03-02 05:00 UTC"):
        await play.lives.starts()
