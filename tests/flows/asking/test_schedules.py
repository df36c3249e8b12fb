"""Schedules, by button.

Alice leads, Bob belongs, Dora leads another team, Charlie is an outsider.
"""

from datetime import date

import pytest

from bot.chat.buttons.asking import builder as build
from bot.chat.buttons.asking import schedules as on
from bot.domain.asking.builder import Field
from bot.domain.asking.schedules import Schedule
from bot.domain.base.roles import Role
from bot.domain.people.teams import Team
from bot.storage.asking import schedules
from tests.play import Play
from tests.stage import Person, Stage

TUESDAY, WEDNESDAY = date(2026, 3, 3), date(2026, 3, 4)


async def test_alice_builds_a_schedule_screen_by_screen(stage: Stage, play: Play) -> None:
    alice = play.alice
    await begin(alice)
    assert "Three small questions and a tap · 4 minutes" in await alice.sees()
    before = len(await alice.chat())
    await alice.taps("Three small questions and a tap")
    await alice.taps("Tue")
    await alice.taps("Thu")
    await alice.taps("✅ Tue")
    await alice.taps("Wed")
    await alice.taps("Next ›")
    await alice.taps("Every 2 weeks")
    assert "✅ staff (1)" in await alice.buttons()
    assert "✅ facilitator (1)" in await alice.buttons()
    assert "✅ manager (0)" in await alice.buttons(), "whoever becomes one is asked, too"
    for role in ("peer mentor (0)", "facilitator (1)", "manager (0)"):
        await alice.taps(f"✅ {role}")
    await alice.taps("Next ›")
    await alice.taps("✓ 2 days")
    await alice.taps("No reminder")

    seen = await alice.sees()
    assert "Wed and Thu, every 2 weeks" in seen
    assert "Next: Wed 4 Mar, Thu 5 Mar, and Wed 18 Mar" in seen
    assert "Reaches fewer than 5 people now" in seen
    assert "Fewer than 5 people are asked, so the team is shown only words with a name" in seen
    assert "no channel yet" in seen
    await alice.taps("✔ Save")
    assert "Next: Wed 4 Mar" in await alice.sees()
    assert len(await alice.chat()) == before
    (saved,) = await of_team(stage, play.north)
    assert (saved.bank_id, saved.days, saved.every_weeks) == ("weekly-check", (2, 3), 2)
    assert (saved.roles, saved.open_hours, saved.reminder) == (frozenset({Role.STAFF}), 48, False)
    assert (saved.starts_on, saved.next_on, saved.paused) == (WEDNESDAY, WEDNESDAY, False)


async def test_what_was_built_really_asks_bob(stage: Stage, play: Play) -> None:
    await build_weekly(play.alice, "Tue")
    await stage.at(stage.clock.moment.replace(day=3, hour=8))
    assert "Three small questions and a tap · North · 1 of 4" in await play.bob.sees()


async def test_going_back_through_every_screen_loses_nothing(stage: Stage, play: Play) -> None:
    await begin(play.alice)
    await play.alice.taps("Three small questions and a tap")
    await play.alice.taps("Tue")
    for _ in range(4):
        await play.alice.taps("Next ›")
    assert "Shall I remind once" in await play.alice.sees()
    for _ in range(5):
        await play.alice.taps("‹ Back")
    assert "✓ Three small questions and a tap" in await play.alice.buttons()
    await play.alice.taps("Preview")
    assert "Tue, every week" in await play.alice.sees()
    await play.alice.taps("‹ Back")
    assert "Shall I remind once" in await play.alice.sees()
    for _ in range(5):
        await play.alice.taps("‹ Back")
    await play.alice.taps("Cancel")
    assert "Nothing was changed" in await play.alice.sees()
    assert await of_team(stage, play.north) == []


async def test_alice_does_not_get_past_what_has_to_be_chosen(stage: Stage, play: Play) -> None:
    await begin(play.alice)
    await play.alice.taps("Three small questions and a tap")
    pressed = await play.alice.taps("Next ›")
    assert pressed.alert
    assert "at least one day" in str(pressed.answer)
    assert "On which days?" in await play.alice.sees()
    await play.alice.taps("Mon")
    await play.alice.taps("Next ›")
    assert "How often?" in await play.alice.sees()


async def test_nothing_can_be_saved_before_all_is_chosen(stage: Stage, play: Play) -> None:
    """Alice takes her day back, and presses an old button further on."""
    alice = play.alice
    await begin(alice)
    await alice.taps("Three small questions and a tap")
    old = build.PickValue(await key_of(alice), Field.REMINDER, "1")
    assert "at least one day" in await stage.forged(alice, old)
    assert await of_team(stage, play.north) == []


async def test_the_look_ahead_warns_of_languages_ceilings_and_the_same_day(
    stage: Stage, play: Play
) -> None:
    await stage.member("Eeva", play.north, Role.STAFF, language="fi")
    await stage.schedule(play.north, "what-works", on=TUESDAY, reminder=True)
    await begin(play.alice)
    await play.alice.taps("Three small questions and a tap")
    await play.alice.taps("Tue")
    await play.alice.taps("Preview")
    seen = await play.alice.sees()
    assert "not in suomi" in seen
    assert "Some people would be asked too often" in seen
    assert "asked for When it went well as well" in seen


async def test_a_rare_schedule_in_a_large_team_warns_of_nothing(stage: Stage, play: Play) -> None:
    for name in ("Cid", "Eve", "Fay", "Gus"):
        await stage.member(name, play.north)
    await stage.channel(play.north, play.alice)
    await begin(play.alice)
    await play.alice.taps("Three small questions and a tap")
    await play.alice.taps("Tue")
    await play.alice.taps("Preview")
    assert "⚠" not in await play.alice.sees()


async def test_alice_pauses_and_resumes_and_missed_dates_stay_missed(
    stage: Stage, play: Play
) -> None:
    schedule = await stage.schedule(play.north, on=TUESDAY)
    await open_schedule(play.alice)
    await play.alice.taps("⏸ Pause")
    assert "Paused" in await play.alice.sees()
    await stage.later(days=9)
    assert "1 of 4" not in await play.bob.has_seen()
    await play.alice.taps("▶ Resume")
    assert "Next: Tue 17 Mar" in await play.alice.sees()
    await stage.settle()
    assert "1 of 4" not in await play.bob.has_seen()
    assert (await of_team(stage, play.north))[0].starts_on == schedule.starts_on


async def test_alice_sends_now(stage: Stage, play: Play) -> None:
    await stage.schedule(play.north, on=WEDNESDAY)
    await stage.later(hours=2)
    await open_schedule(play.alice)
    pressed = await play.alice.taps("Send now")
    assert "On its way." in str(pressed.answer)
    await stage.settle()
    assert "1 of 4" in await play.bob.sees()


async def test_alice_is_told_who_gets_it_only_after_their_quiet_hours(
    stage: Stage, play: Play
) -> None:
    """It is six in the morning."""
    await stage.schedule(play.north, on=WEDNESDAY)
    await open_schedule(play.alice)
    pressed = await play.alice.taps("Send now")
    assert "They will get it later" in str(pressed.answer)
    assert "1 of 4" not in await play.bob.has_seen()
    await stage.later(hours=2)
    assert "1 of 4" in await play.bob.sees()


async def test_alice_is_told_that_some_get_it_at_once_but_not_how_few(
    stage: Stage, play: Play
) -> None:
    await stage.member("Bea", play.north, Role.STAFF, quiet_from=0, quiet_to=0)
    await stage.schedule(play.north, on=WEDNESDAY)
    await open_schedule(play.alice)
    pressed = await play.alice.taps("Send now")
    assert "On its way. Those who have quiet hours" in str(pressed.answer)


async def test_alice_changes_the_day_and_the_rhythm_is_kept(stage: Stage, play: Play) -> None:
    """Every second week, and the next one would not have been this week."""
    schedule = await stage.schedule(
        play.north, on=date(2026, 2, 24), every_weeks=2, next_on=date(2026, 3, 10)
    )
    await open_schedule(play.alice)
    await play.alice.taps("Change")
    await play.alice.taps("Next ›")
    await play.alice.taps("✅ Tue")
    await play.alice.taps("Fri")
    await play.alice.taps("Preview")
    await play.alice.taps("✔ Save")
    assert "Fri, every 2 weeks" in await play.alice.sees()
    assert "Next: Fri 13 Mar" in await play.alice.sees()
    (changed,) = await of_team(stage, play.north)
    assert changed.id == schedule.id


async def test_a_changed_schedule_does_not_ask_twice_on_the_same_day(
    stage: Stage, play: Play
) -> None:
    await stage.schedule(play.north, on=stage.clock.moment.date())
    await stage.later(hours=4)
    assert "1 of 4" in await play.bob.sees()
    await open_schedule(play.alice)
    await play.alice.taps("Change")
    await play.alice.taps("Preview")
    assert "Already on its way: Mon 2 Mar" in await play.alice.sees()
    assert "Next: Mon 9 Mar, Mon 16 Mar, and Mon 23 Mar" in await play.alice.sees()
    await play.alice.taps("✔ Save")
    await stage.later(hours=1)
    assert (await play.bob.has_seen()).count("1 of 4") == 1


async def test_the_look_ahead_counts_what_is_on_its_way_already(stage: Stage, play: Play) -> None:
    """Monday's question and its reminder make two; Tuesday's with its own would make four."""
    await stage.schedule(play.north, on=stage.clock.moment.date(), reminder=True)
    await stage.later(hours=4)
    await open_schedule(play.alice)
    await play.alice.taps("Change")
    await play.alice.taps("Preview")
    assert "asked too often" not in await play.alice.sees()
    for _ in range(5):
        await play.alice.taps("‹ Back")
    await play.alice.taps("✅ Mon")
    await play.alice.taps("Tue")
    await play.alice.taps("Preview")
    assert "Some people would be asked too often" in await play.alice.sees()


async def test_deleting_a_schedule_leaves_what_is_open_open(stage: Stage, play: Play) -> None:
    await stage.schedule(play.north, on=stage.clock.moment.date())
    await stage.later(hours=4)
    await open_schedule(play.alice)
    await play.alice.taps("Delete…")
    assert "a question that somebody has put off still comes" in await play.alice.sees()
    await play.alice.taps("No, keep it")
    await play.alice.taps("Delete…")
    pressed = await play.alice.taps("Yes, delete it")
    assert pressed.answer == "Deleted."
    assert "Nothing is scheduled yet" in await play.alice.sees()
    await play.bob.taps("4")
    assert "2 of 4" in await play.bob.sees()
    await stage.later(days=8)
    assert "1 of 4" not in await play.bob.has_seen()


async def test_who_leads_several_teams_chooses_one_first(stage: Stage, play: Play) -> None:
    olga = await stage.member("Olga", play.north, owner=True)
    await stage.schedule(play.north)
    await olga.says("/schedules")
    assert await olga.buttons() == ["North (1)", "South (0)"]
    await olga.taps("South (0)")
    await olga.taps("‹ Back")
    await olga.taps("North (1)")
    assert "Schedules of North" in await olga.sees()


@pytest.mark.parametrize("who", ["bob", "dora", "charlie"])
async def test_nobody_else_may_press_alices_buttons(stage: Stage, play: Play, who: str) -> None:
    schedule = await stage.schedule(play.north, on=WEDNESDAY)
    await begin(play.alice)
    key = await key_of(play.alice)
    person = await stage.person("Charlie") if who == "charlie" else getattr(play, who)
    refused = ("by invitation", "can't do that", "does not exist", "start again")
    for press in every_button(play.north, schedule, key):
        told = await stage.forged(person, press)
        assert any(text in told for text in refused), (press, told)
    assert await of_team(stage, play.north) == [schedule]


async def test_somebody_elses_schedule_is_refused_like_one_that_never_was(
    stage: Stage, play: Play
) -> None:
    schedule = await stage.schedule(play.north, on=WEDNESDAY)
    for kind in (on.OpenSchedule, on.SendNow, on.EndSchedule, build.ChangeSchedule):
        foreign = await stage.forged(play.dora, kind(schedule.id))
        assert foreign == await stage.forged(play.dora, kind(schedule.id + 900))


async def test_bob_and_charlie_have_no_schedules_to_set(stage: Stage, play: Play) -> None:
    await play.bob.says("/schedules")
    assert "You lead no team" in await play.bob.sees()
    charlie = await stage.person("Charlie")
    await charlie.says("/schedules")
    assert "by invitation" in await charlie.sees()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.BANK, "no-such-bank"),
        (Field.DAYS, "7"),
        (Field.DAYS, "x"),
        (Field.EVERY, "0"),
        (Field.ROLES, "owner"),
        (Field.OPEN, "100000"),
        (Field.REMINDER, "2"),
    ],
)
async def test_a_forged_choice_is_refused(
    stage: Stage, play: Play, field: Field, value: str
) -> None:
    await begin(play.alice)
    key = await key_of(play.alice)
    told = await stage.forged(play.alice, build.PickValue(key, field, value))
    assert "no longer does anything" in told


async def test_buttons_of_an_earlier_draft_change_nothing(stage: Stage, play: Play) -> None:
    await begin(play.alice)
    stale = (await play.alice.chat())[-1]["message_id"]
    await begin(play.alice)
    pressed = await play.alice.taps("Three small questions and a tap", message=stale)
    assert "start again" in str(pressed.answer)


async def test_a_schedule_deleted_meanwhile_is_not_saved(stage: Stage, play: Play) -> None:
    schedule = await stage.schedule(play.north, on=WEDNESDAY)
    await open_schedule(play.alice)
    await play.alice.taps("Change")
    await play.alice.taps("Preview")
    async with stage.app.unit_of_work.store.step() as tx:
        await schedules.remove(tx, schedule.id)
    pressed = await play.alice.taps("✔ Save")
    assert "does not exist any more" in str(pressed.answer)


def every_button(team: Team, schedule: Schedule, key: str) -> list[object]:
    return [
        on.ListSchedules(team.id),
        on.OpenSchedule(schedule.id),
        on.PauseSchedule(schedule.id),
        on.ResumeSchedule(schedule.id),
        on.SendNow(schedule.id),
        on.AskScheduleEnd(schedule.id),
        on.EndSchedule(schedule.id),
        build.NewSchedule(team.id),
        build.ChangeSchedule(schedule.id),
        build.ShowField(key, Field.DAYS),
        build.PickValue(key, Field.DAYS, "1"),
        build.LookAhead(key),
        build.SaveSchedule(key),
        build.LeaveBuilder(key),
    ]


async def begin(alice: Person) -> None:
    await alice.says("/schedules")
    await alice.taps("＋ New schedule")


async def build_weekly(alice: Person, day: str) -> None:
    await begin(alice)
    await alice.taps("Three small questions and a tap")
    await alice.taps(day)
    await alice.taps("Preview")
    await alice.taps("✔ Save")


async def open_schedule(alice: Person) -> None:
    await alice.says("/schedules")
    await alice.taps("Three small questions and a tap")


async def key_of(alice: Person) -> str:
    """The key of the Draft whose screen stands last."""
    rows = (await alice.chat())[-1]["reply_markup"]["inline_keyboard"]
    return str(rows[0][0]["callback_data"].split(":")[1])


async def of_team(stage: Stage, team: Team) -> list[Schedule]:
    async with stage.app.unit_of_work.store.look() as tx:
        return await schedules.of_team(tx, team.id)
