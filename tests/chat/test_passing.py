"""What has to do with something sealed is handled as it comes; it never holds anybody up."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest
from telegram import Update

from bot.chat import incoming, passing
from bot.chat.buttons import encode
from bot.chat.buttons.hearing.receipts import FollowAnswer
from bot.chat.passing import Passing
from bot.chat.receiver import Receiver
from bot.chat.wakeup import Wakeup
from bot.domain.base.places import Place
from bot.domain.hearing.receipts import new_receipt
from bot.domain.messages.people.people import Said
from bot.domain.transport.inbox import Fate, Incoming
from bot.errors import StorageError
from bot.flows.base.told import At, Told, sealed
from bot.flows.base.unit_of_work import OWN
from bot.flows.transport import inbox
from tests.counting import counted
from tests.desk import Office

Handle = Callable[[Update], Awaitable[None]]


class Application:
    """Handlers that do as they are told, and a bot that remembers its calls."""

    def __init__(self, office: Office, handle: Handle | None = None) -> None:
        self.office = office
        self.handle = handle
        self.passing: dict[int, Incoming] = {}
        self.seen: list[int] = []
        self.said: list[tuple[int, Told]] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.bot = self

    async def process_update(self, update: Update) -> None:
        async with self.office.unit_of_work.step(OWN) as step:
            await inbox.in_turn(step, self.passing[update.update_id])
        if self.handle is not None:
            await self.handle(update)
        self.seen.append(update.update_id)

    def say(self, place: Place, told: Told) -> None:
        self.said.append((place.chat_id, told))

    async def call(self, method: str, wish: dict[str, Any], _: float) -> bool:
        self.calls.append((method, wish))
        return True


def person(id_: int) -> dict[str, Any]:
    return {"id": id_, "is_bot": False, "first_name": "P", "language_code": "sv"}


def pressed(number: int, by: int = 7) -> dict[str, Any]:
    under = {"message_id": 5, "date": 1, "chat": {"id": by, "type": "private"}}
    query = {"id": f"q{number}", "from": person(by), "chat_instance": "1", "message": under}
    return {
        "update_id": number,
        "callback_query": query | {"data": encode(FollowAnswer(new_receipt()))},
    }


def written(number: int, by: int = 7, kind: str = "message") -> dict[str, Any]:
    chat = {"id": by, "type": "private"}
    content = {"message_id": number, "date": 1, "chat": chat, "from": person(by), "text": "hello"}
    return {"update_id": number, kind: content}


async def handle(application: Application, *updates: dict[str, Any], seconds: float = 0) -> None:
    """Handle these, with so much patience."""
    passing_by = Passing(application, application.office.unit_of_work)  # type: ignore[arg-type] # it stands in
    until = time.monotonic() + seconds
    await passing_by.handle([incoming.read(one) for one in updates], until)
    await passing_by.owned_up()


async def test_each_persons_are_handled_in_their_order(office: Office) -> None:
    application = Application(office)
    await handle(application, pressed(1), pressed(2, by=8), pressed(3), pressed(4, by=8))
    assert [n for n in application.seen if n in (1, 3)] == [1, 3]
    assert [n for n in application.seen if n in (2, 4)] == [2, 4]
    assert application.passing == {}
    assert counted(office.unit_of_work.tally, "updates_handled_total", outcome=Fate.HANDLED) == 4


async def test_one_that_fails_once_is_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing, "AGAIN", 0)
    tries: list[int] = []

    async def stumble(update: Update) -> None:
        tries.append(update.update_id)
        if len(tries) == 1:
            raise StorageError("the disk is full")

    application = Application(office, stumble)
    await handle(application, pressed(1), seconds=60)
    assert (tries, application.seen) == ([1, 1], [1])


async def fails(_: Update) -> None:
    raise LookupError


async def test_one_that_fails_for_good_is_let_go_and_the_person_told(office: Office) -> None:
    application = Application(office, fails)
    await handle(application, pressed(1), pressed(2, by=8))
    assert application.seen == []
    assert {wish["callback_query_id"] for _, wish in application.calls} == {"q1", "q2"}
    assert all(wish["show_alert"] for _, wish in application.calls)
    assert counted(office.unit_of_work.tally, "updates_handled_total", outcome=Fate.LET_GO) == 2
    assert (
        counted(office.unit_of_work.tally, "errors_total", where="passing", kind="LookupError") == 2
    )
    async with office.unit_of_work.look() as step:
        assert await inbox.pending(step, 10, ()) == []


async def test_whose_change_could_not_be_looked_at_is_told_so_in_their_language(
    office: Office,
) -> None:
    application = Application(office, fails)
    await handle(application, written(1, kind="edited_message"))
    assert application.said == [(7, sealed("sv", Said(key="change_let_go"), At.POINTING))]


async def test_what_nobody_can_decode_is_let_go_like_anything_else(office: Office) -> None:
    application = Application(office)
    update = pressed(1)
    update["callback_query"]["message"]["chat"] = "nowhere"
    await handle(application, update, pressed(2))
    assert application.seen == [2]


async def test_it_is_let_go_if_what_the_person_did_before_is_never_handled(
    office: Office,
) -> None:
    await office.do(lambda step: inbox.store(step, [incoming.read(written(1))]))
    application = Application(office)
    await handle(application, pressed(2), pressed(3, by=8))
    assert application.seen == [3]
    assert (
        counted(office.unit_of_work.tally, "errors_total", where="passing", kind="OutOfTurnError")
        == 1
    )


async def test_it_is_handled_after_what_the_person_did_before(office: Office) -> None:
    await office.do(lambda step: inbox.store(step, [incoming.read(written(1))]))
    application = Application(office)
    handling = asyncio.create_task(handle(application, pressed(2), seconds=60))
    while not application.passing:  # noqa: ASYNC110 - it may be looking into the database
        await asyncio.sleep(0)
    await office.do(lambda step: inbox.handled(step, 1))
    await handling
    assert application.seen == [2]


async def test_whatever_hangs_holds_up_nobody(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing, "AT_LEAST", 0)

    async def hang(_: Update) -> None:
        await asyncio.Event().wait()

    application = Application(office, hang)
    async with asyncio.timeout(60):
        await handle(application, *(pressed(number) for number in range(1, 100)))
    assert counted(office.unit_of_work.tally, "updates_handled_total", outcome=Fate.LET_GO) == 99
    assert len(application.calls) == 99


class Telegram:
    """One batch of updates."""

    def __init__(self, *updates: dict[str, Any]) -> None:
        self.updates = list(updates)

    async def call(self, *_: Any) -> Sequence[dict[str, Any]]:
        batch, self.updates = self.updates, []
        return batch


async def test_nothing_later_is_stored_before_it_is_handled(office: Office) -> None:
    """A start takes its offset from what is stored: nobody's press is lost by a crash."""
    offsets: list[int | None] = []

    async def look(_: Update) -> None:
        offsets.append(await office.do(inbox.next_offset))

    application = Application(office, look)
    passing_by = Passing(application, office.unit_of_work)  # type: ignore[arg-type] # it stands in
    telegram = Telegram(written(1, by=9), pressed(2), pressed(3), written(4), pressed(5, by=8))
    receiver = Receiver(telegram, office.unit_of_work, passing_by, Wakeup(), poll_seconds=1)
    assert await receiver.poll(0) == 5
    assert offsets == [2, 2, 5]
    assert application.seen == [2, 3, 5]
    assert counted(office.unit_of_work.tally, "updates_received_total") == 5
