"""The life of Rounds, on a database and without Telegram: what people do is written into rows."""

import random
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import Integer, column, delete, insert, select, update

from benchmarks.people import BANK, populate
from benchmarks.wording import something
from bot.banks import load_banks
from bot.chat.fitting import fit
from bot.config.settings import Config
from bot.domain.asking.answers import AnswerState
from bot.domain.asking.questions import Question
from bot.domain.base.clock import Clock, WatchedClock
from bot.domain.base.visibility import Visibility
from bot.domain.transport.deliveries import DeliveryState
from bot.flows.base.safety import safety_beside
from bot.flows.base.step import Installation
from bot.flows.base.unit_of_work import UnitOfWork
from bot.storage.base.engine import Store
from bot.storage.base.migrating import migrate
from bot.storage.base.schema import answer, delivery, part, prompt, round_, team
from bot.storage.transport.noted import DONE

BOT_ID = 1

ASKED = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""The Monday on which everybody is asked."""

QUIET = ASKED - timedelta(days=1)
"""Nothing is due yet."""

OPENED = ASKED - timedelta(hours=20)
"""The date has come somewhere on Earth, and nobody is asked yet."""

CLOSED = ASKED + timedelta(hours=48)

FIRST_ID = 1_000_000_000
"""Of the answers that people give; the empty ones that they were asked with go."""

LEVELS = {
    Visibility.PRIVATE: 4,
    Visibility.FRIEND: 1,
    Visibility.TEAM_UNNAMED: 4,
    Visibility.TEAM_NAMED: 1,
}
"""How people share their words, of ten."""


@asynccontextmanager
async def unit_of_work(url: str, clock: Clock) -> AsyncIterator[UnitOfWork]:
    """The flows on a database that is there."""
    store, config = Store(url), Config()
    house = Installation(
        began=clock.now(),
        bot_id=BOT_ID,
        bot_name="bench_bot",
        banks=load_banks(config.prompts),
        config=config,
        rng=random.Random(7),
        safety=safety_beside(config.prompts),
        fit=fit,
    )
    yield UnitOfWork(store=store, clock=WatchedClock(clock), house=house, on_owed=lambda: None)
    await store.close()


async def workers(store: Store) -> list[int | str]:
    """The processes that do what a step asks for: this one, and what PostgreSQL has set aside for
    it, which takes turns with it."""
    if store.on_sqlite:
        return ["self"]
    async with store.step() as tx:
        return ["self", (await tx.exec_driver_sql("SELECT pg_backend_pid()")).scalar_one()]


async def settle(url: str, people: int, per_team: int, *, at: datetime = ASKED) -> None:
    """A new installation with so many people in Teams of one size."""
    store = Store(url)
    await migrate(store)
    ids = range(1, people + 1)
    teams = [ids[at : at + per_team] for at in range(0, people, per_team)]
    await populate(store, BOT_ID, teams, now=at, due=True)
    await store.close()


async def reply(url: str, people: int, questions: int) -> int:
    """What was owed has been sent, and so many people answer so many questions: a tap, then words.
    How many answers that makes."""
    store, rng, ids = Store(url), random.Random(7), count(FIRST_ID)
    asked = load_banks(Config().prompts)[BANK].questions[:questions]
    sent: dict[str, Any] = {
        **DONE,
        "state": DeliveryState.SENT,
        "message_id": column("id"),
        "id": -column("id", Integer),
        "attempts": 1,
    }
    async with store.step() as tx:
        await tx.execute(update(delivery).values(sent))
        await tx.execute(delete(answer))
        theirs = prompt.join(round_, round_.c.id == prompt.c.round_id).join(team)
        query = select(prompt.c.id, team.c.chat_id).select_from(theirs).limit(people)
        those = (await tx.execute(query)).all()
        given = [_answer(next(ids), *one, question, rng) for one in those for question in asked]
        await tx.execute(insert(answer), given)
        worded = [one for one in given if not one["options"]]
        await tx.execute(insert(part), [_part(one, rng) for one in worded])
    await store.close()
    return len(given)


def _answer(
    answer_id: int, prompt_id: int, chat_id: int, question: Question, rng: random.Random
) -> dict[str, Any]:
    tapped = question.kind.tapped
    options = [option.id for option in question.options]
    (level,) = rng.choices([*LEVELS], [*LEVELS.values()])
    level = Visibility.TEAM_UNNAMED if tapped else level
    return {
        "id": answer_id,
        "prompt_id": prompt_id,
        "question_id": question.id,
        "state": AnswerState.GIVEN,
        "visibility": level,
        "chat_id": chat_id if level.seen_by_team else None,
        "options": (rng.choice(options),) if tapped else (),
        "receipt_hash": secrets.token_hex(32),
    }


def _part(one: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    return {
        "answer_id": one["id"],
        "message_id": one["id"],
        "text": something(rng),
        "edited": False,
    }
