"""Seeded histories: weeks of two Teams on a clock that stands, with everything people may do.

`live(database, seed)` plays one and returns its Story; the same seed gives the same history, and
`python -m tests.attack.history SEED` prints it in sentences. An adversary then reads what came
of it (`watching.py`), or holds the database itself (`dumps.py`).
"""

import asyncio
import random
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from bot.domain.asking.answers import AnswerState
from bot.domain.asking.rounds import RoundState
from bot.domain.base.languages import in_language
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.receipts import receipt_hash
from bot.domain.messages.asking.answers import AnswerKept
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.hearing.digests import DigestLetter
from bot.errors import OutOfTurnError, Refusal
from bot.flows.hearing import digests
from bot.flows.transport import deliveries, upkeep
from bot.storage.base.schema import answer, member, part, pool, prompt, round_, team
from bot.storage.people import members, teams
from tests.acceptance.test_kindness import next_due
from tests.attack.cast import Actor, Cast, gather
from tests.attack.dumps import hold
from tests.attack.story import Arrival, RoundSeen, Story, tokens
from tests.attack.watching import watch
from tests.databases import empty_database
from tests.desk import Office, open_office
from tests.stage import MONDAY

FLOOR = 5


class History:
    """One history while it is played."""

    def __init__(self, office: Office, seed: int, cast: Cast) -> None:
        self.office = office
        self.rng = random.Random(f"deeds {seed}")
        self.story = Story(seed=seed)
        self.cast = cast
        self.moods: dict[int, str] = {}
        """Round to what everybody in it taps, where they are of one mind."""
        self.written = 0
        self.repeated: set[int] = set()
        """Messages that came twice, as the bot died before it had noted them: of these it knows
        nothing, so that it can't change them."""
        self._read = 0
        self._ordinals: dict[int, int] = {}
        self._rounds: dict[int, int] = {}
        self._sealed: set[int] = set()

    @property
    def now(self) -> datetime:
        return self.office.clock.moment

    def says(self, *, about: str = "") -> str:
        """Something nobody has written before."""
        self.written += 1
        token = f"zq{self.written:05d}k"
        return f"{token} {about or self.rng.choice(TOPICS)}"

    def tell(self, sentence: str) -> None:
        self.story.tell(self.now, sentence)

    async def dare(self, deed: Awaitable[object]) -> bool:
        """Do something that may be refused. Whether it was not."""
        try:
            await deed
        except (Refusal, OutOfTurnError) as refused:
            self.tell(f"  ({type(refused).__name__}: {refused})")
            return False
        finally:
            await self.notice()
        return True

    async def notice(self) -> None:
        """See what has come to whom, and which Rounds were sealed."""
        fresh = self.office.arrivals[self._read :]
        self._read = len(self.office.arrivals)
        names = {actor.phone.id: actor for actor in self.cast.everybody}
        for chat, message in fresh:
            actor = names.get(chat)
            reader = actor.name if actor else None
            self.story.arrivals.append(
                Arrival(at=self.now, chat=chat, reader=reader, message=message)
            )
            if actor and isinstance(message, AskQuestion):
                await self._asked(actor, message)
            if actor and isinstance(message, DigestLetter):
                await self._reads_all(actor, message)
            if actor and isinstance(message, AnswerKept):
                actor.receipts.append(message.receipt)

    async def _reads_all(self, actor: Actor, letter: DigestLetter) -> None:
        """Press every button of a letter. Somebody may be no manager any more."""
        with suppress(Refusal):
            for told in letter.told:
                await actor.phone.does(partial(digests.read, drawn=False), told.release_id)
            for queue in letter.queues:
                await actor.phone.does(digests.show_queue, queue.team_id)

    async def _asked(self, actor: Actor, message: AskQuestion) -> None:
        found = await self.round_of(message.answer_id)
        if found is not None:
            self.story.asked.setdefault(found, set()).add(actor.name)

    async def round_of(self, answer_id: int) -> int | None:
        """The Round in which this was asked, as long as that is known to the database."""
        if answer_id not in self._rounds:
            query = select(prompt.c.round_id).join(answer).where(answer.c.id == answer_id)
            async with self.office.unit_of_work.store.look() as tx:
                found = (await tx.execute(query)).scalar_one_or_none()
            if found is None:
                return None
            self._rounds[answer_id] = found
        return self._rounds[answer_id]

    def ordinal(self, round_id: int) -> int:
        """Which of the Rounds that people have answered in it is. (Their ids may be drawn.)"""
        return self._ordinals.setdefault(round_id, len(self._ordinals))

    async def look_at_seals(self) -> None:
        """Of fewer people than the floor who were really asked, nothing unnamed is kept."""
        in_turn = (round_.c.closes_at, round_.c.team_id, round_.c.slot)
        sealed = select(round_).where(round_.c.state == RoundState.SEALED).order_by(*in_turn)
        async with self.office.unit_of_work.store.look() as tx:
            for row in (await tx.execute(sealed)).all():
                if row.id in self._sealed:
                    continue
                self._sealed.add(row.id)
                asked = self.story.asked.get(row.id, set())
                unnamed = select(func.count()).where(
                    pool.c.round_id == row.id, pool.c.visibility == Visibility.TEAM_UNNAMED
                )
                kept = (await tx.execute(unnamed)).scalar_one()
                self.tell(f"The Round of {row.bank_id} is sealed: {len(asked)} were asked")
                if kept and len(asked) < FLOOR and not row.slot.startswith("self:"):
                    self.story.breaks(
                        "crowd",
                        self.now,
                        f"{kept} answers of {row.slot} wait without a name, and only"
                        f" {', '.join(sorted(asked)) or 'nobody'} was asked",
                    )

    async def check_words(self, actor: Actor) -> None:
        """No word stands with readers whom its author has not chosen for it."""
        shared = (
            select(answer.c.id, answer.c.visibility, part.c.text)
            .join(part, part.c.answer_id == answer.c.id)
            .join(prompt, prompt.c.id == answer.c.prompt_id)
            .where(
                prompt.c.member_id == actor.phone.member.id,
                answer.c.visibility != Visibility.PRIVATE,
                answer.c.state == AnswerState.GIVEN,
            )
        )
        async with self.office.unit_of_work.store.look() as tx:
            standing = (await tx.execute(shared)).all()
        for one in standing:
            choice = self.story.last_choice(one.id)
            chosen = choice.shown if choice and choice.level is one.visibility else frozenset()
            for token in sorted(tokens(one.text) - chosen):
                before = choice is not None and int(token[2:7]) <= choice.written
                kind, how = ("unseen", "in sight") if before else ("words", "there")
                self.story.breaks(
                    kind,
                    self.now,
                    f"{actor.name}'s {token} stands at {one.visibility}, which was not chosen"
                    f" with these words {how}",
                )

    async def check_sentences(self, actor: Actor) -> None:
        """What stands in the chat about who sees an answer is so, wherever it can be put right."""
        kept = [one for one in actor.phone.shown.values() if isinstance(one, AnswerKept)]
        by_receipt = {receipt_hash(one.receipt): one.readers for one in kept}
        query = (
            select(answer, team.c.chat_title)
            .join(prompt, prompt.c.id == answer.c.prompt_id)
            .join(round_, round_.c.id == prompt.c.round_id)
            .join(team, team.c.id == round_.c.team_id)
            .where(prompt.c.member_id == actor.phone.member.id)
        )
        async with self.office.unit_of_work.store.look() as tx:
            author = await members.by_id(tx, actor.phone.member.id)
            standing = (await tx.execute(query)).all()
            for one in standing if author and author.reachable else ():
                friends = await members.by_ids(tx, one.friends)
                names = tuple(sorted(friend.name for friend in friends.values()))
                chat = one.chat_title if one.chat_id else ""
                is_so = (one.visibility, names, chat)
                for told in filter(
                    None, map(by_receipt.get, (one.receipt_hash, one.receipt_before))
                ):
                    said = (told.visibility, tuple(sorted(told.names)), told.chat)
                    if said != is_so:
                        who = f"{actor.name}'s answer {one.id}"
                        self.story.breaks("sentences", self.now, f"{who}: {said}, but is {is_so}")

    async def kept(self, answer_id: int) -> tuple[str | None, bool]:
        """The hash of an answer's Receipt, another one each time it is confirmed; and whether it
        can be: to somebody who can't be reached nothing is."""
        query = (
            select(answer.c.receipt_hash, member.c.reachable)
            .join(prompt, prompt.c.id == answer.c.prompt_id)
            .join(member, member.c.id == prompt.c.member_id)
            .where(answer.c.id == answer_id)
        )
        async with self.office.unit_of_work.store.look() as tx:
            found = (await tx.execute(query)).first()
        return (found.receipt_hash, found.reachable) if found else (None, True)

    async def channel_of(self, answer_id: int) -> int | None:
        found = await self.round_of(answer_id)
        if found is None:
            return None
        async with self.office.unit_of_work.store.look() as tx:
            query = select(round_.c.team_id).where(round_.c.id == found)
            of_it = await teams.by_id(tx, (await tx.execute(query)).scalar_one())
            return of_it.chat_id if of_it else None

    async def managers(self) -> frozenset[str]:
        async with self.office.unit_of_work.store.look() as tx:
            found = [await members.holding(tx, one.id, Role.MANAGER) for one in self.cast.teams]
        return frozenset(one.name for held in found for one in held)

    async def dies_while_sending(self) -> None:
        """What is under way arrives, and nobody is left to note it: it will come once more."""
        waiting = await self.office.do(lambda step: deliveries.take(step, 50, ()))
        for one in waiting:
            self.repeated.add(self.office.arrive(one)[1])
        self.restart()
        await self.office.deliver()

    async def rounds_seen(self) -> list[RoundSeen]:
        """All Rounds there have been, with those who were really asked."""
        banks = self.office.unit_of_work.house.banks
        named = {one.id: one.name for one in self.cast.teams}
        return [
            RoundSeen(
                id=one.id,
                team=named[one.team_id],
                bank=in_language(banks[one.bank_id].title, "en"),
                slot=one.slot,
                on=one.on_date,
                asked=frozenset(self.story.asked.get(one.id, ())),
            )
            for one in await self.office.rounds()
        ]

    def restart(self) -> None:
        """The program begins anew; whatever it only remembered is gone."""
        unit_of_work = self.office.unit_of_work
        self.office.unit_of_work = replace(
            unit_of_work, house=replace(unit_of_work.house, began=self.now)
        )
        self.tell("The bot is restarted")


TOPICS = (
    "there was no time for anything",
    "too few people on the shift, so stress all day",
    "a talk in the stairwell that stays with me",
    "nobody had told us of the change",
    "we laughed, and it helped",
    "the keys were gone again",
)

Deed = Callable[[History, Actor], Awaitable[bool]]
"""Something a person may do. False if there was nothing to do it with."""


async def play(office: Office, seed: int, weeks: int = 2) -> History:
    """Live through these weeks, and let the last Rounds close."""
    from tests.attack.deeds import a_while
    from tests.attack.leading import lead

    rng = random.Random(seed)
    cast = await gather(office, rng)
    history = History(office, seed, cast)
    end = MONDAY + timedelta(weeks=weeks)
    while history.now < end:
        due = await next_due(office)
        rest = history.now + timedelta(hours=rng.randint(7, 25))
        moment = due if history.now < due < rest else rest
        await office.at(moment + timedelta(microseconds=rng.randint(0, 999_999)))
        await history.notice()
        await history.look_at_seals()
        await lead(history)
        await a_while(history)
    await office.at(end + timedelta(days=8))
    await history.notice()
    await history.look_at_seals()
    await upkeep.scrub(office.unit_of_work)
    history.story.rounds = await history.rounds_seen()
    return history


async def live(seed: int, weeks: int = 2) -> Story:
    """The history of this seed, in a database of its own that is gone afterwards."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "history.sqlite"
        file.write_bytes(await asyncio.to_thread(empty_database))
        async with open_office(f"sqlite:///{file}") as office:
            history = await play(office, seed, weeks)
            watch(history.story)
            await hold(history)
            return history.story


if __name__ == "__main__":
    sys.stdout.write("\n".join(asyncio.run(live(int(sys.argv[1]))).lines) + "\n")
