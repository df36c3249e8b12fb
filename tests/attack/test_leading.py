"""Those who lead, and what they might learn by arranging things: each way in one short play. The
histories try the same in any order; here it is what was done, step by step."""

import re
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.chat.translator import translator
from bot.chat.views import VIEWS
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import ChooseReaders
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.hearing.digests import ShowQueue
from bot.domain.messages.hearing.insights import TellFriend
from bot.flows.hearing import digests
from bot.storage.base.schema import pool
from bot.storage.people import members
from tests.attack.cast import Actor, Cast
from tests.attack.history import History
from tests.attack.leading import joins
from tests.databases import on_sqlite
from tests.desk import NINE, Office, Phone
from tests.factories import mark
from tests.stage import BOT, MONDAY, Stage, visible

PRIVACY = Path(__file__).parents[2] / "docs" / "privacy.md"


Linked = tuple[Stage, dict[str, int], list[str]]


async def led(office: Office, *names: str) -> History:
    """North, with a facilitator, a manager and one critical friend."""
    north = await office.team(chat_id=-100, chat_title="North together")
    staff = [Actor(phone, 1) for phone in await office.people(north, *names)]
    cast = Cast(
        north=north,
        south=north,
        staff=staff,
        leader=Actor(await office.member("Fia", north, Role.FACILITATOR), 1),
        manager=Actor(await office.member("Mona", north, Role.MANAGER), 1),
        friends=[Actor(await office.member("Grete", north, Role.CRITICAL_FRIEND), 1)],
    )
    return History(office, 0, cast)


def friends_words(phone: Phone) -> list[str]:
    shown = phone.shown.values()
    return [text for one in shown if isinstance(one, TellFriend) for text in one.texts]


@on_sqlite
@pytest.mark.parametrize("who", ["manager", "leader"])
async def test_who_takes_a_friends_link_after_the_choice_gets_no_words(
    office: Office, who: str
) -> None:
    h = await led(office, "Alva", "Bertil", "Cilla", "Doris", "Ellen")
    await office.begin(h.cast.north)
    alva = h.cast.staff[0].phone
    await alva.taps("4")
    await alva.writes("I am thinking of leaving.")
    (told,) = [
        one for one in alva.last(ChooseReaders).levels if one.visibility is Visibility.FRIEND
    ]
    assert told.names == ("Grete",)
    await alva.picks(Visibility.FRIEND)
    curious: Actor = getattr(h.cast, who)
    await joins(h, curious, Role.CRITICAL_FRIEND)
    await office.later(days=2)
    read = friends_words(curious.phone)
    assert read == [], f"{curious.name} reads {read}; Alva was told of Grete alone"


@on_sqlite
async def test_a_new_managers_letters_begin_with_rounds_opened_after_they_came(
    office: Office,
) -> None:
    h = await led(office, "Alva", "Bertil", "Cilla", "Doris", "Ellen", "Folke")
    await office.begin(h.cast.north)
    for actor in h.cast.staff:
        await actor.phone.taps("4")
        await actor.phone.writes(f"{actor.name} has words")
        await actor.phone.picks(Visibility.TEAM_UNNAMED)
    (newcomer,) = await office.people(h.cast.north, "Nora")
    h.cast.staff.append(Actor(newcomer, 1))
    await joins(h, h.cast.staff[-1], Role.MANAGER)
    await office.later(days=2)
    for _ in range(10):
        await office.later(days=1)
    read = [one for one in newcomer.shown.values() if "has words" in repr(one)]
    assert read == [], f"Nora reads {len(read)} messages of a Round that she was no manager of"


@on_sqlite
async def test_a_person_asked_alone_is_offered_no_crowd(office: Office) -> None:
    """Two Schedules on a Monday; four hold both roles, and Ellen, a mentor with an earlier hour, is
    asked before the others' Prompts are dropped by the ceiling."""
    north = await office.team(chat_id=-100, chat_title="North together")
    for name in ("Alva", "Bertil", "Cilla", "Doris"):
        await office.member(name, north, Role.STAFF, Role.PEER_MENTOR)
    ellen = await office.member("Ellen", north, Role.PEER_MENTOR, ask_at=7 * 60)
    await office.schedule(north, "end-of-shift")
    await office.schedule(north, roles=frozenset({Role.PEER_MENTOR}))
    await office.at(NINE - timedelta(hours=2))
    offered = {ellen.last(AskQuestion).visibility}
    await ellen.taps("4")
    await ellen.writes("Nobody has asked me for a year.")
    asked = ellen.last(ChooseReaders)
    offered |= {one.visibility for one in asked.levels}
    if Visibility.TEAM_UNNAMED in offered:
        await ellen.picks(Visibility.TEAM_UNNAMED)
    await office.at(NINE)
    await office.later(days=3)
    (ended,) = [one for one in await office.rounds() if one.bank_id == "weekly-check"]
    async with office.unit_of_work.look() as step:
        unnamed = select(func.count()).where(
            pool.c.round_id == ended.id, pool.c.visibility == Visibility.TEAM_UNNAMED
        )
        kept = (await step.tx.execute(unnamed)).scalar_one()
    assert (kept, Visibility.TEAM_UNNAMED in offered) == (0, False), (
        f"Ellen was offered a crowd; {ended.asked} was asked, {ended.took_part} took part,"
        f" and {kept} unnamed answers are kept"
    )


async def offered_among(office: Office, asked: int) -> str:
    """What somebody reads who chooses, in a Team of 30 of whom so many are asked."""
    north = await office.team(chat_id=-100, chat_title="North together")
    people = [
        await office.member(f"P{number}", north, Role.PEER_MENTOR if number < asked else Role.STAFF)
        for number in range(30)
    ]
    await office.schedule(north, roles=frozenset({Role.PEER_MENTOR}))
    await office.at(NINE)
    await people[0].taps("4")
    await people[0].writes("There was no time.")
    message = people[0].last(ChooseReaders)
    return str(VIEWS[ChooseReaders](translator("en"), message).text)


@on_sqlite
async def test_an_author_sees_before_choosing_how_many_were_asked(office: Office) -> None:
    """Else four puppets around one real person look like any crowd."""
    few, many = await offered_among(office, 6), await offered_among(office, 30)
    assert few != many, f"6 of 30 are asked, or all of them, and the author reads the same: {few!r}"


def test_the_page_on_privacy_names_the_puppets() -> None:
    assert "puppet" in PRIVACY.read_text("utf-8").casefold(), "and what stands against them"


@on_sqlite
async def test_a_letter_tells_no_number_of_people_below_five(office: Office) -> None:
    h = await led(office, "Alva", "Bertil", "Cilla", "Doris", "Ellen")
    await office.change(h.cast.manager.phone, next_digest_at=MONDAY + timedelta(days=4, hours=7))
    await office.change(h.cast.staff[0].phone, reachable=False)
    await office.at(MONDAY + timedelta(days=4, hours=8))
    mona = h.cast.manager.phone
    await mona.does(digests.show_queue, h.cast.north.id)
    text = str(VIEWS[ShowQueue](translator("en"), mona.last(ShowQueue)).text)
    told = [line for line in text.splitlines() if "be reached" in line and "1 " in line]
    assert told == [], f"Mona reads {told}"


@pytest.fixture
async def outside(stage: Stage) -> Linked:
    """Six people share words while North's channel is its own group. Then Fia links another one, in
    which Olle reads, whom nobody knows; nobody does anything about it. The ids, and the offers."""
    north = await stage.team()
    own: members.Fields = {"usual_taps": Visibility.PRIVATE}  # no picture has to be drawn
    names = ("Alva", "Bertil", "Cilla", "Doris", "Ellen", "Folke")
    people = [await stage.member(name, north, **own) for name in names]
    fia = await stage.member("Fia", north, Role.FACILITATOR)
    before = await stage.channel(north, fia, *people)
    await stage.schedule(north)
    await stage.at(stage.clock.moment.replace(hour=8))
    chosen = []
    for number, person in enumerate(people):
        await person.taps("4")
        await person.says(f"words of {mark(person.name)}")
        chosen.append(await person.sees())
        await person.taps("🙋 The team, with my name" if number < 2 else "👥 The team, no name")
    olle = await stage.person("Olle")
    town = await stage.control.chat(
        "supergroup",
        "Everybody in town",
        members=[fia.id, olle.id],
        admins=[fia.id],
        bots=[BOT],
    )
    await stage.settle()
    with suppress(AssertionError):  # it may not be offered at all
        await fia.taps("Link to North", chat=town["id"])
    await stage.later(days=2)
    return stage, {"olle": olle.id, "town": town["id"], "before": before}, chosen


@on_sqlite
async def test_words_do_not_go_to_a_chat_that_was_linked_after_the_choice(outside: Linked) -> None:
    stage, ids, _ = outside
    texts = [visible(m) for m in await stage.control.messages(ids["olle"], chat=ids["town"])]
    read = sorted(set(re.findall(r"words of \w+", "\n".join(texts))))
    assert read == [], f"Olle, an outsider, reads {', '.join(read)}"


@on_sqlite
async def test_the_choice_names_the_chat_and_that_others_may_join_it(outside: Linked) -> None:
    _, _, chosen = outside
    assert "North together" in chosen[0], f"Alva chose under this: {chosen[0]!r}"
