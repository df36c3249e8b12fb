"""What a press on the screens of a Schedule makes of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.asking.builder import Field, Plan, anchor, chosen, of_schedule
from bot.domain.asking.schedules import Schedule, plan_moment
from bot.domain.base.availability import EVERY_DAY
from bot.domain.base.roles import Role

TUESDAY = date(2026, 3, 3)
SCHEDULE = Schedule(
    id=7,
    team_id=1,
    bank_id="weekly-check",
    days=(1,),
    every_weeks=2,
    starts_on=TUESDAY,
    roles=frozenset({Role.STAFF}),
    open_hours=72,
    reminder=False,
    paused=True,
    next_on=TUESDAY,
    plan_at=plan_moment(TUESDAY),
)


def test_a_plan_asks_for_what_is_missing_in_order() -> None:
    plan = Plan(team_id=1)
    missing = [plan.first_missing]
    for field, value in [(Field.BANK, "weekly-check"), (Field.DAYS, "2"), (Field.ROLES, "staff")]:
        plan = chosen(plan, field, value)
        missing.append(plan.first_missing)
    assert missing == [Field.BANK, Field.DAYS, Field.ROLES, None]


@given(st.lists(st.sampled_from(EVERY_DAY)))
def test_days_are_ticked_and_unticked_and_stay_in_order(presses: list[int]) -> None:
    plan = Plan(team_id=1)
    for day in presses:
        plan = chosen(plan, Field.DAYS, str(day))
    assert plan.days == tuple(day for day in EVERY_DAY if presses.count(day) % 2)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.DAYS, "7"),
        (Field.DAYS, "-1"),
        (Field.DAYS, "Monday"),
        (Field.EVERY, "5"),
        (Field.ROLES, "owner"),
        (Field.ROLES, "king"),
        (Field.OPEN, "1"),
        (Field.REMINDER, "yes"),
    ],
)
def test_what_is_not_offered_cannot_be_chosen(field: Field, value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        chosen(Plan(team_id=1), field, value)


def test_a_schedule_that_is_changed_starts_from_what_it_is() -> None:
    plan = of_schedule(SCHEDULE)
    assert (plan.schedule_id, plan.days, plan.open_hours) == (7, (1,), 72)
    assert plan.first_missing is None


def test_the_fields_lead_from_the_first_to_the_last_and_back() -> None:
    way: list[Field] = []
    field: Field | None = Field.BANK
    while field is not None:
        way.append(field)
        field = field.following
    assert way == list(Field)
    assert [one.preceding for one in way] == [None, *way[:-1]]


def test_a_new_schedule_starts_on_the_next_chosen_day_today_included() -> None:
    plan = Plan(team_id=1, days=(1, 3))
    assert anchor(plan, None, TUESDAY) == TUESDAY
    assert anchor(plan, None, TUESDAY + timedelta(days=1)) == date(2026, 3, 5)


def test_a_running_schedule_keeps_its_weeks_when_only_its_days_change() -> None:
    plan = replace(of_schedule(SCHEDULE), days=(4,))
    assert anchor(plan, SCHEDULE, date(2026, 3, 11)) == TUESDAY


def test_a_new_rhythm_or_one_that_has_not_begun_counts_from_now() -> None:
    today = date(2026, 3, 11)
    other_rhythm = replace(of_schedule(SCHEDULE), every_weeks=3)
    assert anchor(other_rhythm, SCHEDULE, today) == date(2026, 3, 17)
    not_begun = replace(SCHEDULE, starts_on=today + timedelta(days=6))
    assert anchor(of_schedule(not_begun), not_begun, today) == date(2026, 3, 17)
