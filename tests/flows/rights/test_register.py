"""The Register: who did what to the tool itself. Alice leads North, Bob belongs to it."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.chat.translator import translator
from bot.chat.views import VIEWS
from bot.domain.asking.builder import Field
from bot.domain.asking.prompts import Snooze
from bot.domain.base.deeds import Deed, DeedKept, Hand
from bot.domain.base.drafts import DraftKind
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept
from bot.domain.messages.asking.builder import AskField
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.people.invites import InviteMade
from bot.domain.messages.rights.forgetting import ExplainForgetting
from bot.domain.messages.rights.mydata import GiveMyData
from bot.domain.messages.rights.register import PickTeamForRegister, ShowRegister
from bot.domain.people.channels import Channel, Sight
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import builder, notes, prompts, readers, rounds, schedules
from bot.flows.base import access, drafting
from bot.flows.base import register as noting
from bot.flows.base.step import Step
from bot.flows.hearing import receipts
from bot.flows.people import (
    channels,
    declared,
    founding,
    invites,
    joining,
    members,
    settings,
    teams,
)
from bot.flows.rights import forgetting, mydata, register
from bot.storage.asking import schedules as stored_schedules
from bot.storage.base.rows import every
from bot.storage.base.schema import deed, invite
from bot.storage.people import teams as stored_teams
from tests.desk import NOWHERE, Office, Phone, open_office

CHAT = -500


@pytest.fixture
async def north(office: Office) -> Team:
    return await office.team("North")


@pytest.fixture
async def alice(office: Office, north: Team) -> Phone:
    return await office.member("Alice", north, Role.FACILITATOR)


@pytest.fixture
async def bob(office: Office, north: Team) -> Phone:
    return await office.member("Bob", north)


async def kept(office: Office) -> list[DeedKept]:
    async with office.unit_of_work.store.look() as tx:
        return await every(tx, select(deed).order_by(deed.c.id), DeedKept)


async def reads(who: Phone, language: str = "en") -> list[str]:
    """The lines of /log, newest first."""
    await who.does(register.show_mine)
    return lines(who.last(ShowRegister), language)


def lines(shown: ShowRegister, language: str = "en") -> list[str]:
    text = VIEWS[ShowRegister](translator(language), shown).text
    plain = text.striptags().replace("\u2068", "").replace("\u2069", "").replace("\u2060", "")
    return [part.strip().partition(" 2 Mar ")[0] for part in plain.split("•")[1:]]


async def uses(office: Office, who: Phone) -> None:
    """Somebody says yes to the newest link."""
    newest = select(invite.c.token).order_by(invite.c.id.desc()).limit(1)
    async with office.unit_of_work.store.look() as tx:
        token = (await tx.execute(newest)).scalar_one()
    await who.does(joining.accept, token)


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


async def test_somebody_who_is_forgotten_leaves_no_name(
    office: Office, north: Team, alice: Phone, bob: Phone
) -> None:
    await alice.does(invites.make, north.id, Role.FACILITATOR, 1, 7)
    eve = await office.member("Eve", await office.team("South"))
    await uses(office, eve)
    await eve.does(teams.set_floor, north.id, 7)
    await eve.does(forgetting.explain)
    await eve.does(forgetting.forget, eve.last(ExplainForgetting).until)
    assert await reads(bob) == [
        "somebody who is not here any more: floor 5 → 7",
        "somebody who is not here any more came in (facilitator), by a link of Alice",
        "Alice: link for 1 person (facilitator)",
    ]
    rows = await kept(office)
    assert [(one.member_id, one.whom_id) for one in rows[1:]] == [
        (alice.member.id, None),
        (None, None),
    ]
    assert "Eve" not in str(rows)


async def test_what_an_operator_erases_is_told_without_saying_whom(
    office: Office, north: Team, bob: Phone
) -> None:
    eve = await office.member("Eve", north)
    await office.do(lambda step: forgetting.forget_for(step, eve.member))
    assert await reads(bob) == ["The operator: erased somebody who had asked for it"]
    assert [one.whom_id for one in await kept(office)] == [None]


async def test_alice_takes_along_what_she_did_and_bob_what_was_done_to_him(
    office: Office, north: Team, alice: Phone
) -> None:
    await alice.does(invites.make, north.id, Role.STAFF, 1, 7)
    eve = await office.member("Eve", await office.team("South"))
    await uses(office, eve)
    await alice.does(mydata.give)
    did = alice.last(GiveMyData).data["deeds"]
    assert [(one["kind"], one["yours"], one["about_you"]) for one in did] == [
        ("invite_made", True, False),
        ("let_in", True, False),
    ]
    await eve.does(mydata.give)
    (been,) = eve.last(GiveMyData).data["deeds"]
    assert (been["kind"], been["team"], been["yours"]) == ("let_in", "North", False)
    assert "Alice" not in str(been)
    file = VIEWS[GiveMyData](translator("en"), eve.last(GiveMyData)).document
    assert file is not None
    assert "you came in (staff)" in file.content.decode().replace("\u2068", "").replace(
        "\u2069", ""
    )


async def test_what_the_settings_file_changes_is_told(database: str) -> None:
    schedule = {"bank": "weekly-check", "days": ["mon"]}
    north = {"id": "n", "name": "North", "zone": "Europe/Stockholm", "schedules": [schedule]}
    async with open_office(database, teams=[north]) as office:
        await office.do(declared.settle)
        await office.do(declared.settle)
        assert [one.kind for one in await kept(office)] == [Deed.TEAM_MADE, Deed.SCHEDULE_MADE]
    other = north | {"name": "Northern", "zone": "Europe/Oslo", "floor": 7, "languages": ["sv"]}
    async with open_office(database, teams=[other | {"schedules": []}]) as office:
        await office.do(declared.settle)
    async with open_office(database) as office:
        await office.do(declared.settle)
        rows = await kept(office)
        async with office.unit_of_work.look() as step:
            (team,) = await stored_teams.all_teams(step.tx, office.unit_of_work.house.bot_id)
        bob = await office.member("Bob", team)
        assert await reads(bob) == [
            "The team is not in the settings file any more",
            "The settings file: deleted the schedule ‘Three small questions and a tap’",
            "The settings file: floor 5 → 7",
            "The settings file: time zone Oslo",
            "The settings file: languages svenska",
            "The settings file: name North → Northern",
            "The settings file: new schedule ‘Three small questions and a tap’",
            "The settings file: made the team",
        ]
    assert {one.hand for one in rows} == {Hand.FILE}


async def test_a_line_goes_after_a_year(office: Office, north: Team, alice: Phone) -> None:
    await alice.does(teams.set_floor, north.id, 7)
    await office.later(days=365)
    assert len(await kept(office)) == 1
    await office.later(days=1)
    assert await kept(office) == []


async def test_a_day_is_kept_by_the_clock_of_the_team_and_no_time_of_it(
    office: Office, alice: Phone
) -> None:
    samoa = await office.team("Samoa", zone="Pacific/Apia")
    await office.joins(alice, samoa, Role.FACILITATOR)
    office.clock.moment = office.clock.moment.replace(hour=23)
    await alice.does(teams.set_floor, samoa.id, 7)
    assert [one.on_date for one in await kept(office)] == [date(2026, 3, 3)]


NAMES = ("Cid", "Dora", "Eve", "Fay", "Gus")


async def test_whatever_people_do_with_their_answers_the_register_gains_no_row(
    office: Office, north: Team, alice: Phone, bob: Phone
) -> None:
    """Asked, answered, skipped, put off, shared, taken back, read, sealed and told: none of it is a
    Deed, and neither is what is somebody's own."""
    crowd = [bob, *await office.people(north, *NAMES)]
    await office.member("Mia", north, Role.MANAGER)
    await office.begin(north)
    for who in crowd[:3]:
        await who.answers_all("one", "two", "three", level=Visibility.TEAM_UNNAMED)
    await crowd[3].taps("2")
    at, asked = crowd[4].with_id(AskQuestion)
    await crowd[4].does(prompts.skip, asked.answer_id, at=at)
    await crowd[5].does(prompts.snooze, *asks(crowd[5]), Snooze.HOUR)
    receipt = bob.last(AnswerKept).receipt
    await bob.does(receipts.follow, receipt)
    await bob.does(receipts.ask_withdrawal, receipt)
    await bob.does(receipts.withdraw, receipt)
    await bob.does(notes.keep, "mine")
    await bob.does(settings.pause_for, 1)
    await bob.does(settings.resume)
    await bob.does(readers.show, north.id)
    await bob.does(register.show_mine)
    await bob.does(mydata.give)
    await bob.does(members.blocked)
    await bob.does(members.unblocked)
    await office.later(days=3)
    await office.later(days=7)
    await crowd[1].does(forgetting.explain)
    await crowd[1].does(forgetting.forget, crowd[1].last(ExplainForgetting).until)
    assert await kept(office) == []


def asks(who: Phone) -> tuple[int]:
    return (who.last(AskQuestion).answer_id,)
