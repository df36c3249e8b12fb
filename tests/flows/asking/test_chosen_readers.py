"""No word ever gets a reader that its author did not choose for it, whatever they do in whatever
order, and whatever is late, crosses or goes out twice.

Bob belongs to North with four others and a critical friend.
"""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.domain.asking.answers import AnswerState
from bot.domain.base.roles import Role
from bot.domain.hearing.receipts import receipt_hash
from bot.domain.messages.asking.answers import AnswerKept
from bot.storage.base.schema import note, pool
from tests.databases import Databases, on_sqlite
from tests.desk import NINE, Office, open_office
from tests.flows.somebody import Somebody

DEEDS = (
    *("writes", "writes", "writes", "replies", "replies", "edits", "types_a_level"),
    *("types_a_number", "begins_to_write", "is_heard", "taps", "switches", "skips", "snoozes"),
    *("answers_after_all", "chooses", "chooses", "chooses", "opens", "withdraws"),
    *("says_which", "keeps_a_note", "reflects", "waits", "is_told_twice", "tidies_up"),
)
plays = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 99), st.integers(0, 3)),
    min_size=4,
    max_size=24,
)


async def begin(office: Office) -> Somebody:
    team = await office.team()
    bob, *_ = await office.people(team, "Bob", "Bea", "Cid", "Dora", "Eve")
    await office.member("Fritz", team, Role.CRITICAL_FRIEND)
    await office.schedule(team, open_hours=47)
    await office.at(NINE)
    return Somebody(office, bob, team.id)


async def play(office: Office, deeds: Sequence[tuple[str, int, int]]) -> None:
    bob = await begin(office)
    for deed, pick, late in deeds:
        await bob.does(deed, pick)
        if late:
            await office.deliver()
    while bob.under_way:
        await bob.does("is_heard", 0)
    await office.deliver()
    await nothing_untrue_stands(bob)
    kept = (await bob.kept()).values()
    await office.later(days=9)
    async with office.unit_of_work.store.look() as tx:
        shared = (await tx.execute(select(pool.c.text, pool.c.visibility))).all()
        own = (await tx.execute(select(note.c.text))).scalars().all()
    for text, level in shared:
        for word in bob.chosen.keys() & set(text.split()):
            assert level in bob.chosen[word], f"{word} of {text}: {level}"
    there = " ".join([*(text for text, _ in shared), *own]).split()
    assert bob.chosen.keys() & set(kept) <= set(there), "lost"


async def nothing_untrue_stands(bob: Somebody) -> None:
    """Wherever the chat says who sees an answer, they do; but for copies that went out in a crash:
    nobody knows where they stand."""
    given = {one.receipt_hash: one for one in await bob.phone.answers()}
    for number, message in bob.phone.shown.items():
        if isinstance(message, AnswerKept) and number not in bob.copies:
            answer = given.get(receipt_hash(message.receipt))
            assert answer is not None, f"{message} is confirmed no longer"
            assert answer.state is AnswerState.GIVEN
            assert answer.visibility is message.readers.visibility
            words = (await bob.phone.words(answer)).split("|")
            assert answer.options or message.reply.split("\n") == words


@on_sqlite
@given(plays)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_no_word_ever_gets_a_reader_that_was_not_chosen_for_it(
    databases: Databases, deeds: Sequence[tuple[str, int, int]]
) -> None:
    async with open_office(await databases.new()) as office:
        await play(office, deeds)


FOUND = {
    "the answer to the next question goes to the one before": [
        ("taps", 0, 1),
        ("skips", 0, 1),
        ("answers_after_all", 0, 1),
        ("replies", 1, 1),
        ("chooses", 3, 1),
        ("writes", 0, 1),
    ],
    "words are added to what has been shared": [
        ("taps", 0, 1),
        ("writes", 0, 1),
        ("chooses", 2, 1),
        ("replies", 1, 1),
    ],
    "a level that is typed chooses for words further up": [
        ("taps", 0, 1),
        ("skips", 0, 1),
        ("writes", 0, 1),
        ("answers_after_all", 0, 1),
        ("replies", 1, 1),
        ("chooses", 3, 0),
        ("types_a_level", 1, 1),
    ],
    "what has been shared is written anew": [
        ("taps", 0, 1),
        ("writes", 0, 1),
        ("chooses", 2, 1),
        ("edits", 0, 1),
    ],
}


@pytest.mark.parametrize("deeds", FOUND.values(), ids=FOUND)
async def test_what_once_broke_does_not(
    office: Office, deeds: Sequence[tuple[str, int, int]]
) -> None:
    await play(office, deeds)
