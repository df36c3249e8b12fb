"""Links that let people join. Alice leads North, Bob belongs, Dora leads South."""

import re
from datetime import timedelta

import pytest

from bot.domain.base.roles import Role
from bot.domain.people.invites import Invite
from bot.domain.people.teams import Team
from bot.errors import OperatorError
from bot.flows.people import invites as flow
from bot.storage.people import invites, members, teams
from tests.play import Play
from tests.stage import Person, Stage, labels, set_stage, visible


async def test_alice_makes_a_link_by_four_taps(stage: Stage, play: Play) -> None:
    await play.alice.says("/invite")
    assert "Invite to North" in await play.alice.sees()
    await play.alice.taps("peer mentor")
    assert "How many people" in await play.alice.sees()
    await play.alice.taps("5")
    assert "5 people" in await play.alice.sees()
    await play.alice.taps("7 days")

    sent = (await play.alice.chat())[-1]
    [made] = await made_for(stage, play.north)
    assert "photo" in sent
    assert f"https://t.me/eftertanke_bot?start={made.token}" in visible(sent)
    assert labels(sent) == ["Send it to somebody", "All links"]
    assert (made.role, made.max_uses, made.uses) == (Role.PEER_MENTOR, 5, 0)
    assert made.expires_at == stage.clock.moment + timedelta(days=7)
    assert re.fullmatch(r"[\w-]{22}", made.token)


async def test_the_link_in_the_caption_can_be_tapped(play: Play) -> None:
    await make_link(play.alice)
    sent = (await play.alice.chat())[-1]
    kinds = {entity["type"] for entity in sent["caption_entities"]}
    assert kinds & {"url", "text_link"}


async def test_whoever_leads_several_teams_chooses_one(stage: Stage, play: Play) -> None:
    south = await stage.team("South too")
    alice = await play.alice.member()
    async with stage.app.unit_of_work.store.step() as tx:
        await members.set_roles(tx, alice.id, south.id, {Role.FACILITATOR})
    await play.alice.says("/invite")
    assert await play.alice.buttons() == ["North", "South too"]
    await play.alice.taps("South too")
    assert "Invite to South too" in await play.alice.sees()
    await play.alice.taps("‹ Back")
    assert await play.alice.buttons() == ["North", "South too"]


async def test_alice_sees_how_her_links_stand(stage: Stage, play: Play) -> None:
    await make_link(play.alice, role="staff", days="1 day")
    await make_link(play.alice, role="manager", days="30 days")
    await stage.later(days=2)
    await play.alice.taps("All links")
    seen = await play.alice.sees()
    assert "manager: 0 of 5 uses\n🟢 good until" in seen
    assert "staff: 0 of 5 uses\n⚪ expired, made by Alice" in seen
    assert await play.alice.buttons() == ["manager: 0 of 5", "＋ New link"]


async def test_alice_turns_the_pages_of_many_links(stage: Stage, play: Play) -> None:
    for _ in range(7):
        await make_link_quietly(stage, play.north)
    await play.alice.says("/invite")
    await play.alice.taps("Links so far")
    assert len(await play.alice.buttons()) == 8
    await play.alice.taps("Older ›")
    assert await play.alice.buttons() == ["staff: 0 of 5", "‹ Newer", "＋ New link"]


async def test_alice_withdraws_a_link_after_a_second_thought(stage: Stage, play: Play) -> None:
    await make_link(play.alice)
    await play.alice.taps("All links")
    await play.alice.taps("staff: 0 of 5")
    await play.alice.taps("Withdraw…")
    await play.alice.taps("No, keep it")
    assert not (await made_for(stage, play.north))[0].withdrawn
    await play.alice.taps("Withdraw…")
    pressed = await play.alice.taps("Yes, withdraw it")
    assert "Withdrawn" in (pressed.answer or "")
    assert (await made_for(stage, play.north))[0].withdrawn
    assert "⚪ withdrawn" in await play.alice.sees()


async def test_alice_gets_the_picture_again(play: Play) -> None:
    await make_link(play.alice)
    await play.alice.taps("All links")
    await play.alice.taps("staff: 0 of 5")
    await play.alice.taps("Show the picture")
    assert "photo" in (await play.alice.chat())[-1]


async def test_of_a_link_that_is_over_there_is_no_picture(stage: Stage, play: Play) -> None:
    await make_link(play.alice, days="1 day")
    await play.alice.taps("All links")
    await play.alice.taps("staff: 0 of 5")
    await stage.later(days=2)
    assert "no longer works" in ((await play.alice.taps("Show the picture")).answer or "")
    assert "no longer works" in ((await play.alice.taps("Withdraw…")).answer or "")


async def test_bob_may_not_invite(play: Play) -> None:
    await play.bob.says("/invite")
    assert "made by the facilitators" in await play.bob.sees()


async def test_an_owner_without_a_team_is_told_to_make_one(stage: Stage) -> None:
    owner = await stage.member("Olga", await stage.team("Gone"), Role.STAFF, owner=True)
    async with stage.app.unit_of_work.store.step() as tx:
        await teams.remove(tx, 1)
    await owner.says("/invite")
    assert "/newteam" in await owner.sees()


async def test_in_a_group_nobody_makes_links(stage: Stage, play: Play) -> None:
    group = await stage.channel(play.north, play.alice)
    await play.alice.says("/invite", chat=group)
    assert "in private" in (await stage.said_in(group, play.alice))[-1]


async def test_without_an_owner_one_claim_link_is_made(stage: Stage) -> None:
    first, again = await claim(stage), await claim(stage)
    assert first is not None
    assert first == again
    await stage.later(days=8)
    later = await claim(stage)
    assert later is not None
    assert later != first


async def test_with_an_owner_there_is_nothing_to_claim(stage: Stage) -> None:
    await stage.member("Olga", await stage.team(), owner=True)
    assert await claim(stage) is None


async def test_owners_in_the_settings_need_no_claim_link(database: str) -> None:
    async with set_stage(database, owners=[4711]) as stage:
        assert await claim(stage) is None


async def test_the_operator_lets_somebody_into_a_team(stage: Stage, play: Play) -> None:
    link = await by_operator(stage, "north", Role.MANAGER, 2, 3)
    [made] = await made_for(stage, play.north)
    assert link.endswith(made.token)
    assert (made.role, made.max_uses, made.made_by) == (Role.MANAGER, 2, None)


@pytest.mark.parametrize(
    ("team", "role", "uses", "told"),
    [
        ("West", Role.STAFF, 1, "Teams: North, South"),
        (None, Role.STAFF, 1, "--team NAME"),
        ("North", Role.OWNER, 1, "Leave out --team"),
        (None, Role.OWNER, 0, "at least one use"),
    ],
)
async def test_the_operator_is_told_what_to_mend(
    stage: Stage, play: Play, team: str | None, role: Role, uses: int, told: str
) -> None:
    with pytest.raises(OperatorError, match=told):
        await by_operator(stage, team, role, uses, 1)


async def test_the_operator_hears_of_two_teams_with_one_name(stage: Stage, play: Play) -> None:
    await stage.team("north")
    with pytest.raises(OperatorError, match="2 teams are called"):
        await by_operator(stage, "North", Role.STAFF, 1, 1)


async def claim(stage: Stage) -> str | None:
    async with stage.app.unit_of_work.step() as step:
        return await flow.claim_link(step)


async def by_operator(stage: Stage, team: str | None, role: Role, uses: int, days: int) -> str:
    async with stage.app.unit_of_work.step() as step:
        return await flow.invite_by_operator(step, team, role, uses, days)


async def make_link(who: Person, *, role: str = "staff", days: str = "7 days") -> None:
    await who.says("/invite")
    for button in (role, "5", days):
        await who.taps(button)


async def make_link_quietly(stage: Stage, team: Team) -> None:
    await by_operator(stage, team.name, Role.STAFF, 5, 7)


async def made_for(stage: Stage, team: Team) -> list[Invite]:
    async with stage.app.unit_of_work.store.look() as tx:
        return await invites.of_team(tx, team.id)
