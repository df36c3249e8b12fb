"""Deeds: what the Register keeps, how long, and what is none. Alice leads North, Bob belongs."""

from datetime import date

import pytest

from bot.chat.translator import translator
from bot.chat.views import VIEWS
from bot.domain.asking.prompts import Snooze
from bot.domain.base.deeds import Deed, Hand
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.rights.forgetting import ExplainForgetting
from bot.domain.messages.rights.mydata import GiveMyData
from bot.domain.people.teams import Team
from bot.flows.asking import notes, prompts, readers
from bot.flows.hearing import receipts
from bot.flows.people import (
    declared,
    invites,
    members,
    settings,
    teams,
)
from bot.flows.rights import forgetting, mydata, register
from bot.storage.people import teams as stored_teams
from tests.desk import Office, Phone, open_office
from tests.flows.rights.log import kept, reads, uses

CHAT = -500


@pytest.fixture
async def bob(office: Office, north: Team) -> Phone:
    return await office.member("Bob", north)


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
