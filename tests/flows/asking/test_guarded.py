"""Whatever people do, nothing that tells who their words are about reaches anybody else: no pool,
no post, no letter, no critical friend, no export; but for what they have said is no name."""

import random
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import ChooseReaders
from bot.domain.messages.asking.guard import AskAnew, CheckWords
from bot.domain.messages.asking.prompts import AskQuestion
from bot.errors import Refusal
from bot.flows.asking import answers, levels
from bot.flows.base.step import Step
from bot.storage.base.schema import delivery, metadata
from tests.databases import on_sqlite
from tests.desk import Flow, Office, Phone

IDENTIFIERS = (
    "811218-9876",
    "070-123 45 67",
    "eva.ek@exempel.se",
    "SE35 5000 0000 0549 1000 0003",
    "Storgatan 12",
)
NAMES = ("Fatima", "Omar", "Karin")
CLEAN = ("vi hann inte med lunchen", "mer tid för samtal", "schemat höll hela veckan")
OWN = ("note", "answer", "part", "draft", "member", "inbox")
"""Tables in which somebody's own words may stand."""

CHANNEL = -100
DEEDS = 200


@dataclass
class Week:
    office: Office
    rng: random.Random
    people: list[Phone]
    no_names: set[str] = field(default_factory=set)

    async def deed(self) -> None:
        who = self.rng.choice(self.people)
        asking = [
            (n, one)
            for n, one in sorted(who.shown.items())
            if isinstance(one, AskQuestion | ChooseReaders | CheckWords | AskAnew)
        ][-3:]
        if asking:
            at, one = self.rng.choice(asking)
            await self.answer(who, at, one)

    async def answer(self, who: Phone, at: int, one: object) -> None:
        match one:
            case CheckWords():
                await self.decide(who, at, one)
            case ChooseReaders():
                level = self.rng.choice(one.levels).visibility
                shown = (one.answer_id, level, one.wording, one.offer)
                await self.tried(who, levels.choose, *shown, at=at)
            case AskQuestion() if one.options:
                await self.tried(who, answers.tap, one.answer_id, "3", one.visibility, at=at)
            case _:
                if self.rng.random() < 0.2 and who.written:
                    await self.edit(who)
                else:
                    await who.writes(self.words())

    async def edit(self, who: Phone) -> None:
        with suppress(Refusal):
            await who.edits(self.rng.choice(sorted(who.written)), self.words())

    async def decide(self, who: Phone, at: int, one: CheckWords) -> None:
        shown = (one.answer_id, one.readers.visibility, one.sent, one.offer)
        match self.rng.randrange(4):
            case 0:
                await self.tried(who, levels.send_replaced, *shown, at=at)
            case 1:
                found = {p.text for p in one.stretches if p.found}
                self.no_names |= {name for name in NAMES if any(name in text for text in found)}
                await self.tried(who, levels.say_no_name, *shown, at=at)
            case 2:
                await self.tried(who, levels.write_anew, one.answer_id, one.wording, at=at)
            case _:
                only_me = (one.answer_id, Visibility.PRIVATE, one.wording, one.offer)
                await self.tried(who, levels.choose, *only_me, at=at)

    def words(self) -> str:
        told = [self.rng.choice(CLEAN)]
        if self.rng.random() < 0.7:
            told.append(f"{self.rng.choice(NAMES)} ringde")
        if self.rng.random() < 0.5:
            told.append(self.rng.choice(IDENTIFIERS))
        self.rng.shuffle(told)
        return ", ".join(told)

    async def tried(self, who: Phone, flow: Flow, *more: object, at: int) -> None:
        with suppress(Refusal):
            await who.does(flow, *more, at=at)


async def elsewhere(step: Step) -> str:
    """All rows that may hold anybody's words for others to read."""
    told = []
    for table in metadata.sorted_tables:
        if table.name not in OWN:
            query = select(table)
            if table is delivery:
                query = query.where(table.c.chat_id < 0)
            told += [repr(row) for row in (await step.tx.execute(query)).all()]
    return "\n".join(told)


@on_sqlite
@pytest.mark.parametrize("seed", range(8))
async def test_nothing_that_tells_who_it_is_about_reaches_anybody(
    office: Office, seed: int
) -> None:
    team = await office.team(chat_id=CHANNEL)
    people = await office.people(team, "Bo", "Bea", "Cid", "Dot", "Karin")
    friend = await office.member("Fritz", team, Role.CRITICAL_FRIEND)
    await office.begin(team)
    week = Week(office, random.Random(seed), people)
    for _ in range(DEEDS):
        await week.deed()
    await office.later(days=7)

    read = "\n".join(map(repr, [*office.posted.get(CHANNEL, ()), *friend.shown.values()]))
    async with office.unit_of_work.look() as step:
        rows = await elsewhere(step)
    assert any(words in read + rows for words in CLEAN), "nobody has shared anything"
    for secret in (*IDENTIFIERS, *({"Fatima", "Omar"} - week.no_names)):
        assert secret not in read
        assert secret not in rows
