"""A question may stand in a chat although nobody has noted so: the line broke while it was sent.
Words below it answer it all the same.

Bob belongs, and so do four others.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Chat, Message

from bot.chat.handlers.people.words import written
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AskWhich
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import BACKOFF, Delivery
from bot.flows.asking import answers, prompts, rounds
from bot.flows.transport import deliveries
from bot.flows.transport.deliveries import Failure, FailureKind
from tests.desk import Office, Phone

PRIVATE = Visibility.PRIVATE


async def take(office: Office) -> Sequence[Delivery]:
    return await office.do(lambda step: deliveries.take(step, 10, ()))


async def breaks(office: Office, tries: int = 1) -> None:
    """The next message is sent so often, and each time nobody knows whether it got there."""
    for number in range(tries):
        (one,) = await take(office)
        retry_at = office.clock.moment + timedelta(seconds=BACKOFF.wait(number))
        later = Failure(kind=FailureKind.LATER, reason="cut off", retry_at=retry_at)
        await office.fail(one, later)
        if number + 1 < tries:
            office.clock.moment = retry_at


async def arrives(office: Office, message_id: int) -> None:
    """The next message is sent, and that is noted."""
    (one,) = await take(office)
    await office.do(lambda step: deliveries.sent(step, [(one, message_id)]))


async def writes(office: Office, phone: Phone, text: str, at: int, when: datetime) -> None:
    content = Message(at, when, Chat(phone.id, "private"), text=text)
    await office.act(
        replace(phone.presses(at), is_pressed=False),
        lambda step: written(step, phone.actor, content),
    )


async def answered_first(office: Office, team: Team, bob: Phone) -> None:
    """Bob has answered the scale; the next question is owed to him."""
    await office.begin(team)
    at, asked = bob.with_id(AskQuestion)
    chosen = (bob.actor, asked.answer_id, "4", asked.visibility)
    await bob.acts(lambda step: answers.tap(step, *chosen), at)


async def replies(bob: Phone) -> list[str]:
    """The words of each of Bob's answers."""
    return [await bob.words(one) for one in await bob.answers()]


async def test_words_below_a_question_that_is_to_be_sent_again_answer_it(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    await answered_first(office, team, bob)
    await breaks(office)
    await writes(office, bob, "Hurry", 50, office.clock.moment)
    assert await replies(bob) == ["", "Hurry"]


async def test_and_also_when_it_has_been_sent_again_below_them(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    await answered_first(office, team, bob)
    await breaks(office, tries=3)
    seen_at = office.clock.moment
    office.clock.moment += timedelta(seconds=BACKOFF.wait(2))
    await arrives(office, 51)
    await writes(office, bob, "Hurry", 50, seen_at)
    assert await replies(bob) == ["", "Hurry"]


async def test_words_that_may_answer_a_copy_or_an_older_question_ask_which(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    """No times are kept of what was sent."""
    await office.begin(team)
    await bob.does(rounds.start_reflection, team.id, "end-of-shift")
    at, asked = bob.with_id(AskQuestion)
    chosen = (bob.actor, asked.answer_id, "calm", PRIVATE)
    await bob.acts(lambda step: answers.tap(step, *chosen), at)
    await breaks(office)
    office.clock.moment += timedelta(seconds=BACKOFF.wait(1))
    await arrives(office, 51)
    await writes(office, bob, "4", 50, office.clock.moment)
    await office.deliver()
    weekly, _, copied = await bob.answers()
    assert [one.answer_id for one in bob.last(AskWhich).answers] == [copied.id, weekly.id]
    assert await replies(bob) == ["", "", ""]


async def test_of_what_was_sent_twice_only_the_next_below_the_words_may_stand_above_them(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    await answered_first(office, team, bob)
    early = office.next_message()
    await office.deliver()
    at, asked = bob.with_id(AskQuestion)
    await bob.acts(lambda step: prompts.skip(step, bob.actor, asked.answer_id), at)
    await breaks(office)
    office.clock.moment += timedelta(seconds=BACKOFF.wait(1))
    await arrives(office, at + 50)
    await writes(office, bob, "Hurry", early, office.clock.moment)
    await office.deliver()
    assert isinstance(bob.last(AskWhich), AskWhich)
    assert await replies(bob) == ["", "", ""]


async def test_words_that_are_older_than_the_question_do_not(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    """They come late, from a time without network."""
    await answered_first(office, team, bob)
    await breaks(office)
    await writes(office, bob, "5", 50, office.clock.moment - timedelta(minutes=10))
    (scale, words) = await bob.answers()
    assert scale.options == ("4",)
    assert not words.replied
