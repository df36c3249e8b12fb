"""A whole Round by way of pages that know no chat comes to the same rows as by way of the chat."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.base.visibility import Visibility
from bot.domain.messages.hearing.insights import TellQuotes
from bot.errors import Refusal
from bot.flows.asking import answers, levels, prompts
from bot.flows.hearing import seals
from bot.storage.base import schema
from tests.databases import Databases
from tests.desk import NINE, NOWHERE, Office, Phone, open_office
from tests.factories import mark
from tests.flows.pages import Page

PRIVATE, UNNAMED, NAMED = Visibility.PRIVATE, Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED
NAMES = ("Bob", "Bea", "Cid", "Dora", "Eve", "Finn")
SAID = ((UNNAMED, "Too short"), (NAMED, "Thanks to everybody"))
BY_LOT = {"id", "answer_id", "voice", "receipt_hash", "receipt_before", "offer", "told"}
"""What is drawn by lot, or holds something that is."""

OF_CHATS = {"message_id", "arrived"}
"""Where in a chat something stands, and whether it is known to have arrived there."""


async def by_chat(office: Office, people: Sequence[Phone]) -> None:
    await office.deliver()
    for number, phone in enumerate(people):
        await phone.taps(str(1 + number % 5))
        for level, text in SAID:
            await phone.writes(f"{text}, says {mark(phone.member.name)}")
            await phone.picks(level)
        await phone.writes("only for me")
        await phone.picks(PRIVATE)


async def by_page(office: Office, people: Sequence[Phone]) -> None:
    for number, phone in enumerate(people):
        page = Page(office, phone.id, phone.member.name)
        await page.looks()
        asked = page.last("AskQuestion")
        chosen = (str(1 + number % 5), Visibility(asked["visibility"]))
        await page.does(answers.tap, asked["answer_id"], *chosen)
        said = [(level, f"{text}, says {mark(phone.member.name)}") for level, text in SAID]
        for level, text in (*said, (PRIVATE, "only for me")):
            await page.does(
                answers.words, page.last("AskQuestion")["answer_id"], text, page.writes()
            )
            shown = page.last("ChooseReaders")
            readers = (shown["wording"], shown["offer"])
            await page.does(levels.choose, shown["answer_id"], level, *readers)
        assert page.last("ClosingSummary")["team"] == "North"


async def played(office: Office, play: Callable[..., Any]) -> dict[str, list[tuple[object, ...]]]:
    """The rows that the Round leaves: as it is open still, and after its Seal."""
    team = await office.team()
    people = await office.people(team, *NAMES)
    await office.schedule(team)
    office.clock.moment = NINE
    await office.do_what_is_due()
    await play(office, people)
    rows = {f"open {one}": await left(office, one) for one in ("prompt", "answer", "part")}
    office.clock.moment += timedelta(days=3)
    assert await office.do(seals.close)
    for one in ("prompt", "answer", "round", "pool", "note", "release", "planned"):
        rows[one] = await left(office, one)
    await office.deliver()
    rows["told"] = [heard(one) for one in office.posted[NOWHERE]]
    return rows


def heard(message: object) -> tuple[object, ...]:
    """What the channel was told; words come in an order that is drawn by lot."""
    if isinstance(message, TellQuotes):
        return tuple(sorted(one.text for one in message.quotes))
    return (message,)


async def left(office: Office, name: str) -> list[tuple[object, ...]]:
    """What a table holds, but for what is drawn by lot or is about chats."""
    table = schema.metadata.tables[name]
    columns = [one for one in table.columns if one.name not in BY_LOT | OF_CHATS]
    async with office.unit_of_work.look() as step:
        return sorted((tuple(row) for row in await step.tx.execute(select(*columns))), key=repr)


async def test_a_round_played_on_pages_leaves_what_it_leaves_when_played_in_the_chat(
    databases: Databases,
) -> None:
    async with open_office(await databases.new()) as office:
        chat = await played(office, by_chat)
    async with open_office(await databases.new()) as office:
        pages = await played(office, by_page)
    assert pages == chat
    assert len(chat["pool"]) == 3 * len(NAMES)
    assert len(chat["note"]) == len(NAMES)
    assert len(chat["release"]) == 1


async def test_what_flashes_up_and_what_is_refused_reach_a_page_as_well(office: Office) -> None:
    team = await office.team()
    (bob, *_) = await office.people(team, *NAMES)
    await office.schedule(team)
    office.clock.moment = NINE
    await office.do_what_is_due()
    page = Page(office, bob.id, "Bob")
    await page.looks()
    asked = page.last("AskQuestion")
    await page.does(prompts.count, asked["answer_id"], "another chat")
    assert page.items[-2:][0] == {"flash": "readers_changed"}
    assert page.items[-1]["kind"] == "AskQuestion"
    with pytest.raises(Refusal, match="button_unknown"):
        await page.does(answers.tap, asked["answer_id"], "9", PRIVATE)
