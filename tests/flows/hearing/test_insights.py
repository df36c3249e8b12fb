"""What a team hears of a Round: one picture, and one message with its people's words."""

from datetime import date, timedelta

import pytest

from bot.charts import Painter, PaintingError, Picture
from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing.insights import TellPicture, TellQuotes, ThemeTold, insights_in
from bot.domain.people.channels import Sight
from bot.domain.people.teams import Team
from bot.flows.base.envelope import unpack
from bot.flows.people import channels
from bot.insights.themes import MOST
from bot.storage.hearing import releases
from tests.desk import NINE, NOWHERE, Office
from tests.stage import Stage
from tests.telling import tell

TALK, REST = "nobody told us anything", "we asked him what he wanted"
"""What six people say touches one thing in the codebook, or another."""


async def hears(office: Office, team: Team, words: str = "Said by") -> list[Message]:
    """What its channel gets of a Round in which all say this."""
    before = len(office.channel(NOWHERE))
    await office.do(lambda step: tell(step, team.id, words))
    await office.deliver()
    fresh = office.channel(NOWHERE)[before:]
    return [one for one in fresh if isinstance(one, Message)]


ELSEWHERE = -777
"""Another chat."""

WORDS = (
    "listen",
    "communicate",
    "continuity",
    "equipment",
    "ethics",
    "family",
    "handover",
    "self determination",
)
"""Eight words, each of which touches one thing in the codebook."""


def themes(told: list[Message]) -> tuple[ThemeTold, ...]:
    (insight,) = insights_in(told)
    return insight.themes


async def test_a_round_comes_as_a_picture_and_one_message_of_words(
    office: Office, team: Team
) -> None:
    picture, words = await hears(office, team)
    assert isinstance(picture, TellPicture)
    assert picture.worded, "for those who cannot see it"
    assert isinstance(words, TellQuotes)
    assert len(words.quotes) == 6


async def test_what_is_new_and_what_is_gone_since_last_time_is_told(
    office: Office, team: Team
) -> None:
    first = themes(await hears(office, team, TALK))
    assert first
    assert not any(one.new for one in first), "there is nothing to compare it with"
    await office.later(days=7)
    told = await hears(office, team, REST)
    (insight,) = insights_in(told)
    assert insight.themes
    assert all(one.new for one in insight.themes)
    assert set(insight.gone) == {one.label for one in first}
    await office.later(days=7)
    (insight,) = insights_in(await hears(office, team, REST))
    assert (any(one.new for one in insight.themes), insight.gone) == (False, ())


async def test_where_nothing_came_up_nothing_is_said_to_be_gone(office: Office, team: Team) -> None:
    await hears(office, team, TALK)
    await office.later(days=7)
    (insight,) = insights_in(await hears(office, team, "hm"))
    assert (insight.themes, insight.gone) == ((), ())


async def test_another_chat_learns_nothing_of_what_was_told_in_the_one_before(
    office: Office, team: Team
) -> None:
    """Who shared it had chosen that chat: no middle, and nothing that is new or gone since then."""
    await hears(office, team, TALK)
    await office.later(days=7)
    sight = Sight(title="Elsewhere", people=9, public=False)
    await office.do(lambda step: channels.attach(step, team, ELSEWHERE, None, sight))
    await office.do(lambda step: tell(step, team.id, REST))
    await office.deliver()
    (insight,) = insights_in(office.channel(ELSEWHERE))
    assert insight.themes
    assert [figure.course for figure in insight.figures] == [()]
    assert (any(one.new for one in insight.themes), insight.gone) == (False, ())


async def test_what_finds_no_room_in_a_picture_is_neither_gone_nor_new(
    office: Office, team: Team
) -> None:
    """Of all that came up, a picture has room for seven."""
    everything = ". ".join(f"I think the {word} was there" for word in WORDS)
    assert len(themes(await hears(office, team, everything))) == MOST
    await office.later(days=7)
    fewer = ". ".join(f"I think the {word} was there" for word in WORDS[1:])
    (insight,) = insights_in(await hears(office, team, fewer))
    assert not any(one.new for one in insight.themes)
    await office.later(days=7)
    (insight,) = insights_in(await hears(office, team, everything))
    assert insight.gone == ()


async def test_the_middle_of_earlier_rounds_is_shown_once_each(office: Office, team: Team) -> None:
    for _ in range(3):
        (insight,) = insights_in(await hears(office, team))
        await office.later(days=7)
    (figure,) = insight.figures
    assert [point.on for point in figure.course] == [
        NINE.date() + timedelta(days=d) for d in (0, 7)
    ]


async def test_two_posts_a_week_make_a_sound_and_the_rest_comes_silently(
    office: Office, team: Team
) -> None:
    """Monday at nine, as all that follows, but for the last, which comes a week later."""
    await office.at(NINE)
    sounds = []
    for hours in (0, 1, 2, 24, 24 * 6):
        await office.later(hours=hours)
        (insight,) = insights_in(await hears(office, team))
        sounds.append(not insight.silent)
    assert sounds == [True, True, False, False, True]


@pytest.mark.parametrize(
    ("day", "hour", "sounds"),
    [("Friday", 13, True), ("Friday", 21, False), ("Saturday", 13, False), ("Sunday", 13, True)],
)
async def test_nothing_makes_a_sound_at_night_or_on_a_day_off(
    office: Office, team: Team, day: str, hour: int, *, sounds: bool
) -> None:
    """The team is asked on Sundays, too."""
    await office.people(team, "Bob", "Bea")
    await office.schedule(team, on=date(2026, 3, 30), days=(0, 6))
    ahead = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].index(
        day
    )
    await office.at(NINE.replace(hour=hour - 1) + timedelta(days=ahead))
    (insight,) = insights_in(await hears(office, team))
    assert insight.silent is not sounds


async def test_what_an_earlier_version_has_told_is_still_read(office: Office, team: Team) -> None:
    """Words came in a message for each question."""
    old = {
        "kind": "TellWords",
        "body": '{"question": "What helped?", "unnamed": [{"said_id": "a", "text": "Tea."}]}',
    }
    async with office.unit_of_work.store.step() as tx:
        await releases.add(
            tx,
            team_id=team.id,
            bank_id="weekly-check",
            on_date=NINE.date(),
            released_at=NINE,
            told=[old],
            first_date=NINE.date(),
        )
        (kept,) = await releases.of_bank(tx, team.id, "weekly-check", 1)
    (page,) = map(unpack, kept.told)
    assert isinstance(page, TellQuotes)
    assert [(group.question, group.quotes[0].text) for group in page.seen] == [
        ("What helped?", "Tea.")
    ]


async def test_one_sound_is_made_of_a_round_on_the_wire_too(stage: Stage) -> None:
    north = await stage.team()
    eve = await stage.member("Eve", north)
    channel = await stage.channel(north, eve)
    await stage.at(NINE)
    async with stage.app.unit_of_work.step() as step:
        await tell(step, north.id)
    await stage.settle()
    made = [(one["method"], one["parameters"]) for one in await stage.control.calls()]
    sounds = [
        (method, "disable_notification" in wish)
        for method, wish in made
        if method == "sendPhoto" or wish.get("chat_id") == channel
    ]
    assert sounds[-2:] == [("sendPhoto", False), ("sendMessage", True)]


async def test_if_the_picture_cannot_be_drawn_the_caption_says_it_all(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def paint(_: Painter, __: Picture) -> bytes:
        raise PaintingError("the worker process died")

    monkeypatch.setattr(Painter, "paint", paint)
    north = await stage.team()
    eve = await stage.member("Eve", north)
    channel = await stage.channel(north, eve)
    async with stage.app.unit_of_work.step() as step:
        await tell(step, north.id)
    await stage.settle()
    told, words = (await stage.said_in(channel, eve))[-2:]
    assert "In the middle: 3" in told
    assert "Said by 3" in words
