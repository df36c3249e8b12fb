"""A button proves nothing: whoever forges one changes nothing that is not their own."""

import asyncio
import itertools
from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.chat.buttons import BUTTONS, encode
from bot.chat.translator import translator
from bot.chat.views import sentence
from bot.domain.base.roles import Role
from bot.domain.transport.inbox import InboxState
from bot.flows.base.drafting import KEY
from bot.storage.base import drafts, schema
from tests.counting import counted
from tests.databases import Databases
from tests.stage import Person, Stage, set_stage

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
    async with stage.app.unit_of_work.store.look() as tx:
        for table in OTHERS:
            query = select(table)
            if "team_id" in table.c:
                query = query.where(table.c.team_id == team_id)
            elif table is schema.team:
                query = query.where(table.c.id == team_id)
            rows += [(table.name, *row) for row in await tx.execute(query)]
    return sorted(rows, key=repr)


async def forge(
    stage: Stage, forger: Person, data: str, number: int, *, chat: int | None = None
) -> None:
    """An update as Telegram would send it, had there been such a button."""
    person = {"id": forger.id, "is_bot": False, "first_name": forger.name, "language_code": "en"}
    message = {
        "message_id": 999_000,
        "date": int(stage.clock.moment.timestamp()),
        "chat": {"id": chat or forger.id, "type": "supergroup" if chat else "private"},
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
    for kind in BUTTONS.values():
        for data in forgeries(kind):
            for forger in (charlie, fiona):
                await forge(stage, forger, data, next(numbers))
        assert await of_the_team(stage, team.id) == before, kind.__name__
    async with stage.app.unit_of_work.store.look() as tx:
        parked = await tx.execute(
            select(schema.inbox.c.error).where(schema.inbox.c.error.is_not(None))
        )
        assert parked.all() == [], "a forged button must be refused, not fail"


KEY_OF_DRAFT = "the key of the forger's own Draft"
"""Stands in forged data until there is one."""

ENDS = (2**31 - 1, 2**31, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 10**39, 10**5000)
"""Where whole numbers stop to fit somewhere."""

numbers = (st.integers(-1, 12) | st.sampled_from(ENDS) | st.integers()).map(
    lambda number: str(number) if abs(number) < 10**4000 else "9" * 5000
) | st.sampled_from(
    ("٣", "+1", " 1", "1 ", "1_0", "01", "-0", "1.0", "1e3", "0x1", "", "NaN", "\x001", "1\n", "²")
)
words = st.sampled_from(
    (
        *("4", "weekly-check", "sv", "Europe/Stockholm", "x" * 22, "x" * 60, KEY_OF_DRAFT),
        *("\x00", "sv\x00", "\ud83d", "å", "../../etc/passwd", "%s", "{0}", "'; --", ""),
    )
) | st.text(st.characters(), max_size=70)


def values_of(hint: Any) -> st.SearchStrategy[str]:
    """What may stand in the data of a button instead of a value of this type."""
    if hint is int:
        return numbers
    return words if hint is str else st.sampled_from([str(one) for one in hint]) | words


def data_of(kind: type) -> st.SearchStrategy[str]:
    code = next(code for code, one in BUTTONS.items() if one is kind)
    fitting = st.tuples(*(values_of(hint) for hint in get_type_hints(kind).values())).map(list)
    too_many = st.tuples(fitting, st.lists(numbers | words, max_size=3)).map(
        lambda two: [*two[0], *two[1]]
    )
    return (fitting | fitting | too_many | too_many.map(lambda them: them[1:])).map(
        lambda values: ":".join([code, *values])
    )


forged_data = st.sampled_from([*BUTTONS.values()]).flatmap(data_of) | words


@pytest.mark.parametrize("in_group", [False, True], ids=["in private", "in a group"])
@settings(
    max_examples=3,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    # What was not handled names itself; looking for a shorter play would take minutes.
    phases=[Phase.reuse, Phase.generate],
)
@given(forged=st.lists(forged_data, min_size=50, max_size=50))
def test_whatever_a_button_says_it_is_done_or_refused_at_once(
    databases: Databases, in_group: bool, forged: list[str]
) -> None:
    """By somebody who may do everything, so that it gets as far as it can."""

    async def play() -> None:
        async with set_stage(await databases.new(), by_http=True) as stage:
            team = await stage.team()
            people = [await stage.member(name, team) for name in ("Alice", "Bob", "Cid", "Dora")]
            every = {Role.STAFF, Role.FACILITATOR, Role.MANAGER}
            eve = await stage.member("Eve", team, *every, owner=True)
            chat = await stage.channel(team, eve, *people) if in_group else None
            await stage.schedule(team)
            await stage.at(stage.clock.moment.replace(hour=8))
            await eve.says("/newteam")
            for number, data in enumerate(forged, 900_000_001):
                keyed = data.replace(KEY_OF_DRAFT, await key_of_draft(stage, eve))
                await forge(stage, eve, keyed, number, chat=chat)
            assert await not_handled(stage) == []
            assert counted(stage.app.unit_of_work.tally, "errors_total") == 0

    asyncio.run(play())


@pytest.mark.parametrize(
    "data",
    [f"o:{'7' * 40}:1:private", "o:٣:1:private", "sl:sv\x00:f", "x:1\ud83d", "no:such:button"],
)
async def test_a_button_that_nobody_has_made_is_told_to_be_unknown_at_once(
    stage: Stage, data: str
) -> None:
    alice = await stage.member("Alice", await stage.team())
    await forge(stage, alice, data, 900_000_001)
    assert await not_handled(stage) == []
    told = [one for one in await stage.control.calls() if one["method"] == "answerCallbackQuery"]
    unknown = sentence(translator("en"), "button_unknown", {}).unescape()
    assert [one["parameters"]["text"] for one in told] == [unknown]


async def key_of_draft(stage: Stage, person: Person) -> str:
    async with stage.app.unit_of_work.store.look() as tx:
        draft = await drafts.of_member(tx, (await person.member()).id)
    return str(draft.fields[KEY]) if draft else ""


async def not_handled(stage: Stage) -> list[tuple[Any, ...]]:
    """Updates that were not handled at the first try."""
    failed = select(schema.inbox.c.body, schema.inbox.c.error).where(
        schema.inbox.c.state != InboxState.HANDLED
    )
    async with stage.app.unit_of_work.store.look() as tx:
        return [tuple(row) for row in await tx.execute(failed)]
