"""Words go where their author meant them, and to whom; what is deleted is deleted.

Short plays tell how it went wrong; then one person does everything there is with words, in orders
that are drawn at random, while messages cross and the bot dies.
"""

import random
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from unittest import mock

import pytest

from bot.domain.base import actors
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept, ChooseReaders
from bot.domain.messages.asking.prompts import AskQuestion, Skipped
from bot.flows.asking import levels, prompts
from bot.flows.base.step import Step
from bot.flows.base.told import Telling
from bot.flows.hearing import receipts
from bot.flows.transport import deliveries
from bot.flows.transport.deliveries import Failure, FailureKind
from tests.attack import deeds
from tests.attack.cast import Actor, Cast
from tests.attack.conftest import FEW, HISTORIES
from tests.attack.deeds import carried
from tests.attack.history import Deed, History
from tests.attack.story import listed, tokens
from tests.databases import on_sqlite
from tests.desk import Office, Phone

pytestmark = on_sqlite

NAMES = ("Alva", "Bertil", "Cilla", "Doris", "Ellen")

SEEDS = range(10 if HISTORIES <= FEW else HISTORIES)


async def begun(office: Office, seed: int = 0) -> History:
    """Five people are asked on a Monday."""
    north = await office.team(chat_id=-100, chat_title="North together")
    people = [Actor(phone, 1) for phone in await office.people(north, *NAMES)]
    await office.begin(north)
    alva, *others = people
    cast = Cast(
        north=north,
        south=north,
        staff=[alva],
        leader=others[0],
        manager=others[1],
        friends=others[2:],
    )
    history = History(office, seed, cast)
    await history.notice()
    return history


async def shared_with(phone: Phone) -> dict[str, Visibility]:
    """Each token that others are to read, with the level at which it stands."""
    return {
        token: one.visibility
        for one in await phone.answers()
        if one.visibility is not Visibility.PRIVATE
        for token in tokens(await phone.words(one))
    }


async def test_words_for_the_open_question_do_not_go_to_the_answer_before(office: Office) -> None:
    h = await begun(office)
    alva = h.cast.staff[0].phone
    await alva.taps("4")
    at, second = alva.with_id(AskQuestion)
    await alva.does(prompts.skip, second.answer_id, at=at)
    at, skipped = alva.with_id(Skipped)
    await alva.does(prompts.take_up, skipped.answer_id, at=at)
    await alva.writes("zq00001k for the second", reply_to=at)
    await alva.picks(Visibility.TEAM_NAMED)
    await alva.writes("zq00002k for the third, which is open")
    stands = await shared_with(alva)
    assert "zq00002k" not in stands, (
        f"the words for the third question stand at {stands['zq00002k']} under the second, and"
        " nobody has asked Alva who may see them"
    )


async def test_a_note_below_a_confirmation_that_came_last_goes_to_no_answer(
    office: Office,
) -> None:
    """The message that is to become the confirmation is gone, or the bot died meanwhile: so it
    comes below the closing summary."""
    h = await begun(office)
    alva = h.cast.staff[0].phone
    await alva.taps("4")
    for number in range(3):
        await alva.writes(f"zq0000{number}k said")
        at, asked = alva.with_id(ChooseReaders)
        await alva.acts(partial(choose, alva.actor, asked), at)
        await change_nothing(office)
    assert isinstance(alva.shown[max(alva.shown)], AnswerKept)
    await alva.writes("zq00009k only a note to myself")
    assert "zq00009k" not in await shared_with(alva), "it was appended to a shared answer"


async def choose(actor: actors.Actor, asked: ChooseReaders, step: Step) -> Telling:
    level = Visibility.TEAM_NAMED
    return await levels.choose(step, actor, asked.answer_id, level, *carried(asked))


async def change_nothing(office: Office) -> None:
    """Deliver what is owed; no message that stands in a chat can be changed."""
    while waiting := await office.owed():
        for one in waiting:
            if one.edits is None:
                await office.do(partial(deliveries.sent, pairs=[office.arrive(one)]))
            else:
                gone = Failure(kind=FailureKind.LOST, reason="message to edit not found")
                await office.do(partial(deliveries.failed, delivery=one, failure=gone))


async def test_what_is_deleted_stands_in_no_message_of_the_bot(office: Office) -> None:
    h = await begun(office)
    alva = h.cast.staff[0].phone
    await alva.taps("4")
    for number in range(3):
        await alva.writes(f"zq0000{number}k said")
        await alva.picks(Visibility.TEAM_UNNAMED)
    at, kept = next((n, m) for n, m in alva.shown.items() if "zq00000k" in repr(m))
    assert isinstance(kept, AnswerKept)
    await alva.does(receipts.ask_withdrawal, kept.receipt, at=at)
    await alva.does(receipts.withdraw, kept.receipt, at=at)
    left = [type(one).__name__ for one in alva.shown.values() if "zq00000k" in repr(one)]
    assert left == [], "still in the chat"


WORDS = (
    (deeds.writes, 30),
    (deeds.picks, 30),
    (deeds.taps, 12),
    (deeds.replies, 10),
    (deeds.edits, 10),
    (deeds.skips, 9),
    (deeds.answers_after_all, 9),
    (deeds.snoozes, 3),
    (deeds.presses_a_receipt, 8),
    (deeds.looks_for_an_answer, 5),
    (deeds.sees_the_bot_die, 3),
)


def drawn(rng: random.Random, count: int) -> Iterator[Deed]:
    yield from rng.choices([one for one, _ in WORDS], [often for _, often in WORDS], k=count)


async def nothing() -> None:
    """What is owed stays on its way."""


async def in_any_order(office: Office, seed: int) -> History:
    """One person does forty things; now and then what the bot says to it comes too late."""
    h = await begun(office, seed)
    (alva,) = h.cast.staff
    for deed in drawn(h.rng, 40):
        late = h.rng.random() < 0.2
        with mock.patch.object(office, "deliver", nothing) if late else nullcontext():
            await deed(h, alva)
        if not late:
            await office.deliver()
        await h.notice()
        await h.check_words(alva)
    await office.later(days=3)
    await h.notice()
    return h


@pytest.mark.parametrize("seed", SEEDS)
async def test_no_word_gets_a_reader_that_was_not_chosen_for_it(office: Office, seed: int) -> None:
    h = await in_any_order(office, seed)
    if found := h.story.of_kind("words"):
        pytest.fail(listed([*found, "", *h.story.lines], 60), pytrace=False)
