"""Six people write what no bot likes to read. It arrives as they wrote it, and does nothing.

The whole bot plays it once, over real HTTP; what then stood on the phones, in the channel, in the
manager's letter and in the files is looked at for each kind of text.
"""

import asyncio
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import aiohttp
import pytest
from sqlalchemy import func, select

from bot.domain.base.roles import Role
from bot.domain.transport.deliveries import DeliveryState
from bot.domain.transport.inbox import InboxState
from bot.flows.base.safety import Safety
from bot.reading.guard import Guard
from bot.sandbox.cleaning import cleaned
from bot.sandbox.shapes import Message
from bot.storage.base.schema import delivery, inbox
from tests.databases import EITHER, Databases, source
from tests.stage import Person, Stage, labels, set_stage, visible

EMOJI = ("👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇸🇪", "👍🏽", "❤️")
MARKED = "e\u0302\u0303\u0304\u0317"

KINDS = {
    "html": '<b>bold</b></blockquote><a href="https://evil.example">x</a> &lt;i&gt; &amp;amp; &copy'
    "<script>alert(1)</script><!-- gone? -->",
    "markdown": "*bold* _it_ __u__ ~s~ ||spoiler|| `code`\n```\npre\n```\n"
    "[x](tg://user?id=1)\n> quote {team} {0} %s \\",
    "mentions": "@alice_smith, (@bob_jones) #burnout ½#half $TSLA /start /start@eftertanke_bot",
    "links": "https://example.com/a?b=c&d=e HTTP://EXAMPLE.COM tg://resolve?domain=x t.me/joinchat"
    " one@example.com example.org ftp://example.se",
    "4,096 characters": "".join(f"word{n:04}. " for n in range(410))[:4096],
    "emoji clusters": "".join(EMOJI) * 190,
    "right to left": "\u202eשלום\u202c said Bob (123)\n"
    "مرحبا\u2067 \u2069\u2069! \u200fabc \u202bend",
    "combining marks": MARKED * 700,
    "null bytes": "nul\x00l bell\x07 \x1b[31mred\x7f tab\tend\x00",
    "one long word": "w" * 4000,
}
kinds = pytest.mark.parametrize("kind", KINDS)

NAMES = ("Alice", "<b>Bob</b>", "שרה", "@dora_smith", "E\u0301ve &amp; Co", "👩‍👩‍👧‍👦 Fay")
UNNAMED, NAMED, PRIVATE = "👥 The team, no name", "🙋 The team, with my name", "🔒 Only me"
QUESTIONS = (UNNAMED, UNNAMED, NAMED, NAMED, PRIVATE, PRIVATE)
"""With whom everybody shares what they write to each question."""

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)

OURS = frozenset({"bold", "italic", "blockquote", "expandable_blockquote", "date_time"})
"""What the bot itself marks in a text."""

BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ISOLATE, POP = "\u2068", "\u2069"


@dataclass
class Seen:
    """What stood on the screens. `screens`: about one text, as its author met it."""

    screens: dict[str, list[Message]] = field(default_factory=dict)
    summaries: list[Message] = field(default_factory=list)
    channel: list[Message] = field(default_factory=list)
    letter: list[Message] = field(default_factory=list)
    open: list[Mapping[str, str]] = field(default_factory=list)
    sealed: list[Mapping[str, str]] = field(default_factory=list)
    parked: int = 0


@pytest.fixture(scope="module", params=EITHER)
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    folder = tmp_path_factory.mktemp("hostile")
    # Here all of these texts get everywhere, whatever the guard and the lists of dangers think.
    with (
        patch.object(Guard, "read", return_value=()),
        patch.object(Safety, "read", return_value=None),
    ):
        return asyncio.run(played(source(request.param, folder, request), folder))


async def played(databases: Databases, folder: Path) -> Seen:
    try:
        return await in_play(await databases.new(), folder)
    finally:
        await databases.drop()


async def in_play(database: str, folder: Path) -> Seen:
    async with set_stage(database, by_http=True, prompts=str(bank(folder / "prompts"))) as stage:
        team = await stage.team("شمال <i>North</i>")
        people = [await stage.member(name, team) for name in NAMES]
        mona = await stage.member("Mona", team, Role.MANAGER, next_digest_at=FRIDAY)
        channel = await stage.channel(team, *people)
        await stage.schedule(team, "open-words")
        await stage.at(MONDAY)
        seen = Seen()
        for number, person in enumerate(people):
            await answer_all(seen, person, number)
        seen.open = [await files(stage, person) for person in people]
        await stage.later(days=2)
        seen.channel = (await stage.control.messages(people[0].id, chat=channel))[1:]
        greeted = len(await mona.chat())
        await stage.at(FRIDAY)
        await mona.taps("Word for word")
        seen.letter = (await mona.chat())[greeted:]
        seen.sealed = [await files(stage, person) for person in people]
        seen.parked = await parked(stage)
        return seen


def bank(folder: Path) -> Path:
    """A folder with six questions that are answered in words."""
    asked = [
        {"id": f"q{n}", "phase": "what", "text": [{"en": f"What, {n}?", "sv": f"Vad, {n}?"}]}
        for n in range(len(QUESTIONS))
    ]
    known = {"format": 1, "id": "open-words", "version": 1, "roles": ["staff"], "minutes": 1}
    texts = {"title": {"en": "Words", "sv": "Ord"}, "purpose": {"en": "To say", "sv": "Att säga"}}
    folder.mkdir()
    (folder / "open-words.yaml").write_text(json.dumps({**known, **texts, "questions": asked}))
    return folder


def written(number: int) -> Iterator[str]:
    """The kinds of text that one person writes: each kind comes once for each level at least."""
    for question in range(len(QUESTIONS)):
        yield list(KINDS)[number + (4 if question % 2 else 0)]


async def answer_all(seen: Seen, person: Person, number: int) -> None:
    for kind, level in zip(written(number), QUESTIONS, strict=True):
        await person.says(KINDS[kind])
        asked = (await person.chat())[-1]
        button = next(one for one in labels(asked) if one.endswith(level))
        await person.taps(button, message=asked["message_id"])
        kept = next(m for m in await person.chat() if m["message_id"] == asked["message_id"])
        seen.screens.setdefault(kind, []).extend((asked, kept))
    seen.summaries.append((await person.chat())[-1])


async def files(stage: Stage, person: Person) -> dict[str, str]:
    """What /mydata gives, by the names of the files."""
    await person.says("/mydata")
    found = {}
    token = stage.config.require_token()
    async with aiohttp.ClientSession() as http:
        for message in (await person.chat())[-2:]:
            file = await stage.call("getFile", file_id=message["document"]["file_id"])
            url = f"{stage.config.telegram.base_url}/file/bot{token}/{file['file_path']}"
            async with http.get(url) as response:
                found[message["document"]["file_name"]] = (await response.read()).decode()
    return found


async def parked(stage: Stage) -> int:
    """What the bot could not handle or could not send."""
    async with stage.app.unit_of_work.store.look() as tx:
        sent = select(func.count()).where(delivery.c.state == DeliveryState.PARKED)
        came = select(func.count()).where(inbox.c.state == InboxState.PARKED)
        return sum([(await tx.execute(query)).scalar_one() for query in (sent, came)])


def kept(text: str) -> str:
    """What Telegram leaves of a text, without controls and without what turns its neighbours."""
    letters = (
        c
        for c in cleaned(text)
        if c in "\n\t" or not (unicodedata.category(c) == "Cc" or c in BIDI)
    )
    return "".join(letters).strip()


def squeezed(text: str) -> str:
    return "".join(text.split())


def entities(message: Message, *kinds: str) -> list[str]:
    """What these entities cover, without the signs that cannot be seen."""
    text = (message.get("text") or message.get("caption") or "").encode("utf-16-le")
    found = [*message.get("entities", ()), *message.get("caption_entities", ())]
    covered = (
        text[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le")
        for one in found
        if one["type"] in kinds
    )
    return ["".join(c for c in part if c not in "\u2060\u2068\u2069") for part in covered]


def of_the_bot(seen: Seen) -> list[Message]:
    about = [message for screens in seen.screens.values() for message in screens]
    return [*about, *seen.summaries, *seen.channel, *seen.letter]


def quotes(messages: list[Message]) -> list[str]:
    return [
        quote
        for message in messages
        for quote in (*entities(message, "blockquote"), *folded(message))
    ]


def folded(message: Message) -> Iterator[str]:
    """What stands in folded blocks, each text for itself: without headings, dashes and names."""
    headings = entities(message, "bold")
    for block in entities(message, "expandable_blockquote"):
        for heading in headings:
            block = block.replace(f"\n\n{heading}\n\n", "\n\n")
        for part in block.split("\n\n– ")[1:]:
            yield next(
                (part.removeprefix(f"{n}: ") for n in NAMES if part.startswith(f"{n}: ")), part
            )


def test_nothing_was_too_much_for_the_bot(seen: Seen) -> None:
    assert seen.parked == 0
    assert len(seen.summaries) == len(NAMES)


@kinds
def test_authors_read_their_own_words_wherever_they_are_repeated(seen: Seen, kind: str) -> None:
    words = kept(KINDS[kind])
    assert len(seen.screens[kind]) >= 6
    for message in seen.screens[kind]:
        (quote,) = entities(message, "blockquote")
        whole, cut, rest = quote.partition("…")
        assert whole == words if not cut else (words.startswith(whole) and not rest)
        assert len(whole) >= min(len(words), 280)


@kinds
def test_the_summary_does_not_repeat_the_words(seen: Seen, kind: str) -> None:
    """Whoever deletes an answer shall not find it there."""
    beginning = " ".join(kept(KINDS[kind]).split())[:60]
    told = [visible(m) for n, m in enumerate(seen.summaries) if kind in written(n)]
    assert told
    assert not any(beginning in text for text in told)


@kinds
@pytest.mark.parametrize("place", ["channel", "letter"])
def test_shared_words_arrive_whole(seen: Seen, kind: str, place: str) -> None:
    words = kept(KINDS[kind])
    heard = quotes(getattr(seen, place))
    times = sum(kind in written(number) for number in range(len(NAMES)))
    if words in heard:
        assert heard.count(words) >= 2 * times, "without a name, and with one"
    else:
        assert squeezed("".join(heard)).count(squeezed(words)) >= 2 * times


@pytest.mark.parametrize("name", NAMES)
def test_who_chose_to_be_named_is_named_as_they_write_their_name(seen: Seen, name: str) -> None:
    heard = "\n".join(visible(message) for message in seen.channel)
    assert heard.count(f"{name}:\n") + heard.count(f"– {name}: ") >= 2


def test_the_manager_gets_what_the_channel_got_to_the_letter(seen: Seen) -> None:
    told = [(m["text"], m.get("entities")) for m in seen.channel]
    read = [(m["text"], m.get("entities")) for m in seen.letter if "text" in m]
    first = read.index(told[0])
    assert read[first : first + len(told)] == told


def test_no_link_mention_or_command_is_made_of_peoples_words(seen: Seen) -> None:
    for message in of_the_bot(seen):
        if message["from"]["is_bot"]:
            own = {"bot_command"} if entities(message, "bot_command") == ["/whosees"] else set()
            assert {one["type"] for one in message.get("entities", ())} - own <= OURS, message


@pytest.mark.parametrize("kind", ["emoji clusters", "combining marks"])
def test_what_people_see_as_one_sign_is_never_torn_apart(seen: Seen, kind: str) -> None:
    signs = (MARKED,) if kind == "combining marks" else EMOJI
    pieces = [quote for quote in quotes(of_the_bot(seen)) if quote.startswith(signs)]
    assert any(quote.endswith("…") for quote in pieces)
    assert sum(map(len, pieces)) > 4 * len(KINDS[kind])
    for quote in pieces:
        left = quote.removesuffix("…")
        for sign in signs:
            left = left.replace(sign, "")
        assert left == ""


def test_the_direction_of_ones_words_ends_with_them(seen: Seen) -> None:
    for message in of_the_bot(seen):
        if not message["from"]["is_bot"]:
            continue
        for line in (message.get("text") or "").split("\n"):
            outside, depth = "", 0
            for letter in line:
                depth += (letter == ISOLATE) - (letter == POP)
                assert 0 <= depth <= 1
                outside += "" if depth or letter in (ISOLATE, POP) else letter
            assert depth == 0
            assert not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in outside)
            assert not set(line) & BIDI - {ISOLATE, POP}


def held(files: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["eftertanke.json"])
    return found


@kinds
def test_the_file_holds_the_words_of_open_answers(seen: Seen, kind: str) -> None:
    for number, files in enumerate(seen.open):
        told = [answer["reply"] for answer in held(files)["open"][0]["answers"]]
        assert told == [kept(KINDS[one]) for one in written(number)]
        if kind in written(number):
            check_page(files["eftertanke.txt"], kind)


@kinds
def test_after_the_seal_it_holds_what_is_private_and_what_is_named(seen: Seen, kind: str) -> None:
    for number, files in enumerate(seen.sealed):
        found = held(files)
        mine = [kept(KINDS[one]) for one in written(number)]
        assert sorted(one["text"] for one in found["named"]) == sorted(mine[2:4])
        assert sorted(one["text"] for one in found["notes"]) == sorted(mine[4:6])
        assert found["you"]["name"] == NAMES[number]
        if kind in written(number):
            check_page(files["eftertanke.txt"], kind)


def check_page(page: str, kind: str) -> None:
    lines = [line.strip() for line in page.splitlines()]
    assert all(line.strip() in lines for line in kept(KINDS[kind]).splitlines())


async def test_wherever_words_are_asked_for_any_words_get_an_answer(stage: Stage) -> None:
    """Olga founds a Team and sets her settings, and writes all of it into each field."""
    olga = await stage.member("Olga", await stage.team("South"), owner=True)
    await olga.says("/newteam")
    for text in KINDS.values():
        await told_something(olga, text)
    await olga.taps("Next ›")
    for text in KINDS.values():
        await told_something(olga, text)
    await olga.taps("‹ Back")
    await olga.taps("Next ›")
    await olga.taps("Stockholm")
    name = " ".join(kept(KINDS["right to left"]).split())
    assert f"{name} is there" in await olga.sees(), "the first of them that was no longer than that"
    for setting in ("Time zone", "Time of day", "Quiet hours", "Pause"):
        await olga.says("/settings")
        await olga.taps(setting)
        await told_something(olga, KINDS["4,096 characters"])
        await told_something(olga, KINDS["html"])
    for text in KINDS.values():
        await told_something(olga, f"/start {text}"[:4096])
    assert await parked(stage) == 0
    told = [m for m in await olga.chat() if m["from"]["is_bot"]]
    assert {one["type"] for m in told for one in m.get("entities", ())} <= OURS | {"bot_command"}
    assert "/start" not in {found for m in told for found in entities(m, "bot_command")}


async def told_something(person: Person, text: str) -> None:
    await person.says(text)
    assert (await person.chat())[-1]["from"]["is_bot"], text
