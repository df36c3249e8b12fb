"""Holds: Rita, who stands for the people of North, pauses what they are asked. Alice leads it, Bob
belongs."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.chat.translator import translator
from bot.chat.views import VIEWS, sentence
from bot.domain.asking.builder import Plan
from bot.domain.asking.prompts import PromptState, Snooze
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.builder import PreviewSchedule
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.asking.schedules import ShowSchedule, ShowSchedules
from bot.domain.messages.hearing.digests import DigestLetter
from bot.domain.messages.people.joining import Greeting, Welcome
from bot.domain.messages.people.oversight import (
    AskHoldReason,
    ShowOversight,
)
from bot.domain.messages.rights.forgetting import ExplainForgetting
from bot.domain.messages.rights.mydata import GiveMyData
from bot.domain.messages.rights.register import ShowRegister
from bot.domain.people.oversight import HOLD, REASON_LIMIT, hold_reason
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import outlook, prompts, rounds, schedules
from bot.flows.base.told import Toast
from bot.flows.people import joining, oversight, settings
from bot.flows.rights import forgetting, mydata, register
from bot.storage.asking import dialogues
from bot.storage.base.schema import prompt
from bot.storage.people import members as stored_members
from bot.storage.people import teams as stored_teams
from tests.desk import NINE, Office, Phone
from tests.flows.people.pausing import NAMES, WEEK, WHY, asked, pauses, register_of, states, text


@pytest.fixture
async def bob(office: Office, north: Team) -> Phone:
    return await office.member("Bob", north)


async def test_everybody_reads_who_paused_the_questions_and_why(
    office: Office, north: Team, alice: Phone, bob: Phone, rita: Phone
) -> None:
    await pauses(rita, north, f"  {WHY}\n <b>#all</b> ")
    assert rita.last(ShowOversight).held_until == office.clock.moment + HOLD
    await bob.does(register.show_mine)
    assert "Rita (representative): paused new questions until Mon 16 Mar, because: “No" in (
        register_of(bob)
    )
    raw = str(VIEWS[ShowRegister](translator("en"), bob.last(ShowRegister)).text)
    assert "&lt;b&gt;" in raw
    assert "#all" not in raw
    assert "ombud" in text(bob.last(ShowRegister), "sv")


@pytest.mark.parametrize("typed", ["x" * (REASON_LIMIT + 1), "\u200b"])
async def test_a_reason_is_short_and_there_is_one(
    office: Office, north: Team, rita: Phone, typed: str
) -> None:
    with pytest.raises(Refusal, match="reason_length"):
        await pauses(rita, north, typed)
    assert hold_reason("y" * REASON_LIMIT) is not None


async def test_a_reason_names_nobody(office: Office, north: Team, rita: Phone) -> None:
    for typed in ("Fatima mår dåligt av det här", "ring 070-123 45 67 om ni undrar"):
        with pytest.raises(Refusal, match="reason_names_somebody"):
            await pauses(rita, north, typed)


async def test_who_goes_back_pauses_nothing_with_their_next_words(
    office: Office, north: Team, rita: Phone
) -> None:
    await rita.does(oversight.ask_reason, north.id)
    at, _ = rita.with_id(AskHoldReason)
    await rita.does(oversight.show, north.id, at=at)
    await rita.writes(WHY)
    await rita.does(oversight.show, north.id)
    assert rita.last(ShowOversight).held_until is None


async def test_nothing_new_is_laid_out_and_after_two_weeks_it_goes_on_by_itself(
    office: Office, north: Team, bob: Phone, rita: Phone
) -> None:
    await office.schedule(north)
    await pauses(rita, north)
    for week in (0, 1):
        await office.at(NINE + week * WEEK)
        assert await office.rounds() == []
    await office.at(NINE + 2 * WEEK - timedelta(hours=2))
    await office.at(NINE + 3 * WEEK)
    assert await asked([bob]) == ["Bob"]


async def test_it_can_be_renewed(office: Office, north: Team, bob: Phone, rita: Phone) -> None:
    await office.schedule(north)
    await pauses(rita, north)
    await office.at(NINE + WEEK)
    await rita.does(oversight.hold_on, north.id)
    assert rita.last(ShowOversight).held_until == office.clock.moment + HOLD
    await office.at(NINE + 2 * WEEK + timedelta(days=1))
    assert await office.rounds() == []
    await bob.does(register.show_mine)
    assert "Rita (representative): paused new questions on, until Mon 23 Mar" in register_of(bob)


async def test_rita_ends_it_and_what_was_missed_stays_missed(
    office: Office, north: Team, bob: Phone, rita: Phone
) -> None:
    await office.schedule(north)
    await pauses(rita, north)
    await office.at(NINE + timedelta(days=1))
    await rita.does(oversight.end_hold, north.id)
    await office.at(NINE + timedelta(days=2))
    assert await office.rounds() == []
    await office.at(NINE + WEEK)
    assert await asked([bob]) == ["Bob"]
    await bob.does(register.show_mine)
    assert "Rita (representative): ended the pause of new questions" in register_of(bob)
    with pytest.raises(Refusal, match="held_no_more"):
        await rita.does(oversight.end_hold, north.id)
    with pytest.raises(Refusal, match="held_no_more"):
        await rita.does(oversight.hold_on, north.id)


async def test_in_an_open_round_nobody_else_is_asked_and_nobody_reminded(
    office: Office, north: Team, bob: Phone, rita: Phone
) -> None:
    late = await office.member("Late", north, ask_at=15 * 60)
    await office.schedule(north, reminder=True)
    await office.at(NINE)
    assert await asked([bob, late]) == ["Bob"]
    await pauses(rita, north)
    await office.later(days=1, hours=12)
    assert await asked([late]) == []
    assert bob.kinds().count("AskQuestion") == 1


@pytest.mark.parametrize("ends", [False, True], ids=["held", "ended"])
async def test_in_a_large_team_too_only_those_count_who_were_asked(
    office: Office, north: Team, bob: Phone, rita: Phone, ends: bool
) -> None:
    await office.people(north, *NAMES)
    for number in range(dialogues.LARGE):
        await office.member(f"Late {number}", north, ask_at=15 * 60)
    await office.begin(north)
    await pauses(rita, north)
    if ends:
        await rita.does(oversight.end_hold, north.id)
    (mine,) = [one for one in await office.prompts() if one.member_id == bob.member.id]
    async with office.unit_of_work.store.look() as tx:
        found = await dialogues.of_prompts(tx, [mine.id])
    assert found[mine.id].asked == 1 + len(NAMES)


async def test_what_has_been_asked_can_be_answered_and_shared(
    office: Office, north: Team, bob: Phone, rita: Phone
) -> None:
    crowd = [bob, *await office.people(north, *NAMES)]
    await office.begin(north)
    await pauses(rita, north)
    for one in crowd:
        await one.answers_all("one", "two", level=Visibility.TEAM_UNNAMED)
    assert [one.took_part for one in await office.rounds()] == [0]
    await office.later(days=3)
    assert [one.took_part for one in await office.rounds()] == [6]


async def test_what_is_somebodys_own_is_not_touched(
    office: Office, north: Team, bob: Phone, rita: Phone
) -> None:
    await office.begin(north)
    await pauses(rita, north)
    _, question = bob.with_id(AskQuestion)
    await bob.does(prompts.snooze, question.answer_id, Snooze.HOUR)
    await office.later(hours=2)
    assert bob.kinds().count("AskQuestion") == 2, "what was put off still comes"
    await bob.does(rounds.start_reflection, north.id, "end-of-shift")
    await bob.does(mydata.give)
    await bob.does(forgetting.explain)
    await bob.does(forgetting.forget, bob.last(ExplainForgetting).until)


async def test_alice_sees_it_and_cannot_get_past_it(
    office: Office, north: Team, alice: Phone, bob: Phone, rita: Phone
) -> None:
    weekly = await office.schedule(north)
    await pauses(rita, north)
    await alice.does(schedules.show_mine)
    shown = text(alice.last(ShowSchedules))
    assert "Paused by the representative until Mon 16 Mar" in shown
    assert "Next: Mon 16 Mar" not in shown
    assert "Next: Mon 23 Mar" in shown
    assert "Rita" not in shown
    await alice.does(schedules.show, weekly.id)
    assert "Paused by the representative" in text(alice.last(ShowSchedule))
    with pytest.raises(Refusal, match="held"):
        await alice.does(rounds.send_now, weekly.id)
    await alice.does(schedules.pause, weekly.id)
    await alice.does(schedules.resume, weekly.id)
    async with office.unit_of_work.look() as step:
        plan = Plan(team_id=north.id, bank_id="end-of-shift", days=(1,), roles=weekly.roles)
        held = await stored_teams.by_id(step.tx, north.id)
        assert held is not None
        preview = await outlook.preview(step, alice.member, held, plan, None, "key")
    assert isinstance(preview, PreviewSchedule)
    assert "Paused by the representative" in text(preview)
    await office.at(NINE + timedelta(days=1))
    assert await office.rounds() == []


async def test_who_comes_back_from_a_pause_is_told_and_not_asked(
    office: Office, north: Team, bob: Phone, rita: Phone
) -> None:
    await office.schedule(north)
    await bob.does(settings.pause_for, 1)
    await office.at(NINE)
    await pauses(rita, north)
    telling = await office.act(bob.presses(None), lambda step: settings.resume(step, bob.actor))
    (flash,) = [one for one in telling if isinstance(one, Toast)]
    told = sentence(translator("en"), flash.key, flash.facts)
    assert "Mon 16 Mar" in told
    assert "Mon 23 Mar" in told
    assert await asked([bob]) == []
    assert bob.kinds()[-1] == "ShowSetting"


async def test_who_joins_or_greets_is_told_when_the_questions_come(
    office: Office, north: Team, alice: Phone, bob: Phone, rita: Phone
) -> None:
    await office.schedule(north)
    await pauses(rita, north)
    await bob.does(joining.start, "")
    assert "Paused by the representative until Mon 16 Mar" in text(bob.last(Greeting))
    await bob.does(joining.finish)
    welcome = bob.last(Welcome)
    assert welcome.first_at == NINE + 3 * WEEK
    assert "Paused by the representative until Mon 16 Mar" in text(welcome)
    await rita.does(joining.finish)
    told = text(rita.last(Welcome))
    assert "Paused" not in told, "nothing would be asked of her anyhow"
    assert "As a representative you are asked nothing. /teams shows" in told


async def test_a_letter_waits_while_all_of_its_teams_are_paused(
    office: Office, north: Team, rita: Phone
) -> None:
    friday = NINE + timedelta(days=4, hours=4)
    mia = await office.member("Mia", north, Role.MANAGER, next_digest_at=friday)
    await pauses(rita, north)
    await office.at(friday)
    assert "DigestLetter" not in mia.kinds()
    await rita.does(oversight.end_hold, north.id)
    await office.at(friday + WEEK)
    assert mia.last(DigestLetter).first == NINE.date() - timedelta(days=3)


async def test_a_letter_leaves_out_a_team_that_is_paused(
    office: Office, north: Team, rita: Phone
) -> None:
    friday = NINE + timedelta(days=4, hours=4)
    mia = await office.member("Mia", north, Role.MANAGER, next_digest_at=friday)
    await office.joins(mia, await office.team("South", chat_id=-77), Role.MANAGER)
    await pauses(rita, north)
    await office.at(friday)
    assert mia.last(DigestLetter).quiet == ("South",)


async def test_after_forget_the_reason_is_gone_and_the_pause_stays(
    office: Office, north: Team, bob: Phone, rita: Phone
) -> None:
    await pauses(rita, north)
    await rita.does(mydata.give)
    assert WHY in str(rita.last(GiveMyData).data["deeds"])
    await rita.does(forgetting.explain)
    await rita.does(forgetting.forget, rita.last(ExplainForgetting).until)
    await bob.does(register.show_mine)
    shown = register_of(bob)
    assert "somebody who is not here any more (representative): paused new questions" in shown
    assert WHY not in shown
    async with office.unit_of_work.look() as step:
        team = await stored_teams.by_id(step.tx, north.id)
        assert team is not None
        assert team.held(step.now) is not None
        assert await stored_members.holding(step.tx, north.id, Role.REPRESENTATIVE) == []


async def test_of_a_round_that_was_laid_out_nobody_waits_any_more(
    office: Office, north: Team, rita: Phone
) -> None:
    await office.people(north, *NAMES)
    await office.schedule(north)
    await office.at(NINE - timedelta(hours=3))
    assert await states(office) == {PromptState.WAITING}
    await pauses(rita, north)
    assert await states(office) == {PromptState.DROPPED}
    async with office.unit_of_work.store.look() as tx:
        reminders = (await tx.execute(select(prompt.c.remind_at))).scalars().all()
    assert set(reminders) == {None}
