"""The sender: in order, no faster than allowed, and nothing that goes wrong holds up the others."""

import asyncio
from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.limits import Rates
from bot.domain.base.roles import Role
from bot.domain.transport.deliveries import DeliveryState, Priority
from bot.errors import StorageError
from bot.flows.transport import deliveries as flow
from bot.storage.people import members, teams
from bot.storage.transport import deliveries
from tests.desk import BOT_ID, Office
from tests.post import Post


@pytest.fixture
def post(office: Office) -> Post:
    return Post(office)


def trouble(post: Post, chat: int, *errors: TelegramError) -> None:
    post.telegram.trouble[chat] = [*errors]


async def test_a_chat_gets_its_messages_in_order_and_replies_go_first(post: Post) -> None:
    await post.owe(1, "digest 1", priority=Priority.DIGEST)
    await post.owe(2, "prompt 2", priority=Priority.PROMPT)
    await post.owe(2, "then 2", priority=Priority.PROMPT)
    await post.owe(3, "reply 3")
    await post.work()
    assert post.telegram.texts[:3] == ["reply 3", "prompt 2", "digest 1"]
    assert post.telegram.texts[3] == "then 2"


async def test_what_was_sent_is_noted_with_its_id_and_without_its_words(post: Post) -> None:
    await post.owe(1, "mine")
    await post.work()
    (one,) = await post.kept()
    assert (one.state, one.body, one.message_id) == (DeliveryState.SENT, None, 101)


async def test_what_nobody_can_come_back_to_leaves_nothing(post: Post) -> None:
    await post.owe(1, "mine", subject=None, subject_id=None)
    await post.work()
    assert await post.kept() == []


async def test_a_full_group_waits_alone(post: Post) -> None:
    trouble(post, -5, RetryAfter(35))
    await post.owe(-5, "to the group")
    await post.owe(-5, "and more")
    await post.owe(1, "to Alice")
    await post.owe(2, "to Bob")
    await post.work()
    assert sorted(post.telegram.texts) == ["to Alice", "to Bob", "to the group"]
    assert (await post.kept())[0].not_before == post.office.clock.moment + timedelta(seconds=35)


async def test_a_restart_does_not_forget_that_a_group_is_full(post: Post) -> None:
    trouble(post, -5, RetryAfter(35))
    await post.owe(-5, "to the group")
    await post.work()
    await post.lease.give_up()
    again = Post(post.office)
    await again.work()
    assert again.telegram.texts == []
    post.office.clock.moment += timedelta(seconds=35)
    await again.work()
    assert again.telegram.texts == ["to the group"]


async def test_told_to_wait_by_a_private_chat_the_whole_bot_waits(post: Post) -> None:
    trouble(post, 1, RetryAfter(35))
    await post.owe(1, "to Alice")
    await post.work()
    await post.owe(2, "to Bob")
    await post.owe(-5, "to the group")
    await post.work()
    assert post.telegram.texts == ["to Alice"]


async def test_two_groups_told_to_wait_alike_mean_the_bot(post: Post) -> None:
    trouble(post, -5, RetryAfter(35))
    trouble(post, -6, RetryAfter(35))
    await post.owe(-5, "one")
    await post.owe(-6, "two")
    await post.work()
    await post.owe(1, "to Alice")
    await post.work()
    assert sorted(post.telegram.texts) == ["one", "two"]


@pytest.mark.parametrize(
    "error",
    [NetworkError("Bad Gateway"), NetworkError("ServerDisconnectedError"), TimedOut()],
)
async def test_trouble_that_passes_is_waited_out(post: Post, error: TelegramError) -> None:
    trouble(post, 1, error, error)
    await post.owe(1, "to Alice")
    await post.owe(1, "and more")
    await post.owe(2, "to Bob")
    for _ in range(3):
        await post.work()
        post.office.clock.moment += timedelta(minutes=1)
    await post.work()
    alice = [text for _, chat, text in post.telegram.calls if chat == 1]
    assert alice == ["to Alice", "to Alice", "to Alice", "and more"]
    assert await post.states() == [DeliveryState.SENT] * 3


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("Forbidden: bot was blocked by the user"),
        Forbidden("Forbidden: user is deactivated"),
        BadRequest("Chat not found"),
    ],
)
async def test_who_cannot_be_reached_is_owed_nothing_more(post: Post, error: TelegramError) -> None:
    alice = await post.office.member("Alice", await post.office.team())
    trouble(post, alice.id, error)
    await post.owe(alice.id, "to Alice")
    await post.owe(alice.id, "and more")
    await post.work()
    assert post.telegram.texts == ["to Alice"]
    assert await post.kept() == []
    async with post.office.unit_of_work.store.look() as tx:
        found = await members.by_telegram_id(tx, BOT_ID, alice.id)
    assert found is not None
    assert not found.reachable


async def test_put_out_of_the_channel_the_bot_tells_who_leads(post: Post) -> None:
    team = await post.office.team(chat_id=-5, chat_title="North together")
    alice = await post.office.member("Alice", team, Role.FACILITATOR)
    trouble(post, -5, Forbidden("Forbidden: bot was kicked from the supergroup chat"))
    await post.owe(-5, "heard")
    await post.work()
    async with post.office.unit_of_work.store.look() as tx:
        found = await teams.by_id(tx, team.id)
    assert found is not None
    assert found.chat_id is None
    assert post.telegram.calls[-1][1] == alice.id
    assert "channel_lost" in post.telegram.texts[-1]


async def test_a_group_that_moved_gets_its_messages_at_its_new_place(post: Post) -> None:
    team = await post.office.team(chat_id=-5)
    trouble(post, -5, ChatMigrated(-100500))
    await post.owe(-5, "heard")
    await post.owe(-5, "and more")
    await post.work()
    assert [chat for _, chat, _ in post.telegram.calls] == [-5, -100500, -100500]
    async with post.office.unit_of_work.store.look() as tx:
        assert [one.id for one in await teams.linked_to(tx, BOT_ID, -100500)] == [team.id]


async def test_what_telegram_will_never_take_is_set_aside(post: Post) -> None:
    trouble(post, 1, BadRequest("Message is too long"))
    await post.owe(1, "too long")
    await post.owe(1, "and more")
    await post.work()
    assert post.telegram.texts == ["too long", "and more"]
    assert await post.states() == [DeliveryState.PARKED, DeliveryState.SENT]
    assert (await post.kept())[0].error == "BadRequest: Message is too long"


async def test_what_cannot_be_put_into_words_is_set_aside(post: Post) -> None:
    await post.owe(1, "from a newer version", kind="Unknown")
    await post.owe(1, "and more")
    await post.work()
    assert post.telegram.texts == ["and more"]
    assert await post.states() == [DeliveryState.PARKED, DeliveryState.SENT]


async def test_an_edit_that_changes_nothing_counts_as_done(post: Post) -> None:
    trouble(post, 1, BadRequest("Message is not modified: specified new message content"))
    await post.owe(1, "again", edits=7)
    await post.work()
    (one,) = await post.kept()
    assert (one.state, one.message_id) == (DeliveryState.SENT, 7)


@pytest.mark.parametrize("chat", [1, -5])
async def test_a_change_of_a_message_somebody_deleted_comes_anew_only_to_themself(
    post: Post, chat: int
) -> None:
    trouble(post, chat, BadRequest("Message to edit not found"))
    await post.owe(chat, "changed", edits=7)
    await post.work()
    methods = [method for method, _, _ in post.telegram.calls]
    assert methods == ["editMessageText", *(["sendMessage"] if chat > 0 else [])]


async def test_what_comes_too_late_is_dropped(post: Post) -> None:
    await post.owe(1, "asked yesterday", expires_at=post.office.clock.moment)
    await post.work()
    assert post.telegram.texts == []
    assert await post.kept() == []


async def test_a_message_changed_while_it_was_under_way_is_changed_where_it_stands(
    post: Post,
) -> None:
    arrived = asyncio.Event()
    post.telegram.trouble[-5] = [arrived]
    await post.owe(-5, "words, and withdrawn ones")
    working = asyncio.create_task(post.work())
    await post.telegram.until_sent("words, and withdrawn ones")
    (one,) = await post.kept()
    async with post.office.unit_of_work.store.step() as tx:
        await deliveries.change(tx, one.id, body="words")
    arrived.set()
    await working
    assert [(m, text) for m, _, text in post.telegram.calls] == [
        ("sendMessage", "words, and withdrawn ones"),
        ("editMessageText", "words"),
    ]
    assert await post.states() == [DeliveryState.SENT]


async def stop(running: asyncio.Task[None]) -> None:
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_call_that_hangs_holds_up_only_its_own_chat(post: Post) -> None:
    hangs = asyncio.Event()
    post.telegram.trouble[1] = [hangs]
    await post.owe(1, "stuck")
    running = asyncio.create_task(post.sender.run())
    await post.telegram.until_sent("stuck")
    await post.owe(2, "to Bob")
    await post.owe(1, "and more")
    await post.telegram.until_sent("to Bob")
    assert "and more" not in post.telegram.texts
    hangs.set()
    await post.telegram.until_sent("and more")
    await stop(running)


async def test_a_reply_goes_before_the_prompts_that_wait_for_their_turn(office: Office) -> None:
    slow = Rates(per_second=20, per_chat_per_second=1000, per_group_per_minute=1000)
    post = Post(office, slow)
    for chat in range(1, 9):
        await post.owe(chat, f"prompt {chat}", priority=Priority.PROMPT)
    running = asyncio.create_task(post.sender.run())
    await post.telegram.until_sent("prompt 1")
    await post.owe(99, "reply")
    await post.telegram.until_sent("reply")
    assert len(post.telegram.calls) < 8
    await stop(running)


async def test_stopped_the_sender_notes_what_was_under_way(post: Post) -> None:
    arrives = asyncio.Event()
    post.telegram.trouble[1] = [arrives]
    await post.owe(1, "to Alice")
    running = asyncio.create_task(post.sender.run())
    await post.telegram.until_sent("to Alice")
    running.cancel()
    await asyncio.sleep(0)
    arrives.set()
    await asyncio.gather(running, return_exceptions=True)
    assert await post.states() == [DeliveryState.SENT]


async def test_stopped_while_it_notes_the_sender_notes_after_all(post: Post) -> None:
    await post.owe(1, "to Alice")
    arrives = asyncio.Event()
    post.telegram.trouble[1] = [arrives]
    running = asyncio.create_task(post.sender.run())
    await post.telegram.until_sent("to Alice")
    async with post.office.unit_of_work.store.step():
        # Somebody else is writing, so that the note has to wait for its turn.
        arrives.set()
        for _ in range(20):
            await asyncio.sleep(0)
        running.cancel()
        await asyncio.sleep(0)
    await asyncio.gather(running, return_exceptions=True)
    assert await post.states() == [DeliveryState.SENT]


async def test_broken_off_it_notes_what_was_under_way_and_repeats_nothing(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = asyncio.Event()

    async def full(*_: object) -> None:
        refused.set()
        raise StorageError("the disk is full")

    await post.owe(1, "to Alice")
    running = asyncio.create_task(post.sender.run())
    with monkeypatch.context() as disk:
        disk.setattr("bot.flows.transport.deliveries.sent", full)
        await refused.wait()
    await post.owe(2, "to Bob")
    await post.telegram.until_sent("to Bob")
    await stop(running)
    assert post.telegram.texts == ["to Alice", "to Bob"]
    assert await post.states() == [DeliveryState.SENT] * 2


async def test_when_everything_waits_the_sender_rests(post: Post) -> None:
    later = post.office.clock.moment + timedelta(hours=1)
    for chat in range(5):
        await post.owe(chat, "later", not_before=later)
    assert not await post.sender.work()
    trouble(post, 9, RetryAfter(600))
    await post.owe(9, "now")
    await post.work()
    assert post.limits.rest(0.0, most=1.0) == 1.0
    assert not await post.sender.work()


async def test_a_database_that_is_away_for_a_moment_is_borne_with(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where what arrived cannot be noted: it is noted later, and not sent again."""
    arrives, tried = asyncio.Event(), asyncio.Event()
    post.telegram.trouble[1] = [arrives]
    await post.owe(1, "to Alice")
    running = asyncio.create_task(post.sender.run())
    await post.telegram.until_sent("to Alice")

    async def away(*_: object) -> None:
        tried.set()
        raise StorageError("away")

    with monkeypatch.context() as broken:
        broken.setattr(flow, "sent", away)
        arrives.set()
        async with asyncio.timeout(30):
            await tried.wait()
    await post.owe(1, "and more")
    await post.telegram.until_sent("and more")
    await stop(running)
    assert post.telegram.texts == ["to Alice", "and more"]
    assert await post.states() == [DeliveryState.SENT] * 2
