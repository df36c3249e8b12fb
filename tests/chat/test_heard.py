"""When Telegram is noted as heard, so that nobody is asked again for nothing."""

import asyncio
from datetime import timedelta

import pytest

from bot.errors import StorageError
from bot.flows.asking import absence
from bot.flows.transport import inbox
from tests.chat.polling import (
    Telegram,
    receiver,
    update,
)
from tests.desk import Office


class Steps:
    """Notes how long Telegram had been silent each time that it is noted as heard."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        self.silences: list[float | None] = []
        monkeypatch.setattr("bot.chat.receiver.time", self)
        monkeypatch.setattr(absence, "heard", self.heard)

    def monotonic(self) -> float:
        return self.now

    async def heard(self, _: object, silent: timedelta | None) -> None:
        self.silences.append(None if silent is None else silent.total_seconds())


async def full(*_: object, **__: object) -> int:
    """What stores, or notes, where nothing can be kept."""
    raise StorageError("the disk is full")


async def test_telegram_has_answered_a_poll_although_nothing_can_be_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "store", full)
    polling = receiver(office, Telegram([update(5)]))
    with pytest.raises(StorageError):
        await polling.poll(0)
    assert polling.heard


async def test_telegram_is_not_blamed_for_the_trouble_of_the_database(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "store", full)
    polling = receiver(office, Telegram([update(5)]))
    time = Steps(monkeypatch)
    time.now += 1e6
    with pytest.raises(StorageError):
        await polling.run()
    assert polling.silence() == 0


async def test_that_telegram_is_heard_is_noted_seldom_and_after_a_silence(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Steps(monkeypatch)
    polling = receiver(office, Telegram(*[[]] * 20))
    for seconds in (0, 20, 20, 19, 1, 30, 300, 1):
        steps.now += seconds
        await polling.poll(0)
    assert steps.silences == [None, 20, 300]


async def test_several_short_absences_do_not_add_up_while_none_can_be_noted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with a full disk, while Telegram answers each poll and has nothing to say."""
    steps = Steps(monkeypatch)
    polling = receiver(office, Telegram(*[[]] * 20))
    await polling.poll(0)

    with monkeypatch.context() as disk:
        disk.setattr(absence, "heard", full)
        for _ in range(3):
            steps.now += 75
            with pytest.raises(StorageError):
                await polling.poll(0)
    steps.now += 5
    await polling.poll(0)
    assert steps.silences == [None, 75]


async def test_a_long_absence_is_told_of_once_it_can_be_noted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Steps(monkeypatch)
    polling = receiver(office, Telegram(*[[]] * 20))
    await polling.poll(0)

    steps.now += 300
    with monkeypatch.context() as disk:
        disk.setattr(absence, "heard", full)
        with pytest.raises(StorageError):
            await polling.poll(0)
    steps.now += 5
    await polling.poll(0)
    assert steps.silences == [None, 300]


async def test_what_could_not_be_kept_was_not_heard(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Steps(monkeypatch)
    polling = receiver(office, Telegram([], [update(5)], []))

    await polling.poll(0)
    steps.now += 100
    with monkeypatch.context() as disk:
        disk.setattr(inbox, "store", full)
        with pytest.raises(StorageError):
            await polling.poll(0)
    steps.now += 100
    await polling.poll(0)
    assert steps.silences == [None, 200]


@pytest.mark.parametrize(("silence", "noted"), [(5, [None, 0]), (500, [None])])
async def test_stopped_it_notes_that_it_has_heard_until_now_if_it_has(
    office: Office, monkeypatch: pytest.MonkeyPatch, silence: int, noted: list[float | None]
) -> None:
    steps = Steps(monkeypatch)
    telegram = Telegram([])
    running = asyncio.create_task(receiver(office, telegram).run())
    await telegram.silent.wait()
    steps.now += silence
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert steps.silences == noted


class Posting:
    """Telegram, which posts its updates: when one of its posts last failed, look by look, and how
    many wait."""

    def __init__(self, *failures: int | None, waiting: int = 1) -> None:
        self.failures = list(failures)
        self.waiting = waiting
        self.done = asyncio.Event()

    async def call(self, method: str, *_: object) -> dict[str, int] | bool:
        if method == "setWebhook":
            return True
        assert method == "getWebhookInfo"
        if not self.failures:
            self.done.set()
            await asyncio.Event().wait()
        failed_at = self.failures.pop(0)
        told = {"pending_update_count": self.waiting}
        return told if failed_at is None else told | {"last_error_date": failed_at}


@pytest.mark.parametrize(
    ("waiting", "noted"),
    [(1, [None, 60, 240]), (0, [None, 60, 60, 60, 60, 60])],
    ids=["posts that wait", "posts that came at the second try"],
)
async def test_a_webhook_hears_while_no_post_fails_for_long(
    office: Office, monkeypatch: pytest.MonkeyPatch, waiting: int, noted: list[float | None]
) -> None:
    steps = Steps(monkeypatch)

    async def sleep(seconds: float) -> None:
        steps.now += seconds

    monkeypatch.setattr("bot.chat.receiver.asyncio.sleep", sleep)
    telegram = Posting(3, 3, 70, 130, 190, 190, waiting=waiting)
    running = asyncio.create_task(receiver(office, telegram).be_sent("https://x", "s"))
    async with asyncio.timeout(10):
        await telegram.done.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert steps.silences == noted
