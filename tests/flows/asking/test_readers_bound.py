"""Whatever happens between the choice and the Seal, nobody reads an answer but those whom its
author was shown: seeded weeks of a Team in which people come and go, and chats change."""

import random
from collections.abc import Iterator
from datetime import timedelta

from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept, ChooseReaders
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.hearing.insights import TellFriend, TellQuotes
from bot.domain.people.channels import Sight
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import answers, levels
from bot.flows.people import channels
from bot.storage.people import members, teams
from tests.databases import on_sqlite
from tests.desk import NINE, Flow, Office, Phone

TITLES = ("Five", "Six")
TEAMS = 8
DEEDS = 110


class Week:
    """People answer while others change who reads them. `shown` is what each author was last told:
    answer's words to the names, or the chat, under them."""

    def __init__(self, office: Office, team: Team, rng: random.Random) -> None:
        self.office, self.team, self.rng = office, team, rng
        self.authors: list[Phone] = []
        self.others: list[Phone] = []
        self.shown: dict[str, AnswerKept] = {}
        self.seen: set[str] = set()
        self.said = 0
        self.chats = {title: -100 * team.id - n for n, title in enumerate(TITLES)}

    async def deed(self) -> None:
        deeds, often = (self.answer, self.roles, self.chat), (40, 4, 1)
        await self.rng.choices(deeds, often)[0]()

    async def answer(self) -> None:
        """Take up whatever stands last in the chat."""
        who = self.rng.choice(self.authors)
        asking = [
            (n, one)
            for n, one in sorted(who.shown.items())
            if isinstance(one, ChooseReaders | AskQuestion)
        ]
        if not asking:
            return
        at, one = self.rng.choice(asking[-3:])
        if isinstance(one, ChooseReaders):
            level = self.rng.choice(one.levels).visibility
            pressed = (one.answer_id, level, one.wording, one.offer)
            await self.tried(who, levels.choose, *pressed, at=at)
        elif one.options:
            await self.tried(who, answers.tap, one.answer_id, "3", one.visibility, at=at)
        else:
            self.said += 1
            await self.tried(
                who, answers.words, one.answer_id, f"words {self.said}", self.office.next_message()
            )

    async def roles(self) -> None:
        who = self.rng.choice(self.others)
        held = self.rng.choice([(), (Role.CRITICAL_FRIEND,), (Role.MANAGER,)])
        async with self.office.unit_of_work.store.step() as tx:
            day = self.office.clock.moment.date()
            await members.set_roles(tx, who.member.id, self.team.id, held, since=day)

    async def chat(self) -> None:
        """Another chat, or now and then none."""
        title = self.rng.choice(TITLES)
        async with self.office.unit_of_work.step() as step:
            team = await teams.by_id(step.tx, self.team.id)
            assert team is not None
            if team.chat_id is not None and self.rng.random() < 0.3:
                await channels.lose(step, team.chat_id)
            elif title != team.chat_title:
                sight = Sight(title=title, people=7, public=False)
                await channels.attach(step, team, self.chats[title], None, sight)
        await self.office.deliver()

    async def tried(self, who: Phone, flow: Flow, *more: object, at: int | None = None) -> None:
        """Do it, unless it is refused; then look at all that is confirmed."""
        try:
            await who.does(flow, *more, at=at)
        except Refusal:
            return

    def look(self) -> None:
        """What has been confirmed just now."""
        for who in self.authors:
            for one in who.shown.values():
                if isinstance(one, AnswerKept) and one.receipt not in self.seen:
                    self.seen.add(one.receipt)
                    self.shown |= dict.fromkeys(one.reply.split("\n"), one)


@on_sqlite
async def test_nobody_reads_it_who_was_not_named_above_the_button(office: Office) -> None:
    weeks = [await played(office, seed) for seed in range(TEAMS)]
    by_friends = [(week, *read) for week in weeks for read in read_by_friends(week)]
    in_chats = [(week, *read) for week in weeks for read in read_in_chats(week)]
    assert min(len(by_friends), len(in_chats)) > TEAMS, "there was something to read"
    for week, name, words in by_friends:
        readers = week.shown[words].readers
        assert readers.visibility is Visibility.FRIEND
        assert name in readers.names
    for week, title, words in in_chats:
        assert week.shown[words].readers.chat == title


async def played(office: Office, seed: int) -> Week:
    """One week of another Team, whose people and chats are its own."""
    began = NINE + timedelta(days=7 * seed)
    await office.at(began - timedelta(hours=3))
    team = await office.team(f"Team {seed}", chat_id=None)
    week = Week(office, team, random.Random(seed))
    week.authors = await office.people(team, "Bob", "Bea", "Cid", "Dora", "Eve", "Fay")
    week.others = [await office.member(f"{n}", team, Role.CRITICAL_FRIEND) for n in ("Xi", "Yu")]
    await week.chat()
    await office.schedule(team)
    await office.at(began)
    for _ in range(DEEDS):
        await week.deed()
        week.look()
    await office.at(began + timedelta(hours=48))
    return week


def read_by_friends(week: Week) -> Iterator[tuple[str, str]]:
    """Who got which words from the Seal."""
    for who in week.others:
        for told in who.shown.values():
            for text in told.texts if isinstance(told, TellFriend) else ():
                for words in text.split("\n"):
                    yield who.member.name, words


def read_in_chats(week: Week) -> Iterator[tuple[str, str]]:
    """Which words stand in which chat."""
    for title, chat in week.chats.items():
        for told in week.office.channel(chat):
            if isinstance(told, TellQuotes):
                for quote in told.quotes:
                    for words in quote.text.split("\n"):
                        yield title, words
