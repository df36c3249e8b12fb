"""Representatives: Rita stands for the people of North, Alice leads it, Bob belongs."""

import pytest
from sqlalchemy import select

from bot.domain.base.roles import ASKED, IN_TEAM, Role
from bot.domain.messages.people.oversight import (
    RepresentativeInvited,
    ShowOversight,
)
from bot.domain.messages.people.teams import ShowTeams
from bot.domain.people.teams import Team
from bot.errors import OperatorError, Refusal
from bot.flows.asking import audience, outlook
from bot.flows.people import invites, joining, members, oversight, teams
from bot.flows.rights import register
from bot.storage.base.schema import invite
from tests.desk import NINE, Office, Phone
from tests.flows.people.pausing import asked, pauses, register_of, text


@pytest.fixture
async def bob(office: Office, north: Team) -> Phone:
    return await office.member("Bob", north)


# Who that is


def test_nobody_is_asked_as_a_representative() -> None:
    assert set(IN_TEAM) - set(ASKED) == {Role.REPRESENTATIVE}


@pytest.mark.parametrize("bank", ["weekly-check", "end-of-shift", "manager-mirror"])
async def test_a_representative_is_asked_nothing_and_counts_in_no_crowd(
    office: Office, north: Team, rita: Phone, bob: Phone, bank: str
) -> None:
    step_banks = office.unit_of_work.house.banks
    assert Role.REPRESENTATIVE not in step_banks[bank].roles
    async with office.unit_of_work.look() as step:
        everybody = await audience.audience(step, north.id, set(ASKED), NINE.date())
        assert [one.name for one in everybody] == ["Bob"]
        assert not audience.may_be_asked(step, {Role.REPRESENTATIVE})
        assert await outlook.next_question(step, rita.member) is None


async def test_who_is_staff_as_well_is_asked_as_staff(office: Office, north: Team) -> None:
    both = await office.member("Sam", north, Role.STAFF, Role.REPRESENTATIVE)
    await office.begin(north)
    assert await asked([both]) == ["Sam"]


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.MANAGER])
async def test_nobody_leads_those_whom_they_stand_for(
    office: Office, north: Team, alice: Phone, rita: Phone, role: Role
) -> None:
    await alice.does(invites.make, north.id, role, 1, 7)
    with pytest.raises(Refusal, match="represents_already"):
        await rita.does(joining.accept, await newest(office))
    await alice.does(invites.make, north.id, Role.REPRESENTATIVE, 1, 7)
    with pytest.raises(Refusal, match="leads_the_represented"):
        await alice.does(joining.accept, await newest(office))


async def newest(office: Office) -> str:
    query = select(invite.c.token).order_by(invite.c.id.desc()).limit(1)
    async with office.unit_of_work.store.look() as tx:
        return str((await tx.execute(query)).scalar_one())


async def test_a_link_makes_a_representative_of_the_team(
    office: Office, north: Team, alice: Phone, bob: Phone
) -> None:
    await alice.does(invites.make, north.id, Role.REPRESENTATIVE, 1, 7)
    eve = await office.member("Eve", await office.team("South"))
    await eve.does(joining.accept, await newest(office))
    await eve.does(oversight.show, north.id)
    await bob.does(register.show_mine)
    assert "Eve came in (representative), by a link of Alice" in register_of(bob)


# Of the whole organisation


async def of_all(office: Office, name: str = "Olle") -> Phone:
    """Somebody who was invited by an owner to stand for the people of all Teams."""
    olga = await office.member("Olga", await office.team("Staff office"), owner=True)
    await olga.does(oversight.invite)
    token = olga.last(RepresentativeInvited).link.rpartition("=")[2]
    somewhere = await office.team("Elsewhere")
    olle = await office.member(name, somewhere)
    await olle.does(joining.accept, token)
    assert "RepresentationTaken" in olle.kinds()
    await olle.does(members.leave, somewhere.id)
    return olle


async def test_one_of_the_organisation_stands_for_each_team_that_names_none(
    office: Office, north: Team, bob: Phone
) -> None:
    south = await office.team("South")
    await office.member("Sue", south, Role.REPRESENTATIVE)
    olle = await of_all(office)
    await olle.does(oversight.show, north.id)
    assert olle.last(ShowOversight).team == "North"
    await olle.does(register.show, north.id, 0)
    assert "Olle became a representative of the organisation" in register_of(olle)
    for flow, *more in ((oversight.show,), (register.show, 0), (oversight.ask_reason,)):
        with pytest.raises(Refusal, match="not_your_team"):
            await olle.does(flow, south.id, *more)
    await olle.does(teams.show_mine)
    shown = olle.last(ShowTeams)
    assert [one.name for one in shown.teams if one.stands] == ["Elsewhere", "North", "Staff office"]
    assert "South" not in [one.name for one in shown.teams]


async def test_a_team_that_names_one_of_its_own_is_theirs_from_then_on(
    office: Office, north: Team, bob: Phone
) -> None:
    olle = await of_all(office)
    await pauses(olle, north)
    await office.member("Rita", north, Role.REPRESENTATIVE)
    with pytest.raises(Refusal, match="not_your_team"):
        await olle.does(oversight.end_hold, north.id)


async def test_who_leads_a_team_does_not_stand_for_it(office: Office, north: Team) -> None:
    olle = await of_all(office)
    await office.joins(olle, north, Role.FACILITATOR)
    with pytest.raises(Refusal, match="not_your_team"):
        await olle.does(oversight.show, north.id)


async def test_an_owner_cannot_be_one(office: Office, north: Team) -> None:
    olga = await office.member("Olga", north, owner=True)
    await olga.does(oversight.invite)
    with pytest.raises(Refusal, match="leads_the_represented"):
        await olga.does(joining.accept, await newest(office))
    for somebody in (await office.member("Bob", north), await office.member("Alice", north)):
        with pytest.raises(Refusal, match="owner_only"):
            await somebody.does(oversight.invite)


async def test_one_of_the_organisation_becomes_no_owner(office: Office, north: Team) -> None:
    olle = await of_all(office)
    link = await office.do(lambda step: invites.invite_by_operator(step, None, Role.OWNER, 1, 7))
    with pytest.raises(Refusal, match="represents_already"):
        await olle.does(joining.accept, link.rpartition("=")[2])


async def test_an_operator_makes_such_a_link_as_well(office: Office, north: Team) -> None:
    link = await office.do(
        lambda step: invites.invite_by_operator(step, None, Role.REPRESENTATIVE, 1, 7)
    )
    assert await office.do(invites.claim_link) != link, "this one makes no owner"
    with pytest.raises(OperatorError, match="Into which team"):
        await office.do(lambda step: invites.invite_by_operator(step, None, Role.STAFF, 1, 7))


async def test_one_of_the_organisation_can_stop_being_that(office: Office, north: Team) -> None:
    olle = await of_all(office)
    await olle.does(oversight.stand_down)
    with pytest.raises(Refusal, match="not_your_team"):
        await olle.does(oversight.show, north.id)
    with pytest.raises(Refusal, match="button_unknown"):
        await olle.does(oversight.stand_down)


# What they see


async def test_rita_sees_how_the_team_is_set_up(
    office: Office, north: Team, alice: Phone, bob: Phone, rita: Phone
) -> None:
    await office.schedule(north)
    await alice.does(invites.make, north.id, Role.STAFF, 5, 7)
    await rita.does(oversight.show, north.id)
    shown = text(rita.last(ShowOversight))
    for line in (
        "How North is set up",
        "Shown once 5 people have shared",
        "Languages: English and svenska",
        "Channel: North together",
        "Roles: staff 1, facilitator 1, and representative 1",
        "Open links: staff 1",
        "Three small questions and a tap",
        "Mon, every week · staff",
    ):
        assert line in shown
    assert "Så är North inställt" in text(rita.last(ShowOversight), "sv")


async def test_nobody_else_sees_or_does_that(
    office: Office, north: Team, alice: Phone, bob: Phone, rita: Phone
) -> None:
    mia = await office.member("Mia", north, Role.MANAGER, Role.STEWARD)
    olga = await office.member("Olga", north, owner=True)
    sue = await office.member("Sue", await office.team("South"), Role.REPRESENTATIVE)
    await pauses(rita, north)
    for somebody in (alice, bob, mia, olga, sue):
        for flow in (
            oversight.show,
            oversight.ask_reason,
            oversight.hold_on,
            oversight.end_hold,
        ):
            with pytest.raises(Refusal, match="not_your_team"):
                await somebody.does(flow, north.id)
