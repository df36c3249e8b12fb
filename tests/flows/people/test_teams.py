"""Teams, as their people see and change them. Alice leads, Bob belongs, Charlie is an outsider."""

from datetime import date

import pytest

from bot.chat.buttons.people.teams import (
    AskEnd,
    AskName,
    ChooseFloor,
    OpenTeam,
    SetFloor,
    UnlinkChannel,
)
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.pool import Pooled
from bot.domain.people.teams import Team
from bot.storage.asking import notes
from bot.storage.hearing import pool
from bot.storage.people import members, teams
from tests.play import Play, two_teams
from tests.stage import Person, Stage

EVERY_BUTTON = (OpenTeam, AskName, ChooseFloor, UnlinkChannel, AskEnd)


@pytest.fixture
async def play(stage: Stage) -> Play:
    return await two_teams(stage, alice=(Role.FACILITATOR, Role.STAFF))


async def test_bob_sees_his_team_and_can_change_nothing(stage: Stage, play: Play) -> None:
    await stage.channel(play.north, play.alice)
    await play.bob.says("/teams")
    seen = await play.bob.sees()
    assert "North · 2 people\nYou: staff\nChannel: North together" in seen
    assert "South" not in seen
    assert await play.bob.buttons() == []


async def test_alice_renames_her_team(stage: Stage, play: Play) -> None:
    await open_team(play.alice)
    await play.alice.taps("Rename")
    await play.alice.says("y" * 61)
    assert "1 to 60 characters" in await play.alice.sees()
    await play.alice.says("North Star")
    assert "North Star · 2 people" in await play.alice.sees()
    assert (await reread(stage, play.north)).name == "North Star"


async def test_after_going_back_alices_words_rename_nothing(stage: Stage, play: Play) -> None:
    await open_team(play.alice)
    await play.alice.taps("Rename")
    await play.alice.taps("‹ Back")
    await play.alice.says("This is private")
    assert "No question is open" in await play.alice.sees()
    assert (await reread(stage, play.north)).name == "North"


async def test_alice_raises_the_floor_and_lowers_it_again(stage: Stage, play: Play) -> None:
    await open_team(play.alice)
    await play.alice.taps("Floor")
    assert (await play.alice.buttons())[0] == "✓ 5"
    await play.alice.taps("8")
    assert "Shown once 8 people have shared" in await play.alice.sees()
    await play.alice.taps("Floor")
    await play.alice.taps("6")
    assert (await reread(stage, play.north)).floor == 6


async def test_the_floor_is_not_lowered_while_a_question_is_open(stage: Stage, play: Play) -> None:
    await open_team(play.alice)
    await play.alice.taps("Floor")
    await play.alice.taps("8")
    await play.alice.taps("Floor")
    standing = (await play.alice.chat())[-1]["message_id"]
    await stage.schedule(play.north)
    await stage.at(stage.clock.moment.replace(hour=8))

    pressed = await play.alice.taps("5", message=standing)
    assert "fewer than 8 people" in str(pressed.answer)
    assert (await reread(stage, play.north)).floor == 8
    await play.alice.taps("‹ Back", message=standing)
    await play.alice.taps("Floor", message=standing)
    (shown,) = [m for m in await play.alice.chat() if m["message_id"] == standing]
    labels = [b["text"] for row in shown["reply_markup"]["inline_keyboard"] for b in row]
    assert labels == ["✓ 8", "10", "12", "15", "20", "‹ Back"]


async def test_the_floor_is_not_lowered_while_shared_words_wait(stage: Stage, play: Play) -> None:
    async with stage.app.unit_of_work.store.step() as tx:
        await teams.change(tx, play.north.id, floor=8)
        await pool.add_many(tx, [shared(play.north)])
    await open_team(play.alice)
    await play.alice.taps("Floor")
    assert "To lower it, wait" in await play.alice.sees()
    assert "fewer than 8" in await stage.forged(play.alice, SetFloor(play.north.id, 6))


@pytest.mark.parametrize("floor", [0, 4, 7_000_000])
async def test_a_forged_floor_is_refused(stage: Stage, play: Play, floor: int) -> None:
    await open_team(play.alice)
    pressed = await stage.forged(play.alice, SetFloor(play.north.id, floor))
    assert "no longer does anything" in pressed
    assert (await reread(stage, play.north)).floor == 5


async def test_alice_unlinks_the_channel_and_the_channel_hears_of_it(
    stage: Stage, play: Play
) -> None:
    chat = await stage.channel(play.north, play.alice)
    await open_team(play.alice)
    await play.alice.taps("Unlink channel")
    assert "No channel yet" in await play.alice.sees()
    assert "no longer the channel of North" in (await stage.said_in(chat, play.alice))[-1]
    pressed = await stage.forged(play.alice, UnlinkChannel(play.north.id))
    assert "has no channel" in pressed


async def test_alice_ends_her_team_by_writing_its_name(stage: Stage, play: Play) -> None:
    await stage.schedule(play.north)
    await open_team(play.alice)
    await play.alice.taps("Delete team…")
    assert "memberships of 2 people" in await play.alice.sees()
    await play.alice.says("South")
    assert "write North" in await play.alice.sees()
    await play.alice.says("north")
    assert "North has been deleted" in await play.alice.sees()
    assert "North has been deleted" in await play.bob.sees()
    assert [team.name for team in await everything(stage)] == ["South"]
    await play.bob.says("/teams")
    assert "belong to no team" in await play.bob.sees()


async def test_what_bob_has_written_comes_back_to_him_when_the_team_ends(
    stage: Stage, play: Play
) -> None:
    await stage.schedule(play.north)
    await stage.at(stage.clock.moment.replace(hour=8))
    await play.bob.taps("4")
    await play.bob.says("I was proud today")
    await open_team(play.alice)
    await play.alice.taps("Delete team…")
    await play.alice.says("North")

    async with stage.app.unit_of_work.store.look() as tx:
        kept = await notes.of_member(tx, (await play.bob.member()).id)
    assert {note.text for note in kept} == {"4", "I was proud today"}
    await stage.later(days=7)
    assert "I was proud" not in (await play.bob.sees())


async def test_the_owner_sees_all_teams_page_by_page(stage: Stage, play: Play) -> None:
    for n in range(7):
        await stage.team(f"Team {n}")
    olga = await stage.member("Olga", play.north, owner=True)
    await olga.says("/teams")
    assert (await olga.buttons())[-3:] == [
        "More ›",
        "＋ New team",
        "＋ Representative of all teams",
    ]
    await olga.taps("More ›")
    assert "Team 6" in await olga.sees()
    await olga.taps("Team 6")
    assert "Shown once 5 people have shared" in await olga.sees()


async def test_charlie_the_outsider_sees_no_teams(stage: Stage, play: Play) -> None:
    charlie = await stage.person("Charlie")
    await charlie.says("/teams")
    assert "by invitation" in await charlie.sees()


@pytest.mark.parametrize("who", ["bob", "dora", "charlie"])
async def test_nobody_else_may_press_alices_buttons(stage: Stage, play: Play, who: str) -> None:
    person = await stage.person("Charlie") if who == "charlie" else getattr(play, who)
    told = "by invitation" if who == "charlie" else "can't do that in this team"
    for press in (*(kind(play.north.id) for kind in EVERY_BUTTON), SetFloor(play.north.id, 8)):
        assert told in await stage.forged(person, press)
    assert await reread(stage, play.north) == play.north


async def test_a_team_that_never_was_is_refused_like_a_foreign_one(
    stage: Stage, play: Play
) -> None:
    never = await stage.forged(play.dora, OpenTeam(play.north.id + 900))
    assert never == await stage.forged(play.dora, OpenTeam(play.north.id))


async def test_bob_made_no_facilitator_any_more_cannot_finish_a_rename(
    stage: Stage, play: Play
) -> None:
    await open_team(play.alice)
    await play.alice.taps("Rename")
    async with stage.app.unit_of_work.store.step() as tx:
        await members.set_roles(tx, (await play.alice.member()).id, play.north.id, {Role.STAFF})
    await play.alice.says("Mine now")
    assert "can't do that in this team" in await play.alice.sees()


async def open_team(person: Person) -> None:
    await person.says("/teams")
    await person.taps("North")


async def reread(stage: Stage, team: Team) -> Team:
    async with stage.app.unit_of_work.store.look() as tx:
        found = await teams.by_id(tx, team.id)
    assert found is not None
    return found


async def everything(stage: Stage) -> list[Team]:
    async with stage.app.unit_of_work.store.look() as tx:
        return await teams.all_teams(tx, stage.app.bot.id)


def shared(team: Team) -> Pooled:
    """Words that wait for others to be shown with."""
    return Pooled(
        id="p",
        team_id=team.id,
        bank_id="weekly-check",
        round_id=1,
        question_id="what",
        visibility=Visibility.TEAM_UNNAMED,
        voice="v",
        week=date(2026, 2, 23),
        options=(),
        text="Hello",
        receipt_hash="h",
        receipt_before="b",
        chat_id=-900,
    )
