"""What people do after the Seal with what was sealed: it never touches the disk with a person in
it. Played over real HTTP, through the real inbox and outbox, into real files."""

import re
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta

import pytest

from bot.domain.base.visibility import Visibility
from bot.sandbox.shapes import Message
from bot.storage.people import members
from tests.attack.dumps import hashes_in, near, receipts_in
from tests.attack.story import listed
from tests.attacker import Row, dump
from tests.databases import Databases, on_sqlite
from tests.stage import Person, Stage

pytestmark = pytest.mark.untouched

NAMES = ("Alva", "Bertil", "Cilla", "Doris", "Ellen", "Folke")
MARK = re.compile(r"zq\w+k")


class Sealed:
    """A Round in which everybody shared one answer without a name, sealed and rewritten."""

    def __init__(self, stage: Stage, databases: Databases, people: dict[str, Person]) -> None:
        self.stage = stage
        self.people = people
        self.hashes: set[str] = set()
        self.words: dict[str, str] = {}
        self.written: dict[str, int] = {}
        self._databases = databases

    async def content(self) -> bytes:
        return await self._databases.content(self.stage.config.database.url)

    async def rows(self) -> list[Row]:
        async with self.stage.app.unit_of_work.look() as step:
            return await step.tx.run_sync(dump)

    async def kept(self, name: str) -> tuple[int, str]:
        """The message of somebody's answer in words, and the Receipt under it."""
        for message in await self.people[name].chat():
            for data in buttons(message):
                if data.startswith("f:") and self.words[name] in message.get("text", ""):
                    return message["message_id"], data.partition(":")[2]
        raise AssertionError(f"{name} has no answer left in sight")

    async def gives_away(self, name: str, *marks: str) -> list[str]:
        """What whoever reads the disk learns about this person, in sentences."""
        content, rows = await self.content(), await self.rows()
        told = [
            f"{name}'s Receipt lies in the files in clear, its hash stands in the pool"
            for _ in receipts_in(content, self.hashes)
        ]
        for mark in (self.words[name], *marks):
            copies, known = content.count(mark.encode()), sum(row.says(mark) for row in rows)
            if copies > known:
                told.append(f"{copies} copies of {mark} lie in the files, {known} in the tables")
            if near(content, mark, str(self.people[name].id)):
                told.append(f"{mark} lies beside {name}'s number in the files")
        return told


def buttons(message: Message) -> Iterator[str]:
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        yield from (button.get("callback_data", "") for button in row)


@pytest.fixture
async def sealed(stage: Stage, databases: Databases) -> Sealed:
    team = await stage.team()
    # Nobody's tap is counted, so that no picture has to be drawn.
    own: members.Fields = {"usual_taps": Visibility.PRIVATE}
    people = {name: await stage.member(name, team, **own) for name in NAMES}
    await stage.channel(team, *people.values())
    await stage.schedule(team)
    await stage.at(stage.clock.moment.replace(hour=8))
    play = Sealed(stage, databases, people)
    for number, (name, person) in enumerate(people.items()):
        await person.taps(str(1 + number % 5))
        play.words[name] = f"zq{name.lower()}k"
        message = await person.says(f"It was {play.words[name]} today.")
        play.written[name] = message["message_id"]
        await person.taps("👥 The team, no name")
    await stage.later(days=2)
    assert await stage.app.unit_of_work.store.scrub()
    play.hashes = hashes_in(await play.rows())
    assert await play.gives_away("Alva") == [], "the Seal itself holds"
    return play


async def follows(play: Sealed, name: str) -> str:
    """Presses “My answer ...”."""
    message, receipt = await play.kept(name)
    await play.people[name].taps(f"f:{receipt}", message=message)
    return ""


async def withdraws(play: Sealed, name: str) -> str:
    message, receipt = await play.kept(name)
    person = play.people[name]
    for press in ("f", "w", "W"):
        await person.taps(f"{press}:{receipt}", message=message)
    return ""


async def edits(play: Sealed, name: str) -> str:
    """Changes the message that the answer was written in."""
    await play.people[name].edits(play.written[name], "It was zqanotherk today.")
    return "zqanotherk"


async def replies(play: Sealed, name: str) -> str:
    """Writes a plain reply to the message with the answer; Telegram sends that along whole."""
    message, _ = await play.kept(name)
    await play.people[name].says("Thank you!", reply_to=message)
    return ""


async def presses_in_vain(play: Sealed, name: str) -> str:
    """Presses “My answer ...” while Telegram takes nothing from the bot."""
    for method in ("sendMessage", "editMessageText"):
        await play.stage.control.faults(method, "http_500", count=50)
    return await follows(play, name)


DEEDS: dict[str, Callable[[Sealed, str], Awaitable[str]]] = {
    "Alva": follows,
    "Bertil": withdraws,
    "Cilla": edits,
    "Doris": replies,
    "Ellen": presses_in_vain,
}


async def test_what_people_do_with_sealed_answers_never_touches_the_disk(sealed: Sealed) -> None:
    found = []
    for name, deed in DEEDS.items():
        before = set(await sealed.gives_away(name))
        mark = await deed(sealed, name)
        await sealed.stage.settle()
        marks = [mark] if mark else []
        told = set(await sealed.gives_away(name, *marks)) - before
        found += [f"{name} {deed.__name__}: {one}" for one in sorted(told)]
        await sealed.stage.control.no_faults()
        assert await sealed.stage.app.unit_of_work.store.scrub()
    if found:
        pytest.fail(listed(found, len(found)), pytrace=False)


@on_sqlite
async def test_words_that_were_withdrawn_are_in_no_byte_soon_after(sealed: Sealed) -> None:
    await withdraws(sealed, "Bertil")
    await sealed.stage.later(minutes=10)
    content = await sealed.content()
    assert sealed.words["Bertil"].encode() not in content, "the words are in the files still"


@on_sqlite
async def test_four_days_later_nothing_of_a_press_is_left(sealed: Sealed) -> None:
    """Other people go on meanwhile; nothing else makes the file be rewritten."""
    await follows(sealed, "Alva")
    await sealed.stage.later(days=1)
    await sealed.people["Folke"].says("/help")
    await sealed.stage.at(sealed.stage.clock.moment + timedelta(days=3))
    assert await sealed.gives_away("Alva") == []
