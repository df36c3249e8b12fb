"""The dispatcher: everybody's updates in their own order, and nobody waits for somebody else."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from telegram import Update

from bot.chat import incoming
from bot.chat.dispatcher import BATCH, LANES, Dispatcher
from bot.chat.wakeup import Wakeup
from bot.domain.transport.inbox import LEFT_BEHIND, RETRY_AFTER, InboxState
from bot.errors import StorageError
from bot.flows.base.unit_of_work import OWN
from bot.flows.transport import inbox
from bot.storage.transport import inbox as rows
from tests.databases import on_postgresql
from tests.desk import Office

Act = Callable[[Update], Any]


class Handlers:
    """Stands for the application: notes what it was given, and does to some what a test says."""

    bot = None

    def __init__(self, office: Office) -> None:
        self.office = office
        self.seen: defaultdict[int, list[str]] = defaultdict(list)
        self.acts: dict[int, Act] = {}
        self.at_work = 0
        self.most_at_work = 0

    async def process_update(self, update: Update) -> None:
        assert update.effective_user is not None
        assert update.message is not None
        person = update.effective_user.id
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        try:
            if person in self.acts:
                await self.acts[person](update)
            async with self.office.unit_of_work.step(OWN, lane=person) as step:
                if await inbox.handled(step, update.update_id):
                    self.seen[person].append(update.message.text or "")
        finally:
            self.at_work -= 1


class Post:
    """A dispatcher in its surroundings."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.handlers = Handlers(office)
        self.bell = Wakeup()
        self.dispatcher = Dispatcher(self.handlers, office.unit_of_work, self.bell)  # type: ignore[arg-type] # they stand in
        self.last = 0

    async def arrives(self, *texts: tuple[int, str]) -> None:
        updates = [self.update(person, text) for person, text in texts]
        await self.stored(*updates)

    async def stored(self, *updates: dict[str, Any]) -> None:
        read = [incoming.read(update) for update in updates]
        await self.office.do(lambda step: inbox.store(step, read))
        self.bell.ring(one.lane for one in read)

    def update(self, person: int, text: str) -> dict[str, Any]:
        self.last += 1
        user = {"id": person, "is_bot": False, "first_name": "P"}
        chat = {"id": person, "type": "private"}
        message = {"message_id": self.last, "date": 1, "chat": chat, "from": user, "text": text}
        return {"update_id": self.last, "message": message}

    async def work(self) -> None:
        """Handle all that can be handled now; it must come to an end by itself."""
        for _ in range(50):
            if not await self.dispatcher.work():
                return
        raise AssertionError("the dispatcher spins")

    async def later(self, span: timedelta) -> None:
        self.office.clock.moment += span
        await self.work()

    async def state(self, update_id: int) -> InboxState:
        async with self.office.unit_of_work.store.look() as tx:
            found = await rows.by_id(tx, 1, update_id)
        assert found is not None
        return found.state


@pytest.fixture
def post(office: Office) -> Post:
    return Post(office)


async def fails(update: Update) -> None:
    raise LookupError(update.message and update.message.text)


async def test_each_persons_updates_are_handled_in_order_however_many(post: Post) -> None:
    people = 60
    count = BATCH + 100
    await post.arrives(*((n % people, str(n)) for n in range(count)))
    await post.work()
    for person in range(people):
        assert post.handlers.seen[person] == [str(n) for n in range(person, count, people)]
    assert 1 < post.handlers.most_at_work <= LANES


async def test_one_person_may_fill_a_batch_alone(post: Post) -> None:
    await post.arrives(*((1, str(n)) for n in range(BATCH + 1)), (2, "hello"))
    await post.work()
    assert post.handlers.seen[1] == [str(n) for n in range(BATCH + 1)]
    assert post.handlers.seen[2] == ["hello"]
    assert post.handlers.most_at_work <= 2


async def test_an_update_that_fails_is_tried_again_and_then_parked_and_its_lane_goes_on(
    post: Post,
) -> None:
    async def poison(update: Update) -> None:
        if update.message and update.message.text == "poison":
            await fails(update)

    post.handlers.acts[1] = poison
    await post.arrives((1, "before"), (1, "poison"), (1, "after"), (2, "hello"))
    await post.work()
    assert post.handlers.seen == {1: ["before"], 2: ["hello"]}
    for wait in RETRY_AFTER:
        assert await post.state(2) is InboxState.PENDING
        await post.later(wait)
    assert await post.state(2) is InboxState.PARKED
    assert post.handlers.seen[1] == ["before", "after"]


async def test_the_error_that_is_kept_holds_nobodys_words(post: Post) -> None:
    post.handlers.acts[1] = fails
    await post.arrives((1, "my secret"))
    await post.work()
    async with post.office.unit_of_work.store.look() as tx:
        kept = await rows.by_id(tx, 1, 1)
    assert kept is not None
    assert kept.error is not None
    assert kept.error.startswith("LookupError at test_dispatcher.py:")
    assert "secret" not in kept.error


async def test_what_failed_only_once_is_handled_in_its_order(post: Post) -> None:
    tries: list[str] = []

    async def stumble(update: Update) -> None:
        tries.append(update.message.text or "" if update.message else "")
        if len(tries) == 1:
            await fails(update)

    post.handlers.acts[1] = stumble
    await post.arrives((1, "first"), (1, "second"))
    await post.work()
    await post.later(RETRY_AFTER[0])
    assert post.handlers.seen[1] == ["first", "second"]


async def test_an_update_that_no_library_can_read_is_parked_alone(post: Post) -> None:
    post.last += 1
    await post.stored({"update_id": 1, "message": {"from": {"id": 1}, "date": "never"}})
    await post.arrives((1, "after"), (2, "hello"))
    await post.work()
    assert post.handlers.seen == {2: ["hello"]}
    for wait in RETRY_AFTER:
        await post.later(wait)
    assert await post.state(1) is InboxState.PARKED
    assert post.handlers.seen[1] == ["after"]


async def told(post: Post) -> list[int]:
    """Whom the bot owes a word."""
    return [one.chat_id for one in await post.office.owed()]


async def test_whose_updates_are_parked_is_told_once_and_nobody_else(post: Post) -> None:
    post.handlers.acts[1] = fails
    await post.arrives((1, "one"), (1, "two"), (2, "hello"))
    for wait in (timedelta(0), *RETRY_AFTER):
        await post.later(wait)
    assert [await post.state(n) for n in (1, 2)] == [InboxState.PARKED, InboxState.PENDING]
    assert await told(post) == [1]
    await post.office.deliver()
    for wait in RETRY_AFTER:
        await post.later(wait)
    assert await post.state(2) is InboxState.PARKED
    assert await told(post) == []


async def test_what_cannot_be_owned_up_to_is_parked_all_the_same(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "own_up", fails)
    post.handlers.acts[1] = fails
    await post.arrives((1, "one"))
    for wait in (timedelta(0), *RETRY_AFTER):
        await post.later(wait)
    assert await post.state(1) is InboxState.PARKED


async def test_many_that_wait_for_another_try_do_not_starve_the_others(post: Post) -> None:
    for person in range(1, BATCH + 2):
        post.handlers.acts[person] = fails
    await post.arrives(*((person, "stuck") for person in range(1, BATCH + 2)), (9999, "hello"))
    await post.work()
    assert post.handlers.seen == {9999: ["hello"]}


async def test_an_update_handled_before_its_note_failed_is_not_handled_again(post: Post) -> None:
    """As when the button's spinner cannot be stopped after the step is done."""

    async def after_the_step(update: Update) -> None:
        async with post.office.unit_of_work.step() as step:
            await inbox.handled(step, update.update_id)
        await fails(update)

    post.handlers.acts[1] = after_the_step
    await post.arrives((1, "once"))
    await post.work()
    assert await post.state(1) is InboxState.HANDLED


async def test_somebody_slow_does_not_hold_up_the_others(post: Post) -> None:
    slow, begun, met = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def wait(_: Update) -> None:
        begun.set()
        await slow.wait()

    async def meet(_: Update) -> None:
        met.set()

    post.handlers.acts = {1: wait, 2: meet}
    await post.arrives((1, "slow"))
    running = asyncio.create_task(post.dispatcher.run())
    await begun.wait()
    await post.arrives((1, "after"), (2, "hello"))
    async with asyncio.timeout(10):
        await met.wait()
    assert post.handlers.seen[1] == []
    slow.set()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert post.handlers.seen[1] == ["slow"]


async def test_stopped_it_finishes_the_update_at_hand_and_leaves_the_rest(post: Post) -> None:
    slow, begun = asyncio.Event(), asyncio.Event()

    async def wait(_: Update) -> None:
        begun.set()
        await slow.wait()

    post.handlers.acts[1] = wait
    await post.arrives((1, "at hand"), (1, "next"))
    running = asyncio.create_task(post.dispatcher.run())
    await begun.wait()
    running.cancel()
    while not post.dispatcher.stopping:  # noqa: ASYNC110 - it may be looking into the database
        await asyncio.sleep(0)
    slow.set()
    await asyncio.gather(running, return_exceptions=True)
    assert post.handlers.seen[1] == ["at hand"]
    assert await post.state(2) is InboxState.PENDING


async def test_trouble_of_the_database_is_not_held_against_an_update(post: Post) -> None:
    told = asyncio.Event()

    async def full(_: Update) -> None:
        told.set()
        raise StorageError("the disk is full")

    post.handlers.acts = {1: full, 2: full}
    await post.arrives((1, "stuck"), (2, "stuck"))
    running = asyncio.create_task(post.dispatcher.run())
    await told.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    async with post.office.unit_of_work.store.look() as tx:
        kept = await rows.by_id(tx, 1, 1)
    assert kept is not None
    assert (kept.state, kept.attempts) == (InboxState.PENDING, 0)


async def test_what_could_not_even_be_noted_is_handled_once_the_database_is_well(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries, twice, handled = 0, asyncio.Event(), asyncio.Event()

    async def full(*_: object, **__: object) -> bool:
        nonlocal tries
        tries += 1
        if tries > 1:
            twice.set()
        raise StorageError("disk full")

    async def mended(_: Update) -> None:
        handled.set()

    post.handlers.acts[1] = fails
    await post.arrives((1, "stuck"), (2, "hello"))
    async with asyncio.timeout(20):
        with monkeypatch.context() as disk:
            disk.setattr(inbox, "failed", full)
            running = asyncio.create_task(post.dispatcher.run())
            await twice.wait()
            post.handlers.acts[1] = mended
        await handled.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert post.handlers.seen == {1: ["stuck"], 2: ["hello"]}


async def test_an_error_of_the_program_itself_is_not_borne_with(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "failed", fails)
    post.handlers.acts[1] = fails
    await post.arrives((1, "stuck"))
    with pytest.raises(TypeError):
        async with asyncio.timeout(20):
            await post.dispatcher.run()


async def test_an_update_waits_for_an_older_one_of_the_same_person_that_came_later(
    post: Post,
) -> None:
    """As when Telegram posts a tap and a text side by side."""
    first, second = post.update(1, "first"), post.update(1, "second")

    async def overtaken(update: Update) -> None:
        if update.message and update.message.text == "second":
            await post.stored(first)

    post.handlers.acts[1] = overtaken
    await post.stored(second)
    await post.work()
    assert post.handlers.seen[1] == ["first", "second"]


@on_postgresql
async def test_of_two_replicas_one_handles_what_it_stored_and_the_other_what_is_left_behind(
    post: Post,
) -> None:
    other = Post(post.office)
    other.last = 10
    await post.arrives((1, "mine"))
    await other.arrives((2, "yours"))
    await post.work()
    assert post.handlers.seen == {1: ["mine"]}
    post.office.clock.moment += LEFT_BEHIND
    await post.work()
    assert post.handlers.seen == {1: ["mine"], 2: ["yours"]}
    await other.work()
    assert other.handlers.seen == {}


@on_postgresql
async def test_a_lane_in_which_another_replica_is_at_work_is_left_to_it(post: Post) -> None:
    await post.arrives((1, "first"), (2, "hello"))
    async with post.office.unit_of_work.step(OWN, lane=1):
        await post.work()
    assert post.handlers.seen == {2: ["hello"]}
    await post.work()
    assert post.handlers.seen == {2: ["hello"]}, "it is not looked at again at once"
    await post.arrives((1, "second"))
    await post.work()
    assert post.handlers.seen == {1: ["first", "second"], 2: ["hello"]}


@pytest.mark.parametrize("kind", ["callback_query", "message", "my_chat_member"])
@pytest.mark.parametrize("body", ["garbage", 7, [1], {"data": 7}])
async def test_what_nobody_can_decode_is_parked_like_anything_else(
    post: Post, kind: str, body: object
) -> None:
    await post.stored({"update_id": 99, kind: body})
    await post.arrives((2, "hello"))
    await post.work()
    for wait in RETRY_AFTER:
        await post.later(wait)
    assert post.handlers.seen == {2: ["hello"]}
    assert await post.state(99) is InboxState.PARKED
