"""The Seal holds: with the whole database in hand, nobody can tell who wrote what without a name.

Eight people answer in every way there is. Before the Round closes, an attacker who holds the files
finds every author; afterwards none, in no table and in no byte of any file.
"""

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs

from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.receipts import receipt_hash
from bot.domain.transport.deliveries import DeliveryState
from bot.domain.transport.inbox import InboxState
from bot.storage.base.schema import note, pool
from tests.attacker import Attacker, Value, dump
from tests.databases import Databases, on_postgresql, on_sqlite
from tests.stage import MONDAY, Person, Stage

pytestmark = pytest.mark.untouched

ROOT = Path(__file__).parents[2]

NAMES = ("Alicia", "Bobbie", "Cidney", "Dorian", "Evelyn", "Fabian", "Gustav", "Hedwig")

BUTTONS = {
    Visibility.PRIVATE: "🔒 Only me",
    Visibility.FRIEND: "💬 Critical friends, no name",
    Visibility.TEAM_UNNAMED: "👥 The team, no name",
    Visibility.TEAM_NAMED: "🙋 The team, with my name",
}

PLAN = (
    # Enough of them for the team to hear, then every way for everybody.
    (Visibility.TEAM_UNNAMED,) * 6 + (Visibility.TEAM_NAMED, Visibility.PRIVATE),
    tuple(Visibility) * 2,
    tuple(reversed(Visibility)) * 2,
)
"""For each question in words, how each of the people shares the answer."""


@dataclass(frozen=True)
class Written:
    """One answer of the play."""

    author: str
    level: Visibility
    text: str


@dataclass
class Answered:
    stage: Stage
    databases: Databases
    people: dict[str, Person]
    channel: int
    written: list[Written]
    logged: list[str]

    @property
    def unnamed(self) -> list[Written]:
        return [w for w in self.written if w.level in (Visibility.FRIEND, Visibility.TEAM_UNNAMED)]

    async def bytes_kept(self) -> bytes:
        return await self.databases.content(self.stage.config.database.url)

    async def attacker(self, public: Iterable[Value] = ()) -> Attacker:
        async with self.stage.app.unit_of_work.step() as step:
            if not self.stage.app.unit_of_work.store.on_sqlite:
                await step.tx.exec_driver_sql("ANALYZE")
            return Attacker(await step.tx.run_sync(dump), public)

    async def traces(self) -> Mapping[str, set[Value]]:
        """By what each person could be recognised: numbers, name, row."""
        found = {}
        for name, person in self.people.items():
            member = await person.member()
            found[name] = {
                ("chat", person.id),
                ("long", str(person.id)),
                ("member", member.id),
                ("long", name),
            }
        return found


def word(person: int, question: int) -> str:
    """A word that is in no language, another one for each answer."""
    return f"{('kvist', 'zoffe', 'brunk')[question]}{person}elbark"


@pytest.fixture
async def play(stage: Stage, databases: Databases, caplog: pytest.LogCaptureFixture) -> Answered:
    """Everybody has answered; the Round is still open."""
    caplog.set_level(logging.INFO)
    team = await stage.team()
    people = {name: await stage.member(name, team) for name in NAMES}
    friend = await stage.member("Grete", team, Role.CRITICAL_FRIEND)
    channel = await stage.channel(team, *people.values(), friend)
    await stage.schedule(team)
    played = Answered(stage, databases, people, channel, [], [])
    with capture_logs() as events:
        await stage.at(stage.clock.moment.replace(hour=8))
        for number, person in enumerate(people.values()):
            stage.clock.moment += timedelta(seconds=100 + number)
            await answer(played, number, person)
        played.logged = [repr(event) for event in events]
    return played


async def answer(play: Answered, number: int, person: Person) -> None:
    await person.taps(str(1 + number % 5))
    for question, levels in enumerate(PLAN):
        one = Written(person.name, levels[number], word(number, question))
        await person.says(f"It was {one.text} today.")
        await person.chooses(BUTTONS[one.level])
        play.written.append(one)


async def close(play: Answered, caplog: pytest.LogCaptureFixture) -> None:
    """The Round closes, everything is told, and the file has been rewritten."""
    with capture_logs() as events:
        await play.stage.later(days=2)
        play.logged += [repr(event) for event in events]
    play.logged += [record.getMessage() for record in caplog.records]
    assert await play.stage.app.unit_of_work.store.scrub()


async def common(play: Answered) -> set[Value]:
    """What everybody in the Team shares: the bot, the Team, its channel, the Round, its dates (also
    the first of the month, a day before it), the step of its Seal, and the words that are the
    program's and the banks' own."""
    ids = [("team", 1), ("round", 1), ("schedule", 1), ("release", 1), ("chat", play.channel)]
    bot = play.stage.app.bot.id
    days = [("day", MONDAY.date() + timedelta(days=n)) for n in (-1, *range(8))]
    source = [*(ROOT / "prompts").glob("*.yaml"), *(ROOT / "bot").rglob("*.py")]
    own = {word for file in source for word in re.findall(r"[\w-]+", file.read_text("utf-8"))}
    wordings = (
        wording
        for bank in play.stage.app.unit_of_work.house.banks.values()
        for question in bank.questions
        for texts in question.wordings
        for wording in texts.values()
    )
    of_team = {str(bot), str(play.channel), str(play.channel)[1:], "Europe/Stockholm"}
    of_all = {("long", word) for word in {*own, *wordings, *of_team}}
    return {*ids, ("bot", bot), *days, *of_all, *await seals(play)}


async def seals(play: Answered) -> set[Value]:
    """On PostgreSQL, the steps that have written the Round: it was opened and sealed by them."""
    return {
        ("step", row.content["written_in"])
        for row in (await play.attacker()).rows
        if row.table == "round" and "written_in" in row.content
    }


async def test_before_the_seal_the_attacker_finds_every_author(play: Answered) -> None:
    content = await play.bytes_kept()
    assert all(one.text.encode() in content for one in play.written)
    attacker, traces = await play.attacker(await common(play)), await play.traces()
    for one in play.written:
        assert one.author in attacker.suspects(one.text, traces)


async def test_the_seal_holds(play: Answered, caplog: pytest.LogCaptureFixture) -> None:
    keys = await receipts(play)
    await close(play, caplog)
    await nobody_is_found(play)
    await named_authors_are_found(play)
    await only_the_words_themselves_are_left(play)
    await no_receipt_is_kept(play, keys)
    await nothing_tells_who_took_part(play)
    no_log_holds_words(play, keys)


async def nobody_is_found(play: Answered) -> None:
    attacker, traces = await play.attacker(await common(play)), await play.traces()
    assert len(play.unnamed) == 14
    for one in play.unnamed:
        reached = attacker.reach(one.text)
        assert {row.table for row in reached} <= {"pool", "release"}, one
        assert attacker.suspects(one.text, traces) == set(), one


async def named_authors_are_found(play: Answered) -> None:
    """So that the attacker is known to see what there is to be seen."""
    attacker, traces = await play.attacker(await common(play)), await play.traces()
    for one in play.written:
        if one.level in (Visibility.TEAM_NAMED, Visibility.PRIVATE):
            assert attacker.suspects(one.text, traces) == {one.author}


async def only_the_words_themselves_are_left(play: Answered) -> None:
    """Every copy of a word in the files is one that stands in a table."""
    content = await play.bytes_kept()
    attacker = await play.attacker()
    for one in play.written:
        in_tables = sum(row.says(one.text) for row in attacker.rows)
        assert content.count(one.text.encode()) <= in_tables


async def receipts(play: Answered) -> list[str]:
    """The secrets under people's answers, as their phones hold them."""
    found = []
    for person in play.people.values():
        for message in await person.chat():
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            data = [button["callback_data"] for row in rows for button in row]
            found += [one.partition(":")[2] for one in data if one.startswith("f:")]
    assert len(found) == 4 * len(NAMES)
    return found


async def no_receipt_is_kept(play: Answered, keys: list[str]) -> None:
    content = await play.bytes_kept()
    for key in keys:
        assert key.encode() not in content
        assert content.count(receipt_hash(key).encode()) >= 1


async def nothing_tells_who_took_part(play: Answered) -> None:
    attacker = await play.attacker()
    ids = {person.id for person in play.people.values()}
    for row in attacker.rows:
        content = row.content
        if row.table == "inbox" and "state" in content:
            assert content["state"] is InboxState.HANDLED
            assert (content["body"], content["lane"]) == (None, None)
        if row.table == "delivery" and "state" in content:
            assert content["state"] is DeliveryState.SENT
            assert content["body"] is None
            assert content["chat_id"] not in ids
    left = {row.table for row in attacker.rows}
    assert left.isdisjoint({"prompt", "answer", "part", "draft"})


def no_log_holds_words(play: Answered, keys: list[str]) -> None:
    told = "\n".join(play.logged)
    assert [one.text for one in play.written if one.text in told] == []
    assert [key for key in keys if key in told] == []


@on_postgresql
async def test_the_places_of_pooled_answers_tell_only_their_random_ids(
    play: Answered, caplog: pytest.LogCaptureFixture
) -> None:
    await close(play, caplog)
    async with play.stage.app.unit_of_work.look() as step:
        for table in (pool, note):
            rows = (await step.tx.execute(select(table).order_by(text("ctid")))).all()
            # Those that were told are written anew, behind the others.
            for told in {getattr(row, "release_id", None) for row in rows}:
                ids = [row.id for row in rows if getattr(row, "release_id", None) == told]
                assert len(ids) >= 5
                assert ids == sorted(ids)


@on_sqlite
async def test_pooled_answers_have_no_hidden_numbers(play: Answered) -> None:
    async with play.stage.app.unit_of_work.look() as step:
        for table in ("pool", "note"):
            made = f"SELECT sql FROM sqlite_master WHERE name = '{table}'"
            assert "WITHOUT ROWID" in (await step.tx.exec_driver_sql(made)).scalar_one()
