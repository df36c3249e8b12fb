"""What has to do with something sealed is told from all else before anything of it is stored."""

from typing import Any

import pytest

from bot.chat import incoming
from bot.chat.buttons import encode
from bot.chat.buttons.asking.answers import PickReaders
from bot.chat.buttons.asking.prompts import SkipQuestion
from bot.chat.buttons.hearing.receipts import FollowAnswer
from bot.chat.buttons.people.settings import FinishWalk
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.receipts import new_receipt
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.teams import Team
from bot.errors import OutOfTurnError
from bot.flows.transport import inbox
from tests.desk import Office, Phone

WEEK = {"days": 3}


class Post:
    """Updates as Telegram sends them, with ids that grow."""

    def __init__(self, office: Office, phone: Phone) -> None:
        self.office = office
        self.phone = phone
        self.last = 0

    def update(self, **content: Any) -> dict[str, Any]:
        self.last += 1
        return {"update_id": self.last, **content}

    def writes(self, message: int, kind: str = "message") -> dict[str, Any]:
        user, chat = {"id": self.phone.id}, {"id": self.phone.id, "type": "private"}
        content = {"message_id": message, "date": 1, "chat": chat, "from": user, "text": "hello"}
        return self.update(**{kind: content})

    def edits(self, message: int) -> dict[str, Any]:
        return self.writes(message, "edited_message")

    def presses(self, press: object) -> dict[str, Any]:
        query = {"id": "1", "from": {"id": self.phone.id}, "data": encode(press)}
        return self.update(callback_query=query)

    async def store(self, *updates: dict[str, Any]) -> tuple[int, int]:
        """How many are kept, and how many that follow pass by."""
        read = [incoming.read(one) for one in updates]
        stored = await self.office.do(lambda step: inbox.store(step, read))
        return stored.kept, stored.passing


@pytest.fixture
async def post(office: Office) -> Post:
    """Bob has been asked, and has written something."""
    team: Team = await office.team()
    bob, *_ = await office.people(team, "Bob", "Bea", "Cid", "Dora", "Eve")
    await office.begin(team)
    await bob.taps("4")
    return Post(office, bob)


async def test_a_receipt_is_never_stored_not_even_before_the_seal(post: Post) -> None:
    assert await post.store(post.presses(FollowAnswer(new_receipt()))) == (0, 1)


async def test_a_button_of_an_answer_is_stored_while_the_answer_is_open(post: Post) -> None:
    answer = post.phone.last(AskQuestion).answer_id
    presses = (SkipQuestion(answer), PickReaders(answer, Visibility.PRIVATE, "0", "0"))
    for press in presses:
        assert await post.store(post.presses(press)) == (1, 0)
    await post.office.later(**WEEK)
    for press in presses:
        assert await post.store(post.presses(press)) == (0, 1)


async def test_a_change_is_stored_while_its_message_is_part_of_an_open_answer(post: Post) -> None:
    written = await post.phone.writes("The bus was late")
    assert await post.store(post.edits(written)) == (1, 0)
    assert await post.store(post.edits(written + 1000)) == (0, 1)
    await post.office.do(lambda step: inbox.handled(step, 1))
    await post.office.later(**WEEK)
    assert await post.store(post.edits(written)) == (0, 1)


@pytest.mark.parametrize("together", [True, False])
async def test_a_change_is_stored_while_its_message_waits_in_the_inbox(
    post: Post, *, together: bool
) -> None:
    written, edited = post.writes(77), post.edits(77)
    if together:
        assert await post.store(written, edited) == (2, 0)
    else:
        assert await post.store(written) == (1, 0)
        assert await post.store(edited) == (1, 0)


async def test_all_else_is_stored(post: Post) -> None:
    await post.office.later(**WEEK)
    assert await post.store(post.writes(78), post.presses(FinishWalk())) == (2, 0)


async def test_what_comes_after_it_is_not_stored_before_it_is_handled(post: Post) -> None:
    receipt = FollowAnswer(new_receipt())
    batch = [
        post.writes(78),
        post.presses(receipt),
        post.presses(receipt),
        post.writes(79),
        post.presses(receipt),
    ]
    assert await post.store(*batch) == (1, 2)
    assert await post.office.do(inbox.next_offset) == 2


async def test_it_waits_until_what_the_person_did_before_has_been_handled(post: Post) -> None:
    await post.store(post.writes(78))
    press = incoming.read(post.presses(FollowAnswer(new_receipt())))
    with pytest.raises(OutOfTurnError):
        await post.office.do(lambda step: inbox.in_turn(step, press))
    await post.office.do(lambda step: inbox.handled(step, 1))
    await post.office.do(lambda step: inbox.in_turn(step, press))
