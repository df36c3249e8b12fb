"""What people do with a phone, in whatever order: it is understood, or they are told what happened.

Bob belongs to North and to South, Bea to North.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.asking.answers import Answer, AnswerState
from bot.domain.base.roles import Role
from bot.domain.people.teams import Team
from bot.storage.asking import answers
from bot.storage.base.rows import every
from bot.storage.base.schema import answer
from bot.storage.people import members
from tests.stage import Person, Stage, visible

TEAM_NO_NAME = "👥 The team, no name"
REMINDED = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)
"""When North is reminded: half way, and then after the night."""


@dataclass
class Monday:
    north: Team
    bob: Person
    bea: Person


@pytest.fixture
async def play(stage: Stage) -> Monday:
    """Monday at nine: North is asked how much room there was; South will be asked on Tuesday."""
    north, south = await stage.team("North"), await stage.team("South")
    bob, bea, *_ = [await stage.member(n, north) for n in ("Bob", "Bea", "Cid", "Dora", "Eve")]
    async with stage.app.unit_of_work.store.step() as tx:
        await members.set_roles(tx, (await bob.member()).id, south.id, {Role.STAFF})
    await stage.channel(north, bob)
    monday = stage.clock.moment.date()
    await stage.schedule(north, open_hours=72, reminder=True)
    await stage.schedule(south, "four-views", on=monday + timedelta(days=1), open_hours=72)
    await stage.at(stage.clock.moment.replace(hour=8))
    return Monday(north, bob, bea)


async def given(stage: Stage) -> list[Answer]:
    async with stage.app.unit_of_work.store.look() as tx:
        found = await every(tx, select(answer).order_by(answer.c.prompt_id, answer.c.id), Answer)
        return [one for one in found if one.state is not AnswerState.ASKED]


async def words(stage: Stage) -> list[str]:
    """What people have written in answer to something, Prompt by Prompt."""
    async with stage.app.unit_of_work.store.look() as tx:
        return [
            "|".join(part.text for part in await answers.parts(tx, one.id))
            for one in await given(stage)
        ]


async def standing(person: Person, text: str) -> int:
    """The id of the newest message that says this."""
    return [m["message_id"] for m in await person.chat() if text in visible(m)][-1]


# Two Teams at once


async def test_words_answer_the_team_whose_question_stands_last_above_them(
    stage: Stage, play: Monday
) -> None:
    bob = play.bob
    await bob.taps("4")
    north = await standing(bob, "North · 2 of 4")
    await stage.later(days=1)
    south = await standing(bob, "South · 1 of")
    await bob.says("for South")
    await bob.says("more for South")
    await bob.says("for North", reply_to=north)
    assert await words(stage) == ["", "for North", "for South|more for South"]
    readers = [m for m in await bob.chat() if "Who may see it?" in visible(m)]
    assert ["for South" in visible(m) for m in readers] == [True, False]
    await bob.taps(TEAM_NO_NAME, message=readers[1]["message_id"])
    assert "North · 3 of 4" in await bob.sees()
    await bob.says("for North again")
    await bob.says("still for South", reply_to=south)
    assert await words(stage) == [
        "",
        "for North",
        "for North again",
        "for South|more for South|still for South",
    ]


async def test_an_edit_finds_its_team_whatever_was_asked_since(stage: Stage, play: Monday) -> None:
    bob = play.bob
    await bob.taps("4")
    first = await bob.says("for North")
    await stage.later(days=1)
    second = await bob.says("for South")
    await bob.edits(first["message_id"], "changed for North")
    await bob.edits(second["message_id"], "changed for South")
    assert await words(stage) == ["", "changed for North", "changed for South"]


# Not words


def sent(kind: str) -> dict[str, Any]:
    """A message as Telegram sends it that is neither text nor anything we keep."""
    file = {"file_id": "f", "file_unique_id": "u", "file_size": 9}
    picture = {**file, "width": 9, "height": 9}
    messages: dict[str, dict[str, Any]] = {
        "photo": {"photo": [picture], "caption": "4"},
        "voice": {"voice": {**file, "duration": 3}},
        "sticker": {
            "sticker": {**picture, "type": "regular", "is_animated": False, "is_video": False}
        },
        "document": {"document": file},
        "video": {"video": {**picture, "duration": 3}},
        "video_note": {"video_note": {**file, "length": 9, "duration": 3}},
        "location": {"location": {"longitude": 1.0, "latitude": 1.0}},
        "contact": {"contact": {"phone_number": "+46", "first_name": "Anna"}},
        "dice": {"dice": {"emoji": "🎲", "value": 4}},
    }
    return messages[kind]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("photo", "can't keep pictures yet"),
        ("voice", "can't listen to voice messages yet"),
        ("sticker", "like the sticker"),
        ("document", "can't keep files yet"),
        ("video", "can't keep pictures yet"),
        ("video_note", "can't keep pictures yet"),
        ("location", "can't keep this kind of message yet"),
        ("contact", "can't keep this kind of message yet"),
        ("dice", "can't keep this kind of message yet"),
    ],
)
async def test_what_is_not_words_is_not_kept_yet_and_bob_is_told(
    stage: Stage, play: Monday, kind: str, told: str
) -> None:
    bob = play.bob
    pointed = await bob.says("/help")
    person = {"id": bob.id, "is_bot": False, "first_name": "Bob", "language_code": "en"}
    message = {
        "message_id": pointed["message_id"],
        "date": int(stage.clock.moment.timestamp()),
        "chat": {"id": bob.id, "type": "private", "first_name": "Bob"},
        "from": person,
        **sent(kind),
    }
    await stage.app.receiver.store([{"update_id": 900_001, "message": message}])
    await stage.settle()
    assert told in await bob.sees()
    assert "Please write it in words. Nothing was stored." in await bob.sees()
    assert await given(stage) == []
    await bob.taps("4")
    assert len(await given(stage)) == 1


# Old keyboards


async def test_a_tap_on_the_first_copy_of_a_question_changes_the_answer(
    stage: Stage, play: Monday
) -> None:
    """Bea answers the reminder, then scrolls up."""
    bea = play.bea
    first = await standing(bea, "1 of 4")
    await stage.at(REMINDED)
    again = await standing(bea, "Still open until")
    assert again > first
    await bea.taps("4", message=again)
    await bea.taps("2", message=first)
    assert [one.options for one in await given(stage)] == [("2",)]
    assert (await bea.chat())[-1]["message_id"] == await standing(bea, "2 of 4"), "asked once"


@pytest.mark.parametrize("button", ["Skip", "Later"])
async def test_an_old_copy_of_a_question_that_is_answered_says_so(
    stage: Stage, play: Monday, button: str
) -> None:
    bea = play.bea
    first = await standing(bea, "1 of 4")
    await stage.at(REMINDED)
    await bea.taps("4", message=await standing(bea, "Still open until"))
    pressed = await bea.taps(button, message=first)
    assert pressed.alert
    assert "You have answered this" in str(pressed.answer)


@pytest.mark.parametrize("button", ["4", "Skip", "Later", "🔒 Keep it to myself"])
async def test_a_keyboard_of_a_round_that_is_over_says_so(
    stage: Stage, play: Monday, button: str
) -> None:
    question = await standing(play.bea, "1 of 4")
    await stage.later(days=4)
    pressed = await play.bea.taps(button, message=question)
    assert pressed.alert
    assert "This round is closed" in str(pressed.answer)


async def test_who_may_see_it_cannot_be_answered_any_more_when_the_round_is_over(
    stage: Stage, play: Monday
) -> None:
    bea = play.bea
    await bea.taps("4")
    await bea.says("I had not chosen yet")
    choose = (await bea.chat())[-1]["message_id"]
    await stage.later(days=4)
    pressed = await bea.taps(TEAM_NO_NAME, message=choose)
    assert "This round is closed" in str(pressed.answer)


async def test_putting_off_is_possible_only_while_the_round_is_open(
    stage: Stage, play: Monday
) -> None:
    """The buttons under an old message know nothing of the time that has gone by."""
    bea = play.bea
    await bea.taps("Later")
    old = await standing(bea, "When shall I ask again?")
    await stage.later(hours=70)
    pressed = await bea.taps("Tomorrow", message=old)
    assert pressed.alert
    assert "closes before that" in str(pressed.answer)
    await bea.taps("In an hour", message=old)
    assert await standing(bea, "I will ask again") == old
    await stage.later(hours=1)
    assert "1 of 4" in await bea.sees()


async def test_the_same_button_pressed_twice_counts_once(stage: Stage, play: Monday) -> None:
    bea = play.bea
    question = await standing(bea, "1 of 4")
    press = stage.control.press
    for _ in range(2):
        await press(bea.id, question, "4", timeout=0.01)
    await stage.settle()
    assert [one.options for one in await given(stage)] == [("4",)]
    asked = [m for m in await bea.chat() if "2 of 4" in visible(m)]
    assert len(asked) == 1
