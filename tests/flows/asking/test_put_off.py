"""A question that was put off, and answered before it came again."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.asking.prompts import Snooze
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.prompts import AskQuestion, Snoozed
from bot.domain.people.teams import Team
from bot.flows.asking import prompts
from tests.desk import NINE, Office, Phone


async def put_off(office: Office, team: Team, bob: Phone) -> tuple[int, AskQuestion]:
    """Bob is asked, and puts his first question in words off for an hour."""
    await office.begin(team)
    await bob.taps("4")
    at, asked = bob.with_id(AskQuestion)
    await bob.does(prompts.offer_later, asked.answer_id, at=at)
    await bob.does(prompts.snooze, asked.answer_id, Snooze.HOUR, at=at)
    assert isinstance(bob.shown[at], Snoozed)
    return at, asked


async def test_once_it_is_answered_nothing_says_that_it_will_be_asked_again(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob = crowd[0]
    at, asked = await put_off(office, team, bob)
    await bob.writes("fog")
    assert not any(isinstance(one, Snoozed) for one in bob.shown.values())
    await bob.picks(Visibility.PRIVATE)
    shown = bob.shown[at]
    assert isinstance(shown, AskQuestion)
    assert shown.text == asked.text
    await office.later(hours=1)
    assert bob.last(AskQuestion).text != asked.text, "the next question stands last"


async def test_what_bob_chose_to_be_asked_in_an_hour_comes_in_an_hour_whatever_the_time(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """He is asked at half past seven in the evening; his quiet hours begin at eight."""
    bob = crowd[0]
    await office.change(bob, ask_at=19 * 60 + 30)
    await office.schedule(team, reminder=True)
    await office.at(NINE + timedelta(hours=10, minutes=30))
    at, asked = bob.with_id(AskQuestion)
    await bob.does(prompts.snooze, asked.answer_id, Snooze.HOUR, at=at)
    await office.later(hours=1)
    assert bob.kinds() == ["Snoozed", "AskQuestion"]
    await office.later(hours=24)
    assert bob.kinds() == ["Snoozed", "AskQuestion"], "it is not reminded of besides"


async def test_an_old_answer_now_takes_nobodys_next_reply(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob = crowd[0]
    at, asked = await put_off(office, team, bob)
    await bob.writes("fog")
    await bob.picks(Visibility.PRIVATE)
    following = bob.last(AskQuestion)
    await bob.does(prompts.take_up, asked.answer_id, at=at)
    await bob.writes("sun")
    words = {one.id: await bob.words(one) for one in await bob.answers()}
    assert (words[asked.answer_id], words[following.answer_id]) == ("fog", "sun")
    assert bob.shown[at] == replace(asked, answered=True, again=None)
