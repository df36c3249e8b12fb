"""A Round from the question on a phone to the team's channel."""

import re

from bot.domain.base.roles import Role
from tests.factories import mark
from tests.stage import Person, Stage

NAMES = ("Alice", "Bob", "Cid", "Dora", "Eve", "Fay", "Gus")


async def answer_all(person: Person, *, words: str, level: str) -> None:
    await person.taps("4")
    for _ in range(3):
        await person.says(words)
        await person.taps(level)


async def test_what_people_share_comes_back_to_their_channel(stage: Stage) -> None:
    team = await stage.team()
    people = [await stage.member(name, team, Role.STAFF) for name in NAMES]
    channel = await stage.channel(team, *people)
    await stage.schedule(team)

    await stage.at(stage.clock.moment.replace(hour=8))
    assert "1 of 4" in await people[0].sees()
    for person in people[:6]:
        await answer_all(
            person, words=f"Handover, says {mark(person.name)}", level="👥 The team, no name"
        )
    await answer_all(people[6], words="Mine it is", level="🙋 The team, with my name")
    await stage.later(days=2)

    heard = "\n".join(await stage.said_in(channel, people[0]))
    assert "Enough people took part" in heard
    assert all(f"Handover, says {mark(name)}" in heard for name in NAMES[:6])
    assert re.search(r"Gus:\sMine it is", heard)
    photos = [m for m in await stage.control.messages(people[0].id, chat=channel) if "photo" in m]
    assert len(photos) == 1
