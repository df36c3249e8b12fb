"""What is new to somebody is explained once, and nothing is kept for that of who answered."""

from datetime import date

import pytest

from bot.domain.asking.hints import Hint
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import ChooseReaders
from bot.domain.messages.asking.prompts import ClosingSummary, UsualLevels
from bot.domain.messages.people.settings import ShowSetting
from bot.domain.people.settings import Setting
from bot.errors import Refusal
from bot.flows.asking import levels, rounds
from bot.flows.people import settings
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
    await bob.does(levels.explain, asked.answer_id, at=at)
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


async def second_week(office: Office) -> Phone:
    """Bob has answered everything that he was asked in his second week."""
    bob, *_ = await is_asked(office)
    await bob.answers_all("One", "Two", "Three", level=UNNAMED)
    assert bob.last(ClosingSummary).usual is None
    await office.later(days=7)
    await bob.answers_all("Four", "Five", "Six", level=UNNAMED)
    return bob


def offered(phone: Phone) -> tuple[int, UsualLevels]:
    at, summary = phone.with_id(ClosingSummary)
    assert summary.usual is not None
    return at, summary.usual


async def test_after_a_week_the_thanks_ask_whether_the_usual_levels_are_still_right(
    office: Office,
) -> None:
    bob = await second_week(office)
    _, usual = offered(bob)
    assert (usual.taps, usual.words) == (UNNAMED, Visibility.PRIVATE)


async def test_one_tap_leaves_them_as_they_are(office: Office) -> None:
    bob = await second_week(office)
    at, usual = offered(bob)
    await bob.does(settings.keep_usual, usual.answer_id, at=at)
    again, summary = bob.with_id(ClosingSummary)
    assert again == at
    assert summary.usual is None
    assert len(summary.kept) == 4


async def test_one_tap_changes_them_and_the_thanks_stay_where_they_stand(office: Office) -> None:
    bob = await second_week(office)
    at, usual = offered(bob)
    await bob.does(settings.change_usual, usual.answer_id, Setting.WORDS, at=at)
    assert bob.with_id(ClosingSummary)[0] == at
    below, shown = bob.with_id(ShowSetting)
    assert below > at
    assert shown.setting is Setting.WORDS
    await bob.does(settings.set_usual_words, Visibility.FRIEND, at=below)
    await office.later(days=7)
    await bob.answers_all("Seven", "Eight", "Nine", level=UNNAMED)
    assert bob.last(ClosingSummary).usual is None


async def test_who_is_asked_and_does_not_answer_is_not_asked_again_later(office: Office) -> None:
    bob, *_ = await is_asked(office)
    await office.later(days=7)
    await office.later(days=7)
    await bob.answers_all("One", "Two", "Three", level=UNNAMED)
    assert bob.last(ClosingSummary).usual is None
    assert await next_hints(office) == {(None, None)}


async def test_after_the_seal_the_offer_says_where_it_is_changed(office: Office) -> None:
    bob = await second_week(office)
    at, usual = offered(bob)
    await office.later(days=3)
    with pytest.raises(Refusal, match="usual_any_time"):
        await bob.does(settings.keep_usual, usual.answer_id, at=at)
