"""What is new to somebody is explained once, and nothing is kept for that of who answered."""

from datetime import date

from bot.domain.asking.hints import Hint
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import ChooseReaders
from bot.flows.asking import answers, rounds
from bot.storage.people import members
from tests.desk import NINE, Office, Phone

UNNAMED = Visibility.TEAM_UNNAMED


async def is_asked(office: Office) -> tuple[Phone, ...]:
    """Six people of a Team that has a critical friend."""
    team = await office.team()
    people = await office.people(team, "Bob", "Bea", "Cid", "Dora", "Eve", "Fay")
    await office.member("Fritz", team, Role.CRITICAL_FRIEND)
    await office.schedule(team)
    await office.at(NINE)
    return tuple(people)


async def next_hints(office: Office) -> set[tuple[Hint | None, date | None]]:
    """Of all who are in the Team and are asked."""
    async with office.unit_of_work.store.look() as tx:
        everybody = await members.everybody(tx)
    return {(one.next_hint, one.hint_from) for one in everybody if one.name != "Fritz"}


async def test_who_may_see_it_is_explained_with_the_first_words_and_asked_with_the_next(
    office: Office,
) -> None:
    bob, *_ = await is_asked(office)
    await bob.taps("4")
    await bob.writes("One")
    assert not bob.last(ChooseReaders).brief
    await bob.writes("More of it")
    assert not bob.last(ChooseReaders).brief
    await bob.picks(UNNAMED)
    await bob.writes("Two")
    assert bob.last(ChooseReaders).brief


async def test_what_stands_in_a_line_is_explained_on_a_tap(office: Office) -> None:
    bob, *_ = await is_asked(office)
    await bob.taps("4")
    for words in ("One", "Two"):
        await bob.writes(words)
        at, asked = bob.with_id(ChooseReaders)
        await bob.picks(UNNAMED)
    await bob.writes("Three")
    at, asked = bob.with_id(ChooseReaders)
    assert asked.brief
    await bob.does(answers.explain_readers, asked.answer_id, at=at)
    again, explained = bob.with_id(ChooseReaders)
    assert again == at
    assert not explained.brief
    await bob.picks(Visibility.FRIEND)
    assert [one.visibility for one in await bob.answers()][-1] is Visibility.FRIEND


async def test_from_the_second_round_on_it_stands_in_a_line(office: Office) -> None:
    bob, *_ = await is_asked(office)
    await bob.answers_all("One", "Two", "Three", level=UNNAMED)
    await office.later(days=7)
    await bob.taps("4")
    await bob.writes("One")
    assert bob.last(ChooseReaders).brief


async def test_what_is_kept_of_it_is_the_same_of_who_answered_and_of_who_did_not(
    office: Office,
) -> None:
    bob, *_ = await is_asked(office)
    await bob.answers_all("One", "Two", "Three", level=UNNAMED)
    assert await next_hints(office) == {(Hint.HABITS, date(2026, 3, 9))}


async def test_where_there_is_nobody_to_choose_yet_it_is_explained_when_there_is(
    office: Office,
) -> None:
    team = await office.team(chat_id=None, chat_title="", chat_people=None)
    bob = await office.member("Bob", team)
    await office.begin(team)
    assert await next_hints(office) == {(Hint.READERS, None)}
    await bob.taps("4")
    await bob.writes("One")
    assert not bob.last(ChooseReaders).brief


async def test_who_begins_by_themself_reads_it_and_leaves_no_trace_of_that(office: Office) -> None:
    team = await office.team()
    bob, *_ = await office.people(team, "Bob", "Bea", "Cid", "Dora", "Eve", "Fay")
    await bob.does(rounds.start_reflection, team.id, "end-of-shift")
    await bob.taps("calm")
    await bob.writes("One")
    assert not bob.last(ChooseReaders).brief
    assert await next_hints(office) == {(Hint.READERS, None)}
