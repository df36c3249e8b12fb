"""Settings of one's own. Alice is a manager, Bob is not, Charlie is an outsider."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain.asking.prompts import Prompt, PromptState
from bot.domain.base.availability import local_moment
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.storage.asking import prompts
from tests.play import Play, two_teams
from tests.stage import Person, Stage

STOCKHOLM = "Europe/Stockholm"
TODAY = date(2026, 3, 2)


@pytest.fixture
async def play(stage: Stage) -> Play:
    return await two_teams(stage, alice=(Role.MANAGER,))


async def test_bob_sees_all_his_settings_at_a_glance(play: Play) -> None:
    await play.bob.says("/settings")
    seen = await play.bob.sees()
    for line in (
        "Language: English",
        "Time zone: Stockholm",
        "Days: Monday to Friday",
        "Time of day: 09:00",
        "Quiet hours: 20:00–07:00",
        "Your words: Only me",
        "Your taps: Counted, without my name",
        "Pause: none",
    ):
        assert line in seen
    assert "Weekly letter" not in seen


async def test_every_screen_of_the_settings_leads_back(play: Play) -> None:
    await play.alice.says("/settings")
    names = await play.alice.buttons()
    assert names[-4:] == ["Who sees what", "My data", "Leave a team", "Erase me"]
    for name in names[:-4]:
        await play.alice.taps(name)
        assert name in await play.alice.sees()
        await play.alice.taps("‹ Back")
        assert "Your settings" in await play.alice.sees()
    assert len(await play.alice.chat()) == 2, "all on one message, edited in place"


async def test_bob_is_spoken_to_in_the_language_he_chooses(play: Play) -> None:
    await opened(play.bob, "Language")
    await play.bob.taps("Svenska")
    assert (await play.bob.buttons())[:2] == ["English", "✓ Svenska"]
    assert (await play.bob.member()).language == "sv"


async def test_bob_moves_to_a_city_he_writes(stage: Stage, play: Play) -> None:
    await opened(play.bob, "Time zone")
    await play.bob.says("Tórshavn, maybe")
    assert "I know no place" in await play.bob.sees()
    assert "✓ Stockholm" in await play.bob.buttons(), "and what was offered is offered still"
    await play.bob.says("Finland")
    assert (await play.bob.buttons())[0] == "Helsinki"
    await play.bob.says("new york")
    await play.bob.taps("New York")
    assert "✓ New York" in await play.bob.buttons()
    assert (await play.bob.member()).zone == "America/New_York"


async def test_bob_keeps_at_least_one_day(play: Play) -> None:
    await opened(play.bob, "Days")
    for day in ("Mon", "Tue", "Wed", "Thu"):
        await play.bob.taps(f"✅ {day}")
    pressed = await play.bob.taps("✅ Fri")
    assert "Keep at least one day" in (pressed.answer or "")
    await play.bob.taps("Sun")
    assert (await play.bob.member()).days == (4, 6)


async def test_bob_chooses_a_time_or_writes_one(play: Play) -> None:
    await opened(play.bob, "Time of day")
    await play.bob.taps("16:00")
    assert "✓ 16:00" in await play.bob.buttons()
    await play.bob.says("soon")
    assert "I don't see a time" in await play.bob.sees()
    await play.bob.says("14.45")
    assert "Chosen: 14:45" in await play.bob.sees()
    assert (await play.bob.member()).ask_at == 14 * 60 + 45


async def test_bob_is_told_that_his_own_time_wins_over_his_quiet_hours(play: Play) -> None:
    await opened(play.bob, "Time of day")
    assert "It comes first" not in await play.bob.sees()
    await play.bob.says("21:15")
    assert (
        "Your own time (21:15) falls in your quiet hours. It comes first" in await play.bob.sees()
    )
    await play.bob.taps("‹ Back")
    assert "It comes first" in await play.bob.sees()


async def test_bob_sets_quiet_hours_by_tap_and_by_words(play: Play) -> None:
    await opened(play.bob, "Quiet hours")
    await play.bob.taps("🌙 18:00")
    await play.bob.taps("☀ 08:00")
    assert "Chosen: 18:00–08:00" in await play.bob.sees()
    await play.bob.says("always")
    assert "I don't see two times" in await play.bob.sees()
    await play.bob.says("7-7")
    assert "take a pause instead" in await play.bob.sees()
    await play.bob.says("from 21:30 to 6")
    bob = await play.bob.member()
    assert (bob.quiet_from, bob.quiet_to) == (21 * 60 + 30, 6 * 60)


async def test_bob_changes_what_he_mostly_chooses(play: Play) -> None:
    await opened(play.bob, "Your words")
    await play.bob.taps("👥 The team, no name")
    await play.bob.taps("‹ Back")
    await play.bob.taps("Your taps")
    await play.bob.taps("🔒 Only me")
    bob = await play.bob.member()
    assert (bob.usual_words, bob.usual_taps) == (Visibility.TEAM_UNNAMED, Visibility.PRIVATE)


async def test_bob_takes_a_pause_and_ends_it(play: Play) -> None:
    await opened(play.bob, "Pause")
    await play.bob.taps("2 weeks")
    assert "I ask again from Mon 16 Mar on" in await play.bob.sees()
    assert (await play.bob.member()).paused_until == date(2026, 3, 16)
    pressed = await play.bob.taps("Start asking me again")
    assert "Nothing is planned that would ask you" in str(pressed.answer)
    assert "How long shall I leave you alone?" in await play.bob.sees()
    assert (await play.bob.member()).paused_until is None


async def test_bob_hears_when_the_next_question_comes_after_his_pause(
    stage: Stage, play: Play
) -> None:
    await stage.schedule(play.north, on=date(2026, 3, 4))
    await opened(play.bob, "Pause")
    await play.bob.taps("2 weeks")
    pressed = await play.bob.taps("Start asking me again")
    assert "The next question may come on Wed 4 Mar 09:00" in str(pressed.answer)
    await stage.at(at(9) + timedelta(days=2))
    assert "1 of 4" in await play.bob.sees()


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("2026-12-24", date(2026, 12, 24)),
        ("24/12", date(2026, 12, 24)),
        ("1.2.", date(2027, 2, 1)),
    ],
)
async def test_bob_writes_when_his_pause_ends(play: Play, written: str, until: date) -> None:
    await opened(play.bob, "Pause")
    await play.bob.says(written)
    assert (await play.bob.member()).paused_until == until


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Christmas", "I don't see a date"),
        ("2026-02-30", "I don't see a date"),
        ("2026-03-02", "not in the future"),
        ("2030-01-01", "too far away: a pause may last 366 days"),
    ],
)
async def test_a_pause_needs_a_day_that_makes_sense(play: Play, written: str, told: str) -> None:
    await opened(play.bob, "Pause")
    await play.bob.says(written)
    assert told in await play.bob.sees()
    assert (await play.bob.member()).paused_until is None


async def test_what_would_have_come_in_the_pause_is_dropped(stage: Stage, play: Play) -> None:
    prompt = await laid_out(stage, play)
    await opened(play.bob, "Pause")
    await play.bob.taps("1 week")
    await stage.at(at(10))
    assert "of 4" not in await play.bob.has_seen()
    assert (await reread(stage, prompt)).state is PromptState.DROPPED


async def test_a_question_bob_has_seen_stays_open_in_his_pause(stage: Stage, play: Play) -> None:
    await stage.schedule(play.north, reminder=True)
    await stage.at(at(9))
    await play.bob.taps("Later")
    await play.bob.taps("In an hour")
    await opened(play.bob, "Pause")
    await play.bob.taps("1 week")
    await stage.at(at(12))
    await stage.later(days=1)
    assert (await play.bob.has_seen()).count("I will ask again") == 1
    assert "Still open" not in await play.bob.has_seen()
    await play.bob.taps("Answer now")
    await play.bob.taps("4")
    assert "2 of 4" in await play.bob.sees()


async def test_a_new_time_moves_what_is_still_to_come(stage: Stage, play: Play) -> None:
    prompt = await laid_out(stage, play, reminder=True)
    await opened(play.bob, "Time of day")
    await play.bob.taps("14:00")
    moved = await reread(stage, prompt)
    assert moved.due_at == at(14)
    assert moved.remind_at != prompt.remind_at
    assert moved.expires_at == prompt.expires_at


async def test_another_zone_and_other_days_move_it_too(stage: Stage, play: Play) -> None:
    prompt = await laid_out(stage, play)
    await opened(play.bob, "Time zone")
    await play.bob.taps("London")
    assert (await reread(stage, prompt)).due_at == local_moment("Europe/London", TODAY, 9 * 60)
    await play.bob.taps("‹ Back")
    await play.bob.taps("Days")
    await play.bob.taps("✅ Mon")
    tuesday = date(2026, 3, 3)
    assert (await reread(stage, prompt)).due_at == local_moment("Europe/London", tuesday, 9 * 60)


async def test_a_time_that_has_passed_moves_nothing(stage: Stage, play: Play) -> None:
    prompt = await laid_out(stage, play)
    await stage.at(at(8))
    await opened(play.bob, "Time of day")
    await play.bob.taps("07:00")
    assert (await reread(stage, prompt)).due_at == prompt.due_at


async def test_a_snoozed_question_is_not_moved(stage: Stage, play: Play) -> None:
    prompt = await laid_out(stage, play)
    await stage.at(at(9))
    await play.bob.taps("Later")
    await play.bob.taps("In an hour")
    await opened(play.bob, "Time of day")
    await play.bob.taps("14:00")
    assert (await reread(stage, prompt)).due_at == at(10)


async def test_alice_chooses_when_her_weekly_letter_comes(stage: Stage, play: Play) -> None:
    await opened(play.alice, "Weekly letter")
    await play.alice.taps("Wed")
    await play.alice.taps("08:00")
    alice = await play.alice.member()
    assert alice.next_digest_at == local_moment(STOCKHOLM, date(2026, 3, 4), 8 * 60)
    await play.alice.says("16:20")
    alice = await play.alice.member()
    assert alice.next_digest_at == local_moment(STOCKHOLM, date(2026, 3, 4), 16 * 60 + 20)


async def test_alices_letter_follows_her_to_another_zone(play: Play) -> None:
    await opened(play.alice, "Time zone")
    await play.alice.taps("London")
    alice = await play.alice.member()
    assert alice.next_digest_at == local_moment("Europe/London", date(2026, 3, 6), 13 * 60)


async def test_words_after_the_settings_answer_the_question_above(stage: Stage, play: Play) -> None:
    await stage.schedule(play.north)
    await stage.at(at(9))
    await play.bob.taps("4")
    assert "2 of 4" in await play.bob.sees()
    await opened(play.bob, "Time of day")
    await play.bob.taps("‹ Back")
    await play.bob.says("The handover was short")
    assert "Who may see it?" in await play.bob.sees()


async def test_in_a_group_the_settings_stay_private(stage: Stage, play: Play) -> None:
    group = await stage.channel(play.north, play.alice, play.bob)
    await play.bob.says("/settings", chat=group)
    assert "in private" in (await stage.said_in(group, play.bob))[-1]


async def opened(who: Person, name: str) -> None:
    await who.says("/settings")
    await who.taps(name)


async def laid_out(stage: Stage, play: Play, *, reminder: bool = False) -> Prompt:
    """A Prompt for Bob today at nine, laid out at six."""
    await stage.schedule(play.north, reminder=reminder)
    await stage.settle()
    bob = await play.bob.member()
    async with stage.app.unit_of_work.store.look() as tx:
        [prompt] = await prompts.of_member(tx, bob.id)
    assert (prompt.due_at, prompt.state) == (at(9), PromptState.WAITING)
    return prompt


async def reread(stage: Stage, prompt: Prompt) -> Prompt:
    async with stage.app.unit_of_work.store.look() as tx:
        found = await prompts.by_id(tx, prompt.id)
    assert found is not None
    return found


def at(hour: int) -> datetime:
    """Today at this hour in Stockholm."""
    return local_moment(STOCKHOLM, TODAY, hour * 60)


async def test_whoever_is_asked_nothing_sees_no_settings_for_questions(stage: Stage) -> None:
    north = await stage.team("North")
    fritz = await stage.member("Fritz", north, Role.CRITICAL_FRIEND)
    await fritz.says("/settings")
    shown = await fritz.buttons()
    assert {"Quiet hours", "Pause", "Language"} <= set(shown)
    assert not {"Days", "Time of day", "Your words", "Your taps"} & set(shown)
