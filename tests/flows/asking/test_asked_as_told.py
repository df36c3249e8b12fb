"""What docs/rhythm.md promises whatever happens: over zones, changes of the clock, days, hours and
pauses, with Schedules that are paused and sent by hand, and a bot that is away now and then.

Alice leads; the others are asked, and do not answer.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.domain.asking.prompts import PromptState
from bot.domain.asking.rounds import LAST_CHANCE, OVERDUE, Round, RoundState
from bot.domain.asking.schedules import Schedule
from bot.domain.base.availability import EVERY_DAY, Availability, is_quiet, local_day, local_moment
from bot.domain.base.roles import Role
from bot.domain.messages.asking.prompts import Again, AskQuestion
from bot.domain.people.settings import Walk
from bot.errors import Refusal
from bot.flows.asking import rounds, schedules
from bot.flows.people import settings as habits
from bot.storage.asking import schedules as stored
from bot.storage.base.schema import prompt, round_, schedule
from bot.storage.people import members
from tests.databases import Databases, on_sqlite
from tests.desk import Office, Phone, open_office

ZONES = (
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Europe/Stockholm",
    "Pacific/Kiritimati",
)
BEGINNINGS = (
    datetime(2026, 3, 5, tzinfo=UTC),
    datetime(2026, 3, 27, tzinfo=UTC),
    datetime(2026, 10, 23, tzinfo=UTC),
)
"""A few days before clocks are changed in America, and in Europe and Australia."""

LASTS = timedelta(days=9)
UNIT = timedelta(minutes=7)

_minutes = st.integers(0, 287).map(lambda fives: 5 * fives)
_days = st.lists(st.sampled_from(EVERY_DAY), min_size=1, max_size=7, unique=True).map(
    lambda days: tuple(sorted(days))
)
_person = st.fixed_dictionaries(
    {"zone": st.sampled_from(ZONES), "days": _days, "ask_at": _minutes, "quiet": _minutes}
)
_schedule = st.fixed_dictionaries(
    {"days": _days, "open_hours": st.sampled_from((24, 48, 72)), "reminder": st.booleans()}
)

Deed = tuple[str, int, int]
"""What is done, by or to which of them, and to what it is set."""

_deed = st.tuples(
    st.sampled_from(("zone", "time", "quiet", "day", "pause", "back", "stop", "go", "send")),
    st.integers(0, 2),
    st.integers(0, 287),
)
_moment = st.tuples(st.sampled_from((0, 0, 0, 1, 2, 9, 60, 200)), st.lists(_deed, max_size=2))
"""How late the bot is, in units of seven minutes, and what is done then."""


@dataclass(slots=True)
class Life:
    """One history. `asked`: when each question was asked first, by its answer's id."""

    office: Office
    alice: Phone
    people: list[Phone]
    schedules: list[Schedule]
    asked: dict[int, datetime] = field(default_factory=dict)

    async def read(self) -> None:
        """Let everybody read what has come, and see that it may."""
        by_answer = await self._rounds()
        for phone in self.people:
            availability = await self._availability(phone)
            for one in phone.shown.values():
                if isinstance(one, AskQuestion):
                    await self._check(one, by_answer[one.answer_id], availability)
            phone.shown.clear()

    async def _check(self, one: AskQuestion, found: Round, availability: Availability) -> None:
        now = self.office.clock.moment
        assert found.closes_at - now >= LAST_CHANCE, "an hour is left to answer"
        if found.scheduled:
            async with self.office.unit_of_work.store.look() as tx:
                its = await stored.by_id(tx, found.schedule_id or 0)
            assert its is not None, "a Schedule that is gone asks nothing"
            assert not its.paused, "nor does one that is paused"
        if one.again is Again.REMINDER:
            assert now - self.asked[one.answer_id] >= LAST_CHANCE, "an hour has gone by"
            assert not is_quiet(availability, now)
        else:
            assert one.answer_id not in self.asked
            self.asked[one.answer_id] = now
            day = local_day(availability.zone, now)
            own = local_moment(availability.zone, day, availability.ask_at)
            at_own_time = availability.asks_in_quiet and own <= now <= own + OVERDUE
            assert at_own_time or not is_quiet(availability, now)

    async def _rounds(self) -> dict[int, Round]:
        """The id of each answer that somebody was asked for, and its Round."""
        known = {one.id: one for one in await self.office.rounds()}
        of_prompt = {one.id: known[one.round_id] for one in await self.office.prompts()}
        return {one.id: of_prompt[one.prompt_id] for one in await self.office.answers()}

    async def _availability(self, phone: Phone) -> Availability:
        async with self.office.unit_of_work.store.look() as tx:
            member = await members.by_id(tx, phone.member.id)
        assert member is not None
        return member.availability

    async def next_due(self) -> datetime:
        """When something falls due by itself."""
        queries = (
            select(func.min(schedule.c.plan_at)).where(schedule.c.paused.is_(False)),
            select(func.min(prompt.c.due_at)).where(prompt.c.state == PromptState.WAITING),
            select(func.min(prompt.c.remind_at)),
            select(func.min(round_.c.closes_at)).where(round_.c.state == RoundState.OPEN),
        )
        async with self.office.unit_of_work.store.look() as tx:
            found: list[datetime | None] = [(await tx.execute(q)).scalar_one() for q in queries]
        later = self.office.clock.moment + timedelta(hours=12)
        return min((moment for moment in found if moment is not None), default=later)

    async def do(self, deed: Deed) -> None:
        kind, who, value = deed
        phone, chosen = self.people[who], self.schedules[who % len(self.schedules)]
        flows: dict[str, Callable[[], Awaitable[Any]]] = {
            "zone": lambda: phone.does(habits.set_zone, ZONES[value % len(ZONES)], Walk.FREE),
            "time": lambda: phone.does(habits.set_time, 5 * value, Walk.FREE),
            "quiet": lambda: phone.does(lambda s, a: habits.set_quiet(s, a, start=5 * value)),
            "day": lambda: phone.does(habits.toggle_day, value % 7, Walk.FREE),
            "pause": lambda: phone.does(habits.pause_for, 1),
            "back": lambda: phone.does(habits.resume),
            "stop": lambda: self.alice.does(schedules.pause, chosen.id),
            "go": lambda: self.alice.does(schedules.resume, chosen.id),
            "send": lambda: self.alice.does(rounds.send_now, chosen.id),
        }
        with suppress(Refusal):  # it may make no sense just now
            await flows[kind]()


async def begun(office: Office, people: Sequence[Any], rhythms: Sequence[Any]) -> Life:
    team = await office.team()
    alice = await office.member("Alice", team, Role.FACILITATOR)
    asked = [
        await office.member(
            f"P{number}",
            team,
            zone=one["zone"],
            days=one["days"],
            ask_at=one["ask_at"],
            quiet_from=one["quiet"],
            quiet_to=(one["quiet"] + 11 * 60) % (24 * 60),
        )
        for number, one in enumerate(people)
    ]
    banks = ("weekly-check", "end-of-shift")
    day = office.clock.moment.date() + timedelta(days=1)
    made = [
        await office.schedule(team, bank, on=day, **one)
        for bank, one in zip(banks, rhythms, strict=True)
    ]
    return Life(office=office, alice=alice, people=asked, schedules=made)


@on_sqlite
@given(
    st.sampled_from(BEGINNINGS),
    st.lists(_person, min_size=3, max_size=3),
    st.lists(_schedule, min_size=2, max_size=2),
    st.lists(_moment, min_size=30, max_size=60),
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_whatever_happens_people_are_asked_as_they_were_told(
    databases: Databases,
    begin: datetime,
    people: Sequence[Any],
    rhythms: Sequence[Any],
    moments: Sequence[tuple[int, Sequence[Deed]]],
) -> None:
    async with open_office(await databases.new()) as office:
        office.clock.moment = begin
        life = await begun(office, people, rhythms)
        for away, deeds in moments:
            at = max(await life.next_due(), office.clock.moment)
            if at > begin + LASTS:
                break
            await office.at(at + away * UNIT)
            await life.read()
            for deed in deeds:
                await life.do(deed)
                for phone in life.people:
                    phone.shown = {
                        n: m for n, m in phone.shown.items() if isinstance(m, AskQuestion)
                    }
