"""Three weeks of Schedules for several roles, drawn at random: nobody is alone in what is told.

People have all kinds of hours; they share without their names wherever they are offered it, take
leave, block the bot and come back, reflect by themselves, and change when they are asked.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import groupby

import pytest
from sqlalchemy import select

from bot.domain.asking.prompts import Prompt, PromptState
from bot.domain.asking.questions import Kind
from bot.domain.asking.rounds import RoundState
from bot.domain.base.availability import EVERY_DAY
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.insights import FLOOR, Band, Enough
from bot.domain.hearing.pool import Pooled
from bot.domain.messages.asking.answers import ChooseReaders
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.hearing.insights import TellQuotes, insights_in
from bot.domain.people.settings import Walk
from bot.errors import Refusal
from bot.flows.asking import answers, rounds
from bot.flows.people import settings
from bot.storage.base.rows import every
from bot.storage.base.schema import pool
from bot.storage.people import members
from tests.acceptance.test_kindness import next_due
from tests.desk import Office, Phone
from tests.factories import mark

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)
END = BEGIN + timedelta(weeks=3)
UNNAMED = Visibility.TEAM_UNNAMED
NORTH, SOUTH = -100, -200
STAFF, MENTORS = frozenset({Role.STAFF}), frozenset({Role.PEER_MENTOR})


async def people(office: Office, rng: random.Random) -> list[Phone]:
    """Eighteen people in two Teams, in one role or in both, with Schedules for either role."""
    teams = [
        await office.team("North", chat_id=NORTH, chat_title="N"),
        await office.team("South", chat_id=SOUTH, chat_title="S"),
    ]
    phones = []
    for number in range(18):
        phone = await office.member(
            f"P{number}",
            teams[0],
            *roles(rng),
            days=tuple(sorted(rng.sample(EVERY_DAY, rng.randint(4, 7)))),
            ask_at=rng.choice((420, 540, 660, 960)),
        )
        if rng.random() < 0.7:
            await office.joins(phone, teams[1], *roles(rng))
        phones.append(phone)
    for team in (*teams, *teams):
        await office.schedule(
            team,
            rng.choice(("weekly-check", "end-of-shift")),
            on=BEGIN.date() + timedelta(days=1),
            roles=rng.choice((STAFF, MENTORS, STAFF | MENTORS)),
            days=tuple(sorted(rng.sample(EVERY_DAY, rng.randint(1, 2)))),
            open_hours=rng.choice((24, 48, 72)),
            reminder=rng.random() < 0.5,
        )
    return phones


def roles(rng: random.Random) -> Iterable[Role]:
    return rng.choice(((Role.STAFF,), (Role.PEER_MENTOR,), (Role.STAFF, Role.PEER_MENTOR)))


async def live(office: Office, phone: Phone, team_id: int, rng: random.Random) -> None:
    """Answer what is asked, as openly as it goes without a name; or change something, or go."""
    what = rng.random()
    with suppress(Refusal):  # a Round may be over by now, or a day the last one
        if what < 0.9:
            await answer(phone, rng)
        elif what < 0.91:
            await phone.does(settings.pause_for, 1)
        elif what < 0.92:
            await office.change(phone, reachable=not phone.member.reachable)
        elif what < 0.93:
            await phone.does(settings.toggle_day, rng.choice(EVERY_DAY), Walk.FREE)
        elif what < 0.94:
            await phone.does(rounds.start_reflection, team_id, "end-of-shift")


async def answer(phone: Phone, rng: random.Random) -> None:
    """The newest question, and the choice that follows."""
    found = [(n, one) for n, one in phone.shown.items() if isinstance(one, AskQuestion)]
    if not found:
        return
    at, asked = max(found, key=lambda one: one[0])
    del phone.shown[at]
    if asked.kind is not Kind.TEXT:
        option = rng.choice(asked.options).id
        await phone.does(answers.tap, asked.answer_id, option, UNNAMED, at=at)
        return
    await phone.replies(asked.answer_id, f"{mark(phone.member.name)} says {at}")
    if "ChooseReaders" not in phone.kinds():
        return  # it was answered before, and was only added to
    offered = {one.visibility for one in phone.last(ChooseReaders).levels}
    await phone.picks(UNNAMED if UNNAMED in offered else Visibility.PRIVATE)


async def unasked(office: Office) -> dict[int, Prompt]:
    """Prompts that are laid out and have not been asked."""
    begun = {one.prompt_id for one in await office.answers()}
    return {
        one.id: one
        for one in await office.prompts()
        if one.id not in begun and one.state is PromptState.WAITING
    }


async def check_nobody_is_left_out(office: Office, before: dict[int, Prompt]) -> None:
    """Whoever was laid out is asked, unless they have turned away meanwhile or are on leave."""
    async with office.unit_of_work.store.look() as tx:
        known = await members.by_ids(tx, {one.member_id for one in before.values()})
    for one in await office.prompts():
        if one.id in before and one.state is PromptState.DROPPED:
            member = known[one.member_id]
            assert not member.reachable or member.paused_until is not None, one


async def check_pool(office: Office) -> None:
    """Nothing unnamed is kept of a Round in which too few were really asked."""
    asked = {one.id: one.asked for one in await office.rounds() if one.state is RoundState.SEALED}
    async with office.unit_of_work.store.look() as tx:
        for one in await every(tx, select(pool), Pooled):
            assert one.is_empty or asked[one.round_id] >= FLOOR, one


def check_told(office: Office, asked: dict[object, list[int]]) -> int:
    """How many figures and groups of words were told, all of them by crowds."""
    told = [one for chat in (NORTH, SOUTH) for one in office.channel(chat)]
    for one in (shown for each in told for shown in insights_in([each])):
        if one.took_part is not None:
            bands = [
                one.took_part,
                *(f.people for f in one.figures),
                *(t.people for t in one.themes),
            ]
            most = max(asked[one.on])
            assert all(b is Enough.ENOUGH or within(b, most) for b in bands), one
    for authors in unnamed_authors(office, told):
        assert len(authors) >= FLOOR
    figures = [one for each in told for one in insights_in([each]) if one.figures]
    groups = [one for each in told if isinstance(each, TellQuotes) for one in each.seen]
    return len(figures) + len(groups)


def unnamed_authors(office: Office, told: Sequence[object]) -> Iterator[set[str]]:
    """Who shared their words without a name in reply to one question, Release by Release: what had
    waited stands under a heading of its own, with its week and wording."""
    asked = {
        wording: question.id
        for bank in office.unit_of_work.house.banks.values()
        for question in bank.questions
        for wording in (question.wording(number, "en") for number in range(len(question.wordings)))
    }
    for first, rest in groupby(told, lambda one: isinstance(one, TellQuotes)):
        by_question: dict[str, set[str]] = {}
        for one in rest if first else ():
            assert isinstance(one, TellQuotes)
            for group in (*one.seen, *one.folded):
                authors = by_question.setdefault(asked[group.question], set())
                authors |= {quote.text.split()[0] for quote in group.unnamed}
        yield from by_question.values()


def within(band: Band | Enough, asked: int) -> bool:
    return isinstance(band, Band) and band.low + FLOOR <= asked


@pytest.mark.parametrize("seed", [6, 11])
async def test_nobody_is_alone_in_what_is_told(office: Office, seed: int) -> None:
    rng = random.Random(seed)
    office.clock.moment = BEGIN
    phones = await people(office, rng)
    async with office.unit_of_work.store.look() as tx:
        held = {one.id: await members.memberships(tx, one.member.id) for one in phones}
    while (moment := await next_due(office)) < END:
        before = await unasked(office)
        await office.at(moment)
        await check_nobody_is_left_out(office, before)
        for phone in phones:
            for _ in range(4):
                await live(office, phone, rng.choice(sorted(held[phone.id])), rng)
        await check_pool(office)
    asked: dict[object, list[int]] = {}
    for one in await office.rounds():
        asked.setdefault(one.on_date, []).append(one.asked)
    assert check_told(office, asked) > 0
