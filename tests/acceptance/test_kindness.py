"""Three weeks of four Schedules, drawn at random: nobody is ever asked unkindly.

People have all kinds of days and hours; they answer, put off, take leave, or do nothing; and the
bot is away for hours now and then.
"""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.domain.asking.prompts import PromptState, Snooze
from bot.domain.asking.rounds import RoundState
from bot.domain.base.availability import EVERY_DAY, Availability, is_quiet, local_day, local_moment
from bot.domain.base.roles import Role
from bot.domain.messages.asking.prompts import Again, AskQuestion
from bot.domain.messages.hearing.digests import DigestLetter
from bot.errors import Refusal
from bot.flows.asking import prompts
from bot.flows.people import settings
from bot.storage.base.schema import member, prompt, round_, schedule
from bot.storage.people import members
from tests.desk import Office, Phone

ZONES = ("Europe/Stockholm", "America/New_York", "Pacific/Chatham")
BEGIN = datetime(2026, 3, 20, tzinfo=UTC)
END = BEGIN + timedelta(weeks=3)
"""Over the Sundays on which clocks change in Europe and on Chatham."""

ON_TIME = timedelta(minutes=15)


@dataclass(slots=True)
class Diary:
    """What one person lived through. `asked`: when the bot began, with what."""

    phone: Phone
    asked: list[tuple[datetime, object]] = field(default_factory=list)
    put_off: set[int] = field(default_factory=set)
    leave: list[tuple[datetime, date]] = field(default_factory=list)

    @property
    def availability(self) -> Availability:
        return self.phone.member.availability

    def day(self, moment: datetime) -> date:
        return local_day(self.availability.zone, moment)


async def next_due(office: Office) -> datetime:
    """When something falls due by itself for the next time."""
    waiting, still_open = prompt.c.state == PromptState.WAITING, round_.c.state == RoundState.OPEN
    queries = (
        select(func.min(schedule.c.plan_at)),
        select(func.min(prompt.c.due_at)).where(waiting),
        select(func.min(prompt.c.remind_at)),
        select(func.min(round_.c.closes_at)).where(still_open),
        select(func.min(member.c.next_digest_at)),
    )
    async with office.unit_of_work.store.look() as tx:
        found: list[datetime | None] = [(await tx.execute(q)).scalar_one() for q in queries]
    return min(moment for moment in found if moment is not None)


async def people(office: Office, rng: random.Random) -> list[Diary]:
    """Eight people who belong to two Teams, one of whom manages, with Schedules for both."""
    north, south = await office.team("North"), await office.team("South")
    diaries = []
    for number in range(8):
        phone = await office.member(
            f"P{number}",
            north,
            zone=rng.choice(ZONES),
            days=tuple(sorted(rng.sample(EVERY_DAY, rng.randint(2, 7)))),
            ask_at=rng.choice((150, 420, 540, 960, 1290)),
        )
        async with office.unit_of_work.store.step() as tx:
            roles = {Role.STAFF, Role.MANAGER} if number == 0 else {Role.STAFF}
            await members.set_roles(tx, phone.member.id, south.id, roles, since=date.min)
        diaries.append(Diary(phone))
    await office.change(diaries[0].phone, next_digest_at=BEGIN + timedelta(hours=12))
    for team in (north, north, south, south):
        await office.schedule(
            team,
            rng.choice(("weekly-check", "end-of-shift")),
            on=BEGIN.date() + timedelta(days=1),
            days=tuple(sorted(rng.sample(EVERY_DAY, rng.randint(1, 3)))),
            open_hours=rng.choice((24, 48, 72)),
            reminder=rng.random() < 0.5,
        )
    return diaries


async def live(office: Office, diary: Diary, rng: random.Random) -> None:
    """Read what has come, and do something about it, or nothing."""
    now, phone = office.clock.moment, diary.phone
    came = [one for _, one in sorted(phone.shown.items())]
    diary.asked += [(now, one) for one in came if isinstance(one, AskQuestion)]
    diary.asked += [(now, one) for one in came if isinstance(one, DigestLetter)][:1]
    for at, one in sorted(phone.shown.items()):
        if isinstance(one, AskQuestion) and one.closes_at > now + timedelta(hours=30):
            if rng.random() < 0.2:
                with suppress(Refusal):  # it may be too late for that
                    await phone.does(prompts.snooze, one.answer_id, rng.choice(list(Snooze)), at=at)
                    diary.put_off.add(one.answer_id)
            elif rng.random() < 0.5:
                await phone.does(prompts.skip, one.answer_id, at=at)
    phone.shown.clear()
    if rng.random() < 0.004:
        await phone.does(settings.pause_for, 1)
        phone.shown.clear()
        diary.leave.append((now, diary.day(now) + timedelta(weeks=1)))


async def lived(office: Office, seed: int) -> list[Diary]:
    rng = random.Random(seed)
    office.clock.moment = BEGIN
    diaries = await people(office, rng)
    while (moment := await next_due(office)) < END:
        assert moment > office.clock.moment, "nothing is done over and over"
        away = timedelta(hours=rng.randint(1, 30)) if rng.random() < 0.1 else timedelta(0)
        await office.at(moment + away)
        for diary in diaries:
            await live(office, diary, rng)
    return diaries


def first_asked(diary: Diary) -> Iterator[tuple[datetime, AskQuestion]]:
    """When the bot asked the first question of a Prompt, by itself."""
    seen: set[int] = set()
    for moment, one in diary.asked:
        if isinstance(one, AskQuestion) and one.position == 1 and one.answer_id not in seen:
            seen.add(one.answer_id)
            yield moment, one


def begun(diary: Diary) -> list[datetime]:
    """When the bot began to write, but for what the person wanted to be asked again."""
    return [
        moment
        for moment, one in diary.asked
        if not isinstance(one, AskQuestion)
        or one.again is Again.REMINDER
        or one.answer_id not in diary.put_off
    ]


@pytest.mark.parametrize("seed", [5, 8, 11])
async def test_nobody_is_asked_unkindly(office: Office, seed: int) -> None:
    diaries = await lived(office, seed)
    assert sum(len(diary.asked) for diary in diaries) > 30
    for diary in diaries:
        check_ceilings(diary)
        check_hours(diary)
        check_reminders(diary)


def check_ceilings(diary: Diary) -> None:
    days = [diary.day(moment) for moment, _ in first_asked(diary)]
    assert len(days) == len(set(days)), "one prompt a day"
    all_days = [diary.day(moment) for moment in begun(diary)]
    for day in all_days:
        week = [one for one in all_days if day <= one < day + timedelta(days=7)]
        assert len(week) <= 3, f"three messages a week: {week}"


def check_hours(diary: Diary) -> None:
    for moment, one in diary.asked:
        if not isinstance(one, AskQuestion) or one.answer_id in diary.put_off:
            continue
        day = diary.day(moment)
        own = local_moment(diary.availability.zone, day, diary.availability.ask_at)
        assert not is_quiet(diary.availability, moment) or own <= moment <= own + ON_TIME, moment
        assert day.weekday() in diary.availability.days, moment
        assert not any(since < moment and day < until for since, until in diary.leave), moment
        assert moment < one.closes_at


def check_reminders(diary: Diary) -> None:
    questions = [one for _, one in diary.asked if isinstance(one, AskQuestion)]
    reminded = [one.answer_id for one in questions if one.again is Again.REMINDER]
    assert len(reminded) == len(set(reminded)), "one reminder"
