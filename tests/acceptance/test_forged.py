"""A button proves nothing: whoever forges one changes nothing that is not their own."""

import itertools
from collections.abc import Iterator
from typing import Any, get_type_hints

from sqlalchemy import select

from bot.chat.callbacks import CALLBACKS, encode
from bot.domain.roles import Role
from bot.storage import schema
from tests.stage import Person, Stage

OTHERS = (
    schema.team,
    schema.membership,
    schema.invite,
    schema.schedule,
    schema.round_,
    schema.prompt,
    schema.answer,
    schema.part,
    schema.pool,
    schema.release,
    schema.note,
)
"""What somebody else's button could spoil."""

GUESSES: dict[type, tuple[Any, ...]] = {
    int: (1, 2),
    str: ("4", "weekly-check", "sv", "x" * 22),
    bool: (True,),
}
"""What a forger would try first: the lowest ids, and words that stand in the program."""


def forgeries(kind: type) -> Iterator[str]:
    """Data of this kind of button with everything a forger would try."""
    choices = [_guesses(hint) for hint in get_type_hints(kind).values()]
    for values in itertools.product(*choices):
        try:
            yield encode(kind(*values))
        except ValueError:
            continue


def _guesses(hint: Any) -> tuple[Any, ...]:
    return GUESSES[hint] if hint in GUESSES else tuple(hint)[-2:]


async def of_the_team(stage: Stage, team_id: int) -> list[tuple[Any, ...]]:
    """All rows but those of the forger's own Team."""
    rows = []
    async with stage.app.desk.store.look() as tx:
        for table in OTHERS:
            query = select(table)
            if "team_id" in table.c:
                query = query.where(table.c.team_id == team_id)
            elif table is schema.team:
                query = query.where(table.c.id == team_id)
            rows += [(table.name, *row) for row in await tx.execute(query)]
    return sorted(rows, key=repr)


async def forge(stage: Stage, forger: Person, data: str, number: int) -> None:
    """An update as Telegram would send it, had there been such a button."""
    person = {"id": forger.id, "is_bot": False, "first_name": forger.name, "language_code": "en"}
    message = {
        "message_id": 999_000,
        "date": int(stage.clock.moment.timestamp()),
        "chat": {"id": forger.id, "type": "private", "first_name": forger.name},
        "text": "an old message",
    }
    query = {
        "id": str(number),
        "from": person,
        "message": message,
        "chat_instance": "1",
        "data": data,
    }
    await stage.app.receiver.store([{"update_id": number, "callback_query": query}])
    while await stage.app.dispatcher.work():
        pass


async def test_a_forged_button_changes_nothing_of_another_team(stage: Stage) -> None:
    team = await stage.team("North")
    people = [await stage.member(name, team) for name in ("Alice", "Bob", "Cid", "Dora", "Eve")]
    await stage.member("Lead", team, Role.FACILITATOR)
    await stage.channel(team, *people)
    await stage.schedule(team)
    await stage.at(stage.clock.moment.replace(hour=8))
    await people[0].taps("4")
    await people[0].says("Alice's own words")

    elsewhere = await stage.team("South")
    charlie = await stage.person("Charlie")
    fiona = await stage.member("Fiona", elsewhere, Role.FACILITATOR)
    before = await of_the_team(stage, team.id)
    numbers = itertools.count(900_000_000)
    for kind in CALLBACKS.values():
        for data in forgeries(kind):
            for forger in (charlie, fiona):
                await forge(stage, forger, data, next(numbers))
        assert await of_the_team(stage, team.id) == before, kind.__name__
    async with stage.app.desk.store.look() as tx:
        parked = await tx.execute(
            select(schema.inbox.c.error).where(schema.inbox.c.error.is_not(None))
        )
        assert parked.all() == [], "a forged button must be refused, not fail"
