"""What tells who words are about goes out to nobody unless it is no name after all; their author
decides. Bob belongs to North with four others, among them Karin."""

import pytest
from sqlalchemy import select

from bot.domain.asking.answers import AnswerState
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept, ChooseReaders
from bot.domain.messages.asking.guard import AskAnew, CheckWords
from bot.errors import Refusal
from bot.flows.asking import levels
from bot.storage.base import upkeep
from bot.storage.base.schema import note, part, pool
from tests.desk import NINE, Office, Phone

TEAM = Visibility.TEAM_UNNAMED
TELLING = "Fatima rang 070-123 45 67 i natt"


async def begin(office: Office) -> Phone:
    """Bob has tapped, and is asked for words."""
    team = await office.team()
    bob, *_ = await office.people(team, "Bob", "Bea", "Cid", "Dora", "Karin")
    await office.begin(team)
    await bob.taps("4")
    return bob


async def shares(bob: Phone, text: str, level: Visibility = TEAM) -> None:
    await bob.writes(text)
    await bob.picks(level)


def shown(bob: Phone) -> tuple[int, CheckWords]:
    return bob.with_id(CheckWords)


async def sends_like_this(bob: Phone, at: int, message: CheckWords) -> None:
    level = message.readers.visibility
    pressed = (message.answer_id, level, message.sent, message.offer)
    await bob.does(levels.send_replaced, *pressed, at=at)


async def says_no_name(bob: Phone, at: int, message: CheckWords) -> None:
    level = message.readers.visibility
    pressed = (message.answer_id, level, message.sent, message.offer)
    await bob.does(levels.say_no_name, *pressed, at=at)


async def texts(office: Office) -> str:
    async with office.unit_of_work.store.look() as tx:
        return " ".join((await tx.execute(select(part.c.text))).scalars())


async def test_words_that_tell_of_nobody_go_their_way(office: Office) -> None:
    bob = await begin(office)
    await shares(bob, "vi hann inte med lunchen i dag")
    assert "CheckWords" not in bob.kinds()
    assert bob.last(AnswerKept).readers.visibility is TEAM


async def test_bob_sees_what_others_would_read_before_anybody_does(office: Office) -> None:
    bob = await begin(office)
    await shares(bob, TELLING)
    _, message = shown(bob)
    found = [one.text for one in message.stretches if one.found]
    assert found == ["Fatima", "070-123 45 67"]
    assert "".join(one.text for one in message.stretches) == TELLING
    (_, answer) = await bob.answers()
    assert (answer.state, answer.visibility) == (AnswerState.BEGUN, Visibility.PRIVATE)


async def test_only_for_him_nothing_is_looked_for(office: Office) -> None:
    bob = await begin(office)
    await shares(bob, TELLING, Visibility.PRIVATE)
    assert bob.last(AnswerKept).reply == TELLING


async def test_once_he_takes_what_is_suggested_no_row_holds_the_name(office: Office) -> None:
    bob = await begin(office)
    await shares(bob, TELLING)
    await sends_like_this(bob, *shown(bob))
    kept = bob.last(AnswerKept)
    assert kept.replaced
    assert kept.readers.visibility is TEAM
    assert "Fatima" not in kept.reply
    assert "070" not in kept.reply
    assert "Fatima" not in await texts(office)
    async with office.unit_of_work.store.look() as tx:
        assert await upkeep.due_at(tx, upkeep.SCRUB) is not None


async def test_what_is_no_name_stays_and_is_not_asked_about_again(office: Office) -> None:
    bob = await begin(office)
    await shares(bob, "Karin sa det bra")
    at, message = shown(bob)
    assert message.doubtful == 1
    await says_no_name(bob, at, message)
    assert bob.last(AnswerKept).reply == "Karin sa det bra"
    await bob.replies(message.answer_id, "och Karin har rätt")
    await bob.picks(TEAM)
    assert "CheckWords" not in bob.kinds()
    assert bob.last(AnswerKept).reply == "Karin sa det bra\noch Karin har rätt"


async def test_what_is_certain_stays_in_his_way_when_the_rest_is_no_name(office: Office) -> None:
    bob = await begin(office)
    await shares(bob, TELLING)
    at, message = shown(bob)
    await says_no_name(bob, at, message)
    _, again = shown(bob)
    assert [one.text for one in again.stretches if one.found] == ["070-123 45 67"]
    assert again.doubtful == 0


async def test_new_words_take_the_place_of_those_that_he_writes_anew(office: Office) -> None:
    bob = await begin(office)
    await shares(bob, TELLING)
    at, message = shown(bob)
    await bob.does(levels.write_anew, message.answer_id, message.wording, at=at)
    assert "CheckWords" not in bob.kinds()
    assert bob.last(AskAnew).answer_id == message.answer_id
    await bob.writes("någon ringde i natt")
    assert bob.last(ChooseReaders).reply == "någon ringde i natt"
    assert "Fatima" not in await texts(office)


async def test_or_he_changes_his_own_message(office: Office) -> None:
    bob = await begin(office)
    await bob.writes("först detta")
    own = await bob.writes(TELLING)
    await bob.picks(TEAM)
    at, message = shown(bob)
    await bob.does(levels.write_anew, message.answer_id, message.wording, at=at)
    await bob.edits(own, "någon ringde i natt")
    assert bob.last(ChooseReaders).reply == "först detta\nnågon ringde i natt"


async def test_if_he_never_does_what_he_wrote_is_his_own_note(office: Office) -> None:
    bob = await begin(office)
    await shares(bob, TELLING)
    at, message = shown(bob)
    await bob.does(levels.write_anew, message.answer_id, message.wording, at=at)
    await office.later(days=9)
    async with office.unit_of_work.store.look() as tx:
        assert [*(await tx.execute(select(pool.c.text))).scalars()] == [""]
        assert [*(await tx.execute(select(note.c.text))).scalars()] == [TELLING]


async def test_he_sends_what_he_was_shown_and_nothing_else(office: Office) -> None:
    """Words that were added since are shown to him first."""
    bob = await begin(office)
    await shares(bob, TELLING)
    at, message = shown(bob)
    await bob.writes("och Omar var arg")
    await sends_like_this(bob, at, message)
    (_, answer) = await bob.answers()
    assert (answer.state, answer.visibility) == (AnswerState.BEGUN, Visibility.PRIVATE)


async def test_an_edit_of_what_is_shared_passes_the_guard_too(office: Office) -> None:
    bob = await begin(office)
    await bob.writes("någon ringde i natt")
    own = max(bob.written)
    await bob.picks(TEAM)
    await bob.edits(own, TELLING)
    await bob.picks(TEAM)
    assert shown(bob)[1].readers.visibility is TEAM


async def test_a_level_that_is_typed_passes_it_as_well(office: Office) -> None:
    bob = await begin(office)
    await bob.writes(TELLING)
    await bob.writes("The team, no name")
    assert "CheckWords" in bob.kinds()


async def test_a_button_of_a_tapped_question_finds_nothing_to_send(office: Office) -> None:
    bob = await begin(office)
    tapped, _ = await bob.answers()
    with pytest.raises(Refusal):
        await bob.does(levels.write_anew, tapped.id, "0a1b2c3d")


async def test_whoever_is_in_the_team_is_a_colleague(office: Office) -> None:
    bob = await begin(office)
    await shares(bob, "Karin sa det bra")
    _, message = shown(bob)
    assert [one.instead for one in message.stretches if one.instead] == ["a colleague"]
    assert office.clock.moment == NINE
