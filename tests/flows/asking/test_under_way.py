"""Words that are written while a question is under way, or may be: the replica that sends it may
have died after it arrived, and nobody else knows.

Bob alone belongs to North.
"""

from dataclasses import replace

import pytest

from bot.chat.handlers.people.words import written
from bot.domain.asking.answers import AnswerState
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Delivery
from bot.errors import OutOfTurnError
from bot.flows.asking import answers
from bot.flows.transport import deliveries
from tests.desk import Office, Phone


@pytest.fixture(params=[True, False], ids=["replicas", "alone"])
async def bob(request: pytest.FixtureRequest, office: Office, team: Team) -> Phone:
    house = replace(office.unit_of_work.house, shared=request.param)
    office.unit_of_work = replace(office.unit_of_work, house=house)
    bob = await office.member("Bob", team)
    await office.begin(team)
    return bob


async def under_way(office: Office, bob: Phone) -> Delivery:
    """Bob's next question: taken to be sent, and not noted yet."""
    at, asked = bob.with_id(AskQuestion)
    tapped = (bob.actor, asked.answer_id, "4", Visibility.PRIVATE)
    await bob.acts(lambda step: answers.tap(step, *tapped), at)
    return await taken(office)


async def taken(office: Office) -> Delivery:
    (question,) = await office.do(lambda step: deliveries.take(step, 100, ()))
    return question


async def arrived(office: Office, question: Delivery) -> int:
    """Note it as sent; the id it has got."""
    number = office.next_message()
    await office.do(lambda step: deliveries.sent(step, [(question, number)]))
    return number


async def writes(office: Office, bob: Phone, text: str, at: int, reply_to: int = 0) -> None:
    """Write message `at` at this moment."""
    content = bob.message(at, text, reply_to)
    await office.act(
        replace(bob.presses(at), is_pressed=False),
        lambda step: written(step, bob.actor, content),
    )


async def second_answer(bob: Phone) -> str:
    return await bob.words((await bob.answers())[1])


async def test_the_next_question_goes_out_before_the_one_before_is_tidied_up(
    office: Office, bob: Phone
) -> None:
    tapped_under, _ = bob.with_id(AskQuestion)
    question = await under_way(office, bob)
    assert question.kind == AskQuestion.__name__
    await arrived(office, question)
    (tidying,) = await office.owed()
    assert tidying.edits == tapped_under


async def test_words_wait_while_nobody_knows_whether_the_question_stands_above_them(
    office: Office, bob: Phone
) -> None:
    question = await under_way(office, bob)
    number, at = office.next_message(), office.next_message()
    with pytest.raises(OutOfTurnError):
        await writes(office, bob, "As always", at)
    await office.do(lambda step: deliveries.sent(step, [(question, number)]))
    await writes(office, bob, "As always", at)
    assert await second_answer(bob) == "As always"


async def test_words_under_a_question_whose_sender_died_answer_it_once_another_sends_it(
    office: Office, bob: Phone
) -> None:
    question = await under_way(office, bob)
    at = office.next_message()
    with pytest.raises(OutOfTurnError):
        await writes(office, bob, "As always", at)
    again = await taken(office)
    assert again.id == question.id
    await arrived(office, again)
    await writes(office, bob, "As always", at)
    assert await second_answer(bob) == "As always"


async def test_words_that_crossed_with_a_question_do_not_answer_it(
    office: Office, bob: Phone
) -> None:
    question = await under_way(office, bob)
    at = office.next_message()
    await arrived(office, question)
    await writes(office, bob, "5", at)
    first, second = await bob.answers()
    assert first.options == ("4",)
    assert second.state is AnswerState.ASKED


async def test_whoever_points_at_a_message_does_not_wait(office: Office, bob: Phone) -> None:
    before, _ = bob.with_id(AskQuestion)
    await under_way(office, bob)
    await writes(office, bob, "5", office.next_message(), reply_to=before)
    assert (await bob.answers())[0].options == ("5",)
