"""A message that came twice, as the bot died while it was sent: what was chosen under one copy, the
other does not go on showing otherwise once somebody has pressed it.

Bob belongs, and so do four others.
"""

from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerElsewhere, AnswerKept, ChooseReaders
from bot.domain.messages.asking.prompts import AskQuestion, ClosingSummary
from bot.domain.people.teams import Team
from bot.flows.asking import answers, copies, levels, prompts
from bot.flows.base.envelope import decode
from bot.flows.hearing import receipts
from bot.flows.people import settings
from bot.flows.transport import deliveries
from tests.desk import NINE, Office, Phone

PRIVATE, UNNAMED = Visibility.PRIVATE, Visibility.TEAM_UNNAMED


async def comes_twice(office: Office, phone: Phone) -> int:
    """The next message to somebody is sent, and nobody notes it; so it is sent again. The id of the
    copy of which the bot knows nothing."""
    copy = 0
    for one in await office.do(lambda step: deliveries.take(step, 10, ())):
        if one.chat_id == phone.id:
            copy = office.next_message()
            phone.shown[copy] = decode(one.kind, one.body or "")
    office.clock.moment = office.clock.moment.replace(second=office.clock.moment.second + 30)
    await office.deliver()
    assert copy
    return copy


async def asked_twice(office: Office, team: Team, bob: Phone) -> tuple[int, int, int]:
    """The first question: both copies, and which answer they ask for."""
    await office.schedule(team)
    office.clock.moment = NINE
    await office.do_what_is_due()
    copy = await comes_twice(office, bob)
    known, asked = bob.with_id(AskQuestion)
    assert known != copy
    return copy, known, asked.answer_id


async def changed_to_private(bob: Phone, at: int, answer_id: int) -> None:
    """From counted, by the buttons under the confirmation."""
    kept = bob.shown[at]
    assert isinstance(kept, AnswerKept)
    await bob.does(receipts.follow, kept.receipt, at=at)
    await bob.does(prompts.show, answer_id, PRIVATE, at=at)


async def test_a_copy_that_is_pressed_shows_how_the_question_was_answered(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    copy, known, answer_id = await asked_twice(office, team, bob)
    await bob.does(answers.tap, answer_id, "4", UNNAMED, at=known)
    await changed_to_private(bob, known, answer_id)
    await bob.does(copies.pressed, prompts.skip, answer_id, at=copy)
    shown = bob.shown[copy]
    assert isinstance(shown, AskQuestion)
    assert (shown.chosen, shown.visibility) == (("4",), PRIVATE)


async def test_from_then_on_it_is_changed_with_the_other(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    copy, known, answer_id = await asked_twice(office, team, bob)
    await bob.does(answers.tap, answer_id, "4", UNNAMED, at=known)
    await bob.does(copies.pressed, prompts.offer_later, answer_id, at=copy)
    await changed_to_private(bob, known, answer_id)
    shown = bob.shown[copy]
    assert isinstance(shown, AskQuestion)
    assert shown.visibility is PRIVATE
    await bob.does(answers.tap, answer_id, "5", PRIVATE, at=known)
    shown = bob.shown[copy]
    assert isinstance(shown, AskQuestion)
    assert shown.chosen == ("5",)


async def test_a_copy_that_asks_who_may_see_it_says_that_this_was_chosen(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    asked = bob.last(AskQuestion)
    number = office.next_message()
    await bob.acts(lambda step: answers.words(step, bob.actor, asked.answer_id, "One", number))
    copy = await comes_twice(office, bob)
    known, _ = bob.with_id(ChooseReaders)
    await bob.picks(UNNAMED)
    await bob.does(copies.pressed, levels.explain, asked.answer_id, at=copy)
    assert isinstance(bob.shown[copy], AnswerElsewhere)
    assert isinstance(bob.shown[known], AnswerKept)
    await bob.does(copies.pressed, levels.explain, asked.answer_id, at=known)
    assert isinstance(bob.shown[known], AnswerKept)


async def test_both_copies_of_the_thanks_are_kept_true_once_one_was_pressed(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    await office.begin(team)
    await office.later(days=7)
    await bob.taps("4")
    for text in ("One", "Two"):
        await bob.writes(text)
        await bob.picks(UNNAMED)
    await bob.writes("Three")
    at, asked = bob.with_id(ChooseReaders)
    chosen = (asked.answer_id, UNNAMED, asked.wording, asked.offer)
    await bob.acts(lambda step: levels.choose(step, bob.actor, *chosen), at)
    office.clock.moment = office.clock.moment.replace(second=1)
    while not [one for one in await office.owed() if one.kind == "ClosingSummary"]:
        for one in await office.owed():
            await office.deliver_one(one)
    copy = await comes_twice(office, bob)
    known, summary = bob.with_id(ClosingSummary)
    assert summary.usual is not None
    await bob.does(settings.keep_usual, summary.usual.answer_id, at=copy)
    for number in (copy, known):
        shown = bob.shown[number]
        assert isinstance(shown, ClosingSummary)
        assert shown.usual is None
    kept, confirmed = bob.with_id(AnswerKept)
    await bob.does(receipts.follow, confirmed.receipt, at=kept)
    await bob.picks(PRIVATE)
    for number in (copy, known):
        shown = bob.shown[number]
        assert isinstance(shown, ClosingSummary)
        assert shown.kept[-1].readers.visibility is PRIVATE
