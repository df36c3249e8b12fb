"""The Register: who did what to the tool itself. Alice leads North, Bob belongs to it."""

from dataclasses import replace

import pytest

from bot.chat.translator import translator
from bot.chat.views import VIEWS
from bot.domain.asking.builder import Field
from bot.domain.base.deeds import Deed
from bot.domain.base.drafts import DraftKind
from bot.domain.base.roles import Role
from bot.domain.messages.asking.builder import AskField
from bot.domain.messages.people.invites import InviteMade
from bot.domain.messages.rights.register import PickTeamForRegister, ShowRegister
from bot.domain.people.channels import Channel, Sight
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import builder, rounds, schedules
from bot.flows.base import access, drafting
from bot.flows.base import register as noting
from bot.flows.base.step import Step
from bot.flows.people import (
    channels,
    founding,
    invites,
    joining,
    members,
    teams,
)
from bot.flows.rights import register
from bot.storage.asking import schedules as stored_schedules
from tests.desk import NOWHERE, Office, Phone, open_office
from tests.flows.rights.log import kept, lines, reads, uses

CHAT = -500


@pytest.fixture
async def bob(office: Office, north: Team) -> Phone:
    return await office.member("Bob", north)


async def test_bob_reads_what_alice_has_changed_with_the_newest_first(
    office: Office, north: Team, alice: Phone, bob: Phone
) -> None:
    await alice.does(teams.set_floor, north.id, 7)
    await alice.does(teams.ask_name, north.id)
    await alice.does(teams.rename, "North wind")
    assert await reads(bob) == ["Alice: name North → North wind", "Alice: floor 5 → 7"]
    assert await reads(bob, "sv") == [
        "Alice: namn North → North wind",
        "Alice: minsta grupp 5 → 7",
    ]


async def test_what_stays_as_it_was_is_no_deed(office: Office, north: Team, alice: Phone) -> None:
    await alice.does(teams.set_floor, north.id, 5)
    await alice.does(teams.ask_name, north.id)
    await alice.does(teams.rename, "North")
    assert await kept(office) == []


async def test_what_is_refused_is_no_deed(office: Office, north: Team, alice: Phone) -> None:
    schedule = await office.schedule(north)
    with pytest.raises(Refusal, match="nobody_to_ask"):
        await alice.does(rounds.send_now, schedule.id)
    assert await kept(office) == []


async def test_a_quiet_team_has_done_nothing_yet(bob: Phone) -> None:
    await bob.does(register.show_mine)
    text = VIEWS[ShowRegister](translator("en"), bob.last(ShowRegister)).text
    assert "Nothing yet." in text
    assert "Kept: 1 year." in text


async def test_the_life_of_a_schedule_is_told(
    office: Office, north: Team, alice: Phone, bob: Phone
) -> None:
    await alice.does(builder.begin, north.id)
    key = alice.last(AskField).key
    await alice.does(builder.pick, key, Field.BANK, "weekly-check")
    await alice.does(builder.pick, key, Field.DAYS, "3")
    await alice.does(builder.save, key)
    async with office.unit_of_work.look() as step:
        (made,) = await stored_schedules.of_team(step.tx, north.id)
    await alice.does(schedules.pause, made.id)
    await alice.does(schedules.resume, made.id)
    await alice.does(builder.change, made.id)
    key = alice.last(AskField).key
    await alice.does(builder.pick, key, Field.REMINDER, "0")
    await alice.does(builder.save, key)
    await alice.does(rounds.send_now, made.id)
    await alice.does(schedules.end, made.id)
    bank = "Three small questions and a tap"
    assert await reads(bob) == [
        f"Alice: deleted the schedule ‘{bank}’",
        f"Alice: sent ‘{bank}’ at once",
        f"Alice: changed ‘{bank}’ (reminder)",
        f"Alice: resumed ‘{bank}’",
        f"Alice: paused ‘{bank}’",
        f"Alice: new schedule ‘{bank}’",
    ]


async def test_a_bank_that_is_gone_is_told_as_such(
    office: Office, north: Team, alice: Phone
) -> None:
    async def note(step: Step) -> None:
        await noting.note(step, north, Deed.SCHEDULE_MADE, alice.member, {"bank": "gone"})

    await office.do(note)
    assert await reads(alice) == ["Alice: new schedule ‘Questions that are no longer installed’"]


async def test_links_and_who_came_by_them_are_told(
    office: Office, north: Team, alice: Phone, bob: Phone
) -> None:
    await alice.does(invites.make, north.id, Role.STAFF, 5, 7)
    south = await office.team("South")
    eve = await office.member("Eve", south)
    await uses(office, eve)
    await alice.does(invites.withdraw, alice.last(InviteMade).line.invite_id)
    await alice.does(invites.withdraw, alice.last(InviteMade).line.invite_id)
    await eve.does(members.leave, north.id)
    assert await reads(bob) == [
        "Eve left the team",
        "Alice: withdrew a link (staff)",
        "Eve came in (staff), by a link of Alice",
        "Alice: link for 5 people (staff)",
    ]


async def link(office: Office, alice: Phone, team: Team, sight: Sight, warned: str = "") -> None:
    chat = Channel(chat_id=CHAT, title=sight.title)
    await office.act(
        alice.presses(None),
        lambda step: channels.link(
            step, alice.actor, chat, team.id, sight, is_admin=True, warned=warned
        ),
    )
    await office.deliver()


async def test_the_channel_is_told(office: Office, north: Team, alice: Phone, bob: Phone) -> None:
    await alice.does(teams.unlink, north.id)
    sight = Sight(title="Together", people=4, public=False)
    await link(office, alice, north, sight)
    await office.do(lambda step: channels.seen(step, CHAT, replace(sight, people=5)))
    await office.do(lambda step: channels.lose(step, CHAT))
    await link(office, alice, north, replace(sight, public=True), warned="u")
    assert await reads(bob) == [
        "Alice: channel ‘Together’, which anybody can read",
        "‘Together’ is no channel any more: I may not write there",
        "Alice: channel ‘Together’",
        "Alice: no channel any more, not ‘North together’",
    ]


async def test_a_chat_that_became_public_is_told(office: Office, north: Team, bob: Phone) -> None:
    public = Sight(title="North together", people=9, public=True)
    await office.do(lambda step: channels.seen(step, NOWHERE, public))
    assert await reads(bob) == ["‘North together’ is no channel any more: it became public"]


async def test_people_read_of_their_own_team_alone(
    office: Office, north: Team, alice: Phone
) -> None:
    dora = await office.member("Dora", await office.team("South"), Role.FACILITATOR)
    await alice.does(teams.set_floor, north.id, 7)
    assert await reads(dora) == []
    with pytest.raises(Refusal, match="not_your_team"):
        await dora.does(register.show, north.id, 0)
    with pytest.raises(Refusal, match="owner_only"):
        await dora.does(register.show, 0, 0)


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.OWNER])
async def test_everybody_in_the_team_reads_it(
    office: Office, north: Team, alice: Phone, role: Role
) -> None:
    await alice.does(teams.set_floor, north.id, 7)
    somebody = await office.member("Somebody", north, role)
    assert await reads(somebody) == ["Alice: floor 5 → 7"]


async def test_who_is_in_several_teams_says_which(
    office: Office, north: Team, alice: Phone, bob: Phone
) -> None:
    south = await office.team("South")
    await office.joins(bob, south)
    await alice.does(teams.set_floor, north.id, 7)
    await bob.does(register.show_mine)
    assert [one.name for one in bob.last(PickTeamForRegister).teams] == ["North", "South"]
    await bob.does(register.show, north.id, 0)
    assert lines(bob.last(ShowRegister)) == ["Alice: floor 5 → 7"]
    await bob.does(register.show, south.id, 0)
    assert lines(bob.last(ShowRegister)) == []


async def test_who_is_in_no_team_reads_nothing(
    office: Office, north: Team, alice: Phone, bob: Phone
) -> None:
    await bob.does(members.leave, north.id)
    with pytest.raises(Refusal, match="in_no_team"):
        await bob.does(register.show_mine)
    with pytest.raises(Refusal, match="not_your_team"):
        await bob.does(register.show, north.id, 0)
    assert await reads(alice) == ["Bob left the team"]


async def test_a_long_register_comes_in_pages(
    office: Office, north: Team, alice: Phone, bob: Phone
) -> None:
    for _ in range(6):
        await alice.does(teams.set_floor, north.id, 7)
        await alice.does(teams.set_floor, north.id, 5)
    assert len(await reads(bob)) == register.LINES
    first = bob.last(ShowRegister)
    assert (first.page, first.more) == (0, True)
    await bob.does(register.show, north.id, 1)
    last = bob.last(ShowRegister)
    assert (len(last.lines), last.page, last.more) == (2, 1, False)


async def test_an_owner_reads_what_the_installation_is_about_and_of_teams_that_are_gone(
    office: Office, north: Team, alice: Phone, bob: Phone
) -> None:
    olga = await office.member("Olga", north, owner=True)
    await olga.does(founding.begin)
    await olga.does(founding.words, "West")
    async with office.unit_of_work.look() as step:
        draft = await drafting.required(step, olga.actor, DraftKind.TEAM)
        key = drafting.key_of(draft)
    await olga.does(founding.languages_chosen, key)
    await olga.does(founding.found, key, "Europe/Stockholm")
    async with office.unit_of_work.look() as step:
        (west,) = [t for t in await access.teams_of(step, olga.member) if t.name == "West"]
    await olga.does(register.show, west.id, 0)
    assert lines(olga.last(ShowRegister)) == ["Olga: made the team"]
    await olga.does(teams.ask_end, west.id)
    await olga.does(teams.end, "West")
    assert await reads(olga) == ["Olga: deleted the team West"]
    assert await reads(bob) == []


async def test_everybody_reads_who_runs_the_installation(
    office: Office, north: Team, alice: Phone, bob: Phone
) -> None:
    link = await office.do(invites.claim_link)
    assert link is not None
    await alice.does(joining.accept, link.rpartition("=")[2])
    assert await reads(bob) == ["Alice became an owner", "The operator: link for 1 person (owner)"]


async def test_who_is_named_in_the_settings_as_owner_is_told(database: str) -> None:
    async with open_office(database, owners=[1000]) as office:
        team = await office.team()
        alice = await office.member("Alice", team)
        await alice.does(joining.start, "")
        assert await reads(alice) == ["Alice became an owner, by The settings file"]
