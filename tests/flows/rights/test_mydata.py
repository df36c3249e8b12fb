"""/mydata: everything that is linked to a person, for that person alone."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import aiohttp

from bot.chat.translator import translator
from bot.chat.views.people.members import SETTINGS
from bot.chat.views.rights.mydata import give_my_data, give_my_data_file
from bot.domain.base.deeds import Deed
from bot.domain.base.drafts import Draft, DraftKind
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.rights.mydata import GiveMyData, GiveMyDataFile
from bot.domain.people import members
from bot.domain.transport.inbox import InboxState, Received
from bot.flows.asking import notes
from bot.flows.base import register
from bot.flows.base.envelope import decode, encode
from bot.flows.base.step import Step
from bot.flows.rights import mydata
from bot.storage.base import drafts
from bot.storage.base import schema as tables
from bot.storage.people import invites
from bot.storage.transport import inbox
from tests.answering import answer, answer_alike
from tests.any_message import HELD
from tests.desk import BOT_ID, Office, Phone
from tests.stage import Person, Stage

NAMES = ("Alice", "Bob", "Cid", "Dora", "Eve", "Fay")
PAGE = Path(__file__).parents[3] / "docs" / "mydata.md"


async def life(office: Office) -> Phone:
    """Bob has shared in every way, and is in the middle of the next Round."""
    team = await office.team(chat_id=-100)
    phones = await office.people(team, *NAMES)
    bob = phones[1]
    await office.schedule(team)
    await office.later(hours=4)
    await answer_alike([p for p in phones if p is not bob], Visibility.TEAM_NAMED)
    own = (
        ("named words", Visibility.TEAM_NAMED),
        ("unnamed words", Visibility.TEAM_UNNAMED),
        ("private words", Visibility.PRIVATE),
    )
    await answer(bob, *own, tap="2")
    await office.later(days=7)
    await answer(bob, ("open words", Visibility.TEAM_UNNAMED), tap="5")
    await bob.does(notes.keep, "noted words")
    async with office.unit_of_work.step() as step:
        await drafts.put(step.tx, draft(step, bob))
        await invites.add(
            step.tx,
            bot_id=BOT_ID,
            token="token",
            team_id=team.id,
            role=Role.STAFF,
            made_by=bob.member.id,
            expires_at=step.now,
            max_uses=5,
            uses=2,
            withdrawn=False,
        )
        await inbox.add_many(step.tx, [parked(step, bob)])
        await register.note(step, team, Deed.LET_IN, bob.member, {"role": "staff"}, whom=bob.member)
    return bob


def draft(step: Step, bob: Phone) -> Draft:
    return Draft(
        member_id=bob.member.id,
        kind=DraftKind.TEAM,
        fields={"name": "South"},
        touched_at=step.now,
    )


def parked(step: Step, bob: Phone) -> Received:
    return Received(
        bot_id=BOT_ID,
        update_id=1,
        lane=bob.member.telegram_id,
        body="what Bob sent",
        state=InboxState.PARKED,
        attempts=3,
        retry_at=step.now,
        received_on=step.now.date(),
        error="ValueError",
    )


def document(phone: Phone) -> dict[str, Any]:
    file = give_my_data_file(translator(phone.member.language), phone.last(GiveMyDataFile)).document
    assert file is not None
    found: dict[str, Any] = json.loads(file.content)
    return found


def page(phone: Phone) -> str:
    file = give_my_data(translator(phone.member.language), phone.last(GiveMyData)).document
    assert file is not None
    return file.content.decode()


async def test_bob_gets_all_that_is_linked_to_him(office: Office) -> None:
    bob = await life(office)
    await bob.does(mydata.give)
    found = document(bob)
    assert found["you"]["name"] == "Bob"
    assert found["you"]["days"] == [0, 1, 2, 3, 4]
    assert found["teams"] == [{"team": "North", "roles": ["staff"]}]
    (open_,) = found["open"]
    assert [(a["state"], a["reply"], a["visibility"]) for a in open_["answers"]] == [
        ("given", "5", "team_unnamed"),
        ("given", "open words", "team_unnamed"),
        ("asked", "", "private"),
    ]
    assert {note["text"] for note in found["notes"]} == {"private words", "noted words"}
    assert [one["text"] for one in found["named"]] == ["named words"]
    assert found["named"][0]["told_on"] == "2026-03-02"
    assert found["draft"]["fields"] == {"name": "South"}
    assert [one["messages"] for one in found["planned"]] == [1, 1]
    assert found["invites"][0]["uses"] == 2
    assert {one["state"] for one in found["messages"]} == {"sent"}
    assert [one["body"] for one in found["updates"]] == ["what Bob sent"]


async def test_what_nobody_can_find_any_more_is_explained(office: Office) -> None:
    bob = await life(office)
    await bob.does(mydata.give)
    assert "unnamed words" not in json.dumps(document(bob)) + page(bob)
    assert "without your name" in document(bob)["not_included"]["unnamed_answers"]
    assert "What is not in here, and why" in page(bob)


async def test_nobody_elses_words_are_in_it(office: Office) -> None:
    bob = await life(office)
    await bob.does(mydata.give)
    assert [name for name in NAMES if name in page(bob)] == ["Bob"]


async def test_the_page_to_read_says_the_same_in_words(office: Office) -> None:
    bob = await life(office)
    await bob.does(mydata.give)
    text = page(bob)
    for part in (
        "Time zone: Stockholm",
        "Days you are asked on: Monday to Friday",
        "Time you are asked at: 09:00",
        "North: staff",
        "open until Wed 11 Mar",
        "    open words\n    [The team, no name]",
        "(not answered yet)",
        "  private words",
        "  named words",
        "name: South",
        "2 Mar: 1 message",
        "used 2 of 5 times",
    ):
        assert part in text
    assert "<" not in text
    assert "\u2068" not in text


async def test_files_with_open_answers_are_dropped_when_the_round_closes(office: Office) -> None:
    bob = await life(office)
    await bob.acts(lambda step: mydata.give(step, bob.actor))
    closes_at = (await office.rounds())[-1].closes_at
    async with office.unit_of_work.look() as step:
        query = tables.delivery.select().where(tables.delivery.c.state == "owed")
        assert {row.expires_at for row in await step.tx.execute(query)} == {closes_at}


async def test_what_an_older_version_owed_can_still_be_given(office: Office) -> None:
    """It left out what there was nothing of."""
    alice = await office.member("Alice", await office.team())
    await alice.does(mydata.give)
    full = {**alice.last(GiveMyData).data}
    owed = {name: one for name, one in full.items() if one not in (None, [])}
    assert "notes" not in owed
    assert "draft" not in owed
    file = give_my_data(translator("en"), GiveMyData(data=owed)).document
    assert file is not None
    assert file.content.decode() == page(alice)


async def test_the_document_survives_the_outbox(office: Office) -> None:
    bob = await life(office)
    await bob.does(mydata.give)
    message = bob.last(GiveMyDataFile)
    assert decode(*encode(message)) == message


async def test_a_person_of_whom_there_is_little_gets_little(office: Office) -> None:
    alice = await office.member("Alice", await office.team(), language="sv")
    await alice.does(mydata.give)
    found = document(alice)
    assert found["draft"] is None
    assert [found[name] for name in ("open", "notes", "named", "planned", "invites")] == [[]] * 5


def test_whatever_is_given_is_tried_with_hostile_words() -> None:
    """In tests/chat/views/base/test_hostile.py, with messages that are made up."""
    assert mydata.SECTIONS.keys() == HELD.keys() | {"you", "draft"}


def test_every_setting_is_told() -> None:
    told = {name for name, _, _ in SETTINGS}
    assert told == {field.name for field in fields(members.Member)} - {"id", "bot_id"}


def names(found: object) -> set[str]:
    """All names in a document, but for those that a Draft gives its own fields."""
    if isinstance(found, list):
        return {name for one in found for name in names(one)}
    if not isinstance(found, dict):
        return set()
    inside = {name for key, one in found.items() if key != "fields" for name in names(one)}
    return inside | found.keys()


async def test_every_name_in_the_document_is_explained(office: Office) -> None:
    bob = await life(office)
    await bob.does(mydata.give)
    found = document(bob)
    explained = set(re.findall(r"`(?:\w+\[\]\.)?(\w+)`", PAGE.read_text(encoding="utf-8")))
    told = {name: one for name, one in found.items() if name not in ("you", "not_included")}
    assert all(told.values()), "Bob has something under every name"
    assert names(told) | {"you", "not_included"} <= explained


# From here on in the chat.


async def downloaded(stage: Stage, person: Person) -> dict[str, str]:
    """The files in a person's chat by name."""
    found = {}
    token = stage.config.require_token()
    async with aiohttp.ClientSession() as http:
        for message in await person.chat():
            if "document" in message:
                file = await stage.call("getFile", file_id=message["document"]["file_id"])
                url = f"{stage.config.telegram.base_url}/file/bot{token}/{file['file_path']}"
                async with http.get(url) as response:
                    found[message["document"]["file_name"]] = await response.text()
    return found


async def test_two_files_arrive(stage: Stage) -> None:
    bob = await stage.member("Bob", await stage.team())
    await bob.says("/mydata")
    found = await downloaded(stage, bob)
    assert list(found) == ["eftertanke.txt", "eftertanke.json"]
    assert f"Telegram id: {bob.id}" in found["eftertanke.txt"]
    assert json.loads(found["eftertanke.json"])["you"]["telegram_id"] == bob.id
    assert "everything I keep that is linked to you" in await bob.has_seen()


async def test_charlie_the_outsider_gets_nothing(stage: Stage) -> None:
    charlie = await stage.person("Charlie")
    await charlie.says("/mydata")
    assert "by invitation" in await charlie.sees()
    assert await downloaded(stage, charlie) == {}


async def test_nothing_is_told_in_a_group(stage: Stage) -> None:
    team = await stage.team()
    bob = await stage.member("Bob", team)
    channel = await stage.channel(team, bob)
    await bob.says("/mydata", chat=channel)
    assert "in private" in (await stage.said_in(channel, bob))[-1]
    assert await downloaded(stage, bob) == {}
