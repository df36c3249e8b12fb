"""Who is critical friend of a team does not lead it, and who leads it is no critical friend."""

import pytest

from bot.chat.buttons.people.joining import SayYes
from bot.domain.base.roles import Role
from bot.domain.people.teams import Team
from bot.flows.people import invites as making
from bot.storage.people import members
from tests.flows.people.test_joining import follow, link, play, say_yes
from tests.play import Play
from tests.stage import Person, Stage

__all__ = ["play"]


@pytest.mark.parametrize("leads", [Role.MANAGER, Role.FACILITATOR])
async def test_nobody_is_critical_friend_and_leader_of_one_team(
    stage: Stage, play: Play, leads: Role
) -> None:
    """Whoever leads would read what its author has told the friends alone."""
    mia = await stage.member("Mia", play.north, leads)
    friends = await link(stage, play, role=Role.CRITICAL_FRIEND)
    await follow(mia, friends)
    assert "this link is not for you" in await mia.sees()
    assert "this link is not for you" in await stage.forged(mia, SayYes(friends))
    assert await roles_of(stage, mia, play.north) == {leads}

    fritz = await stage.member("Fritz", play.north, Role.CRITICAL_FRIEND)
    leading = await link(stage, play, role=leads)
    await follow(fritz, leading)
    assert "/leave ends it" in await fritz.sees()
    assert "this link is not for you" in await stage.forged(fritz, SayYes(leading))
    assert await roles_of(stage, fritz, play.north) == {Role.CRITICAL_FRIEND}
    both, member = [leads, Role.CRITICAL_FRIEND], await fritz.member()
    async with stage.app.unit_of_work.store.look() as tx:
        with pytest.raises(ValueError, match="at odds"):
            await members.set_roles(tx, member.id, play.north.id, both)


async def test_a_link_that_was_not_for_somebody_is_not_used_up(stage: Stage, play: Play) -> None:
    friends = await link(stage, play, role=Role.CRITICAL_FRIEND, uses=1)
    await stage.forged(play.alice, SayYes(friends))
    await follow(play.bob, friends)
    await say_yes(play.bob)
    assert await roles_of(stage, play.bob, play.north) == {Role.CRITICAL_FRIEND}


async def roles_of(stage: Stage, who: Person, team: Team) -> frozenset[Role]:
    async with stage.app.unit_of_work.store.look() as tx:
        return await members.roles(tx, (await who.member()).id, team.id)


async def test_nobody_is_critical_friend_and_runs_the_installation(
    stage: Stage, play: Play
) -> None:
    """Owners may do in any team what its facilitators may."""
    owner = await stage.member("Olga", play.north, Role.STAFF, owner=True)
    friends = await link(stage, play, role=Role.CRITICAL_FRIEND)
    await follow(owner, friends)
    assert "this link is not for you" in await owner.sees()
    fritz = await stage.member("Fritz", play.north, Role.CRITICAL_FRIEND)
    async with stage.app.unit_of_work.step() as step:
        claim = await making.invite_by_operator(step, None, Role.OWNER, 1, 1)
    await follow(fritz, claim.partition("start=")[2])
    assert "/leave ends it" in await fritz.sees()
    assert (await fritz.member()).owner is False
