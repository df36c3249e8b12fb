"""Who took part, and on which day, cannot be told from what stays: not better than by a coin.

Six part-timers work on one day each, alone. Of two at a time, one answers and the other does not;
everything else is alike, and the counts that stay are always the same. An attacker who holds the
database after the Seal guesses which of the two it was. They have the program at home: on histories
of their own, whose truth they know, they look for the trait of each table's rows that tells best,
whatever it is (how many rows bear somebody's day, how far ids and numbers move over it, what their
own rows hold). With that trait they then guess in histories they have not seen.

If nothing tells, each guess is a coin's, and the number of hits lies within a two-sided binomial
bound: p > 0.01, for all tables together. The seeds are fixed, but not the numbers that the program
draws by lot: so what seems to tell is tried once more, on histories nobody has seen.
"""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import comb
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.shapes import Message
from tests.attack.conftest import FEW, HISTORIES
from tests.attack.story import listed
from tests.attacker import Row, Value, dump
from tests.databases import empty_database
from tests.factories import mark
from tests.stage import MONDAY, Person, Stage, labels, set_stage

NAMES = ("Tyra", "Oskar", "Tora", "Fredrik", "Lova", "Sune")
"""Their days are Tuesday to Sunday, in this order; two and two belong together."""

AT_HOME, ELSEWHERE = (4, 14) if HISTORIES <= FEW else (20, HISTORIES // 5)
"""Histories that the attacker plays for themselves, and those in which they guess."""

Traits = Counter[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """What is there to see of two people, the first minus the second, and the truth."""

    traits: Mapping[str, float]
    first_answered: bool


async def lived(database: str, seed: int) -> list[Pair]:
    rng = random.Random(seed)
    answering = {2 * pair + rng.randint(0, 1) for pair in range(3)}
    async with set_stage(database) as stage:
        north = await stage.team()
        days = [MONDAY.date() + timedelta(days=n) for n in range(1, 7)]
        people = [
            await stage.member(name, north, days=(day.weekday(),))
            for name, day in zip(NAMES, days, strict=True)
        ]
        await stage.channel(north, *people)
        await stage.schedule(north, open_hours=7 * 24)
        await bystanders(stage)
        for number, (person, day) in enumerate(zip(people, days, strict=True)):
            await stage.at(datetime.combine(day, MONDAY.timetz()).replace(hour=8))
            if number in answering:
                await stage.later(minutes=rng.uniform(1, 500))
                await answer(person, f"{mark(person.name)} was here")
        await stage.at(MONDAY + timedelta(days=7, hours=10))
        assert await stage.app.unit_of_work.store.scrub()
        rows, ids = await seen(stage), [(await one.member()).id for one in people]
    found = [
        traits_of(rows, day, {("chat", person.id), ("member", member)})
        for person, member, day in zip(people, ids, days, strict=True)
    ]
    return [
        Pair(less(found[2 * pair], found[2 * pair + 1]), 2 * pair in answering) for pair in range(3)
    ]


async def bystanders(stage: Stage) -> None:
    """Others are asked one thing a day, and that stays open: ids move on beside known moments."""
    south = await stage.team("South")
    for name, days in (("Nils", (0, 3, 6)), ("Olga", (1, 4)), ("Per", (2, 5))):
        await stage.member(name, south, days=days)
    await stage.schedule(south, days=tuple(range(7)), open_hours=12 * 24)


async def answer(person: Person, text: str) -> None:
    """Leave out the first question, and share words without a name."""
    await press(person, "Skip")
    await person.says(text)
    await press(person, "The team, no name")


async def press(person: Person, part: str) -> None:
    """The newest button with this in its label."""
    there: Sequence[Message] = await person.chat()
    for message in reversed(there):
        for label in labels(message):
            if part in label:
                await person.taps(label, message=message["message_id"])
                return
    raise AssertionError(f"{person.name} sees no button with {part!r}")


async def seen(stage: Stage) -> list[Row]:
    async with stage.app.unit_of_work.look() as step:
        return joined(await step.tx.run_sync(dump))


def joined(rows: Sequence[Row]) -> list[Row]:
    """The rows, each with the dates of the rows it refers to."""
    known = {(row.table, row.content["id"]): row for row in rows if "id" in row.content}
    return [replace(row, content={**_referred(row, known), **row.content}) for row in rows]


def _referred(row: Row, known: Mapping[tuple[str, Any], Row]) -> dict[str, date]:
    found: dict[str, date] = {}
    for name, value in row.content.items():
        other = known.get((name.removesuffix("_id"), value)) if name.endswith("_id") else None
        dates = other.content.items() if other else ()
        found |= {f"{name}:{column}": one for column, one in dates if isinstance(one, date)}
    return found


def traits_of(rows: Iterable[Row], day: date, own: set[Value]) -> Traits:
    """Everything about the rows that has to do with somebody's day, or with themselves. Columns are
    known by what they hold; their names only keep them apart."""
    found: Traits = Counter()
    tables: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        tables[row.table].append(row)
        if own & row.values:
            found[f"own {row.table}"] += 1
            for name, one in row.content.items():
                found[f"own {row.table}.{name}"] += one if type(one) is int else 0
    for table, content in tables.items():
        for column in {name for row in content for name in row.content}:
            dated = [(at, row) for row in content if (at := _day(row.content.get(column)))]
            if dated:
                _by_day(found, f"{table}.{column}", dated, day)
    return found


def _by_day(found: Traits, what: str, dated: Sequence[tuple[date, Row]], day: date) -> None:
    """How many rows bear the day, and how far every number moves over it."""
    found[f"rows {what}"] = sum(at == day for at, _ in dated)
    for column in {name for _, row in dated for name in row.content}:
        values = [(at, one) for at, row in dated if type(one := row.content.get(column)) is int]
        before = max((one for at, one in values if at < day), default=None)
        after = min((one for at, one in values if at > day), default=None)
        inside = [one for at, one in values if at == day]
        if before is not None and after is not None:
            found[f"gap {what} {column}"] = after - before
        if inside and after is not None:
            found[f"next {what} {column}"] = after - max(inside)
        if inside:
            found[f"span {what} {column}"] = max(inside) - min(inside)
            if before is not None:
                found[f"step {what} {column}"] = min(inside) - before


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def less(one: Traits, other: Traits) -> dict[str, float]:
    return {name: one[name] - other[name] for name in one.keys() | other.keys()}


def guess(pair: Pair, trait: str, sign: int) -> bool | None:
    """Whether the first has answered; None if the trait does not tell."""
    difference = sign * pair.traits.get(trait, 0)
    return None if difference == 0 else difference > 0


def by_table(pairs: Sequence[Pair]) -> dict[str, list[str]]:
    """The traits of each table."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted({name for pair in pairs for name in pair.traits}):
        found[name.split()[1].partition(".")[0]].append(name)
    return found


def best_trait(pairs: Sequence[Pair], names: Sequence[str]) -> tuple[str, int]:
    """What tells best at home, and whether more or less of it means that somebody answered."""

    def hits(choice: tuple[str, int]) -> float:
        guesses = [guess(pair, *choice) for pair in pairs]
        return sum(
            0.5 if one is None else one == pair.first_answered
            for one, pair in zip(guesses, pairs, strict=True)
        )

    return max(((name, sign) for name in names for sign in (1, -1)), key=hits)


def hits_of(pairs: Sequence[Pair], trait: str, sign: int) -> int:
    """How many are guessed right; where the trait does not tell, a coin is thrown."""
    coin = random.Random(trait)
    guesses = [guess(pair, trait, sign) for pair in pairs]
    told = [coin.random() < 0.5 if one is None else one for one in guesses]
    return sum(one == pair.first_answered for one, pair in zip(told, pairs, strict=True))


def by_chance(hits: int, of: int) -> float:
    """How likely a coin is to be at least so far from half, in either direction."""
    far = abs(hits - of / 2)
    return float(sum(comb(of, n) for n in range(of + 1) if abs(n - of / 2) >= far) / 2**of)


async def histories(folder: Path, seeds: Iterable[int]) -> list[Pair]:
    pairs: list[Pair] = []
    for seed in seeds:
        file = folder / f"{seed}.sqlite"
        file.write_bytes(await asyncio.to_thread(empty_database))
        pairs += await lived(f"sqlite:///{file}", seed)
    return pairs


def telling(
    traits: Iterable[tuple[str, int]], pairs: Sequence[Pair], chance: float
) -> dict[tuple[str, int], str]:
    """Those of these traits that tell more than a coin would once in so many times."""
    found = {}
    for trait, sign in traits:
        hits = hits_of(pairs, trait, sign)
        if (luck := by_chance(hits, len(pairs))) <= chance:
            found[trait, sign] = (
                f"{hits} of {len(pairs)} guesses are right, by “{trait}”; a coin is so far from"
                f" half once in {1 / luck:.0f} times"
            )
    return found


async def test_who_answered_on_their_day_cannot_be_told_from_who_did_not(tmp_path: Path) -> None:
    known = await histories(tmp_path, range(AT_HOME))
    unknown = await histories(tmp_path, range(AT_HOME, AT_HOME + ELSEWHERE))
    assert len(unknown) >= 40
    tables = by_table(known)
    best = [best_trait(known, names) for names in tables.values()]
    found = telling(best, unknown, 0.01 / len(tables))  # each table is another try
    if found:
        more = range(AT_HOME + ELSEWHERE, AT_HOME + 2 * ELSEWHERE)
        found = telling(found, await histories(tmp_path, more), 0.01)
    if found:
        pytest.fail(listed([*found.values()], len(found)), pytrace=False)
