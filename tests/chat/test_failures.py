"""What Telegram's errors mean for a message."""

from datetime import UTC, datetime, timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.failures import already_so, failure
from bot.domain.transport.deliveries import BACKOFF, Delivery, DeliveryState, Priority
from bot.flows.transport.deliveries import FailureKind

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def delivery(attempts: int = 0) -> Delivery:
    return Delivery(
        id=1,
        bot_id=1,
        chat_id=5,
        thread_id=None,
        priority=Priority.REPLY,
        kind="NoteKept",
        body="{}",
        language="en",
        subject=None,
        subject_id=None,
        round_id=None,
        edits=None,
        reply_to=None,
        state=DeliveryState.OWED,
        not_before=NOW,
        expires_at=None,
        attempts=attempts,
        message_id=None,
        error=None,
    )


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), FailureKind.GONE),
        (Forbidden("Forbidden: user is deactivated"), FailureKind.GONE),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), FailureKind.GONE),
        (BadRequest("Chat not found"), FailureKind.GONE),
        (BadRequest("Chat_write_forbidden"), FailureKind.GONE),
        (BadRequest("Not enough rights to send text messages to the chat"), FailureKind.GONE),
        (BadRequest("Message to edit not found"), FailureKind.LOST),
        (BadRequest("Message can't be edited"), FailureKind.LOST),
        (BadRequest("Message is too long"), FailureKind.REFUSED),
        (BadRequest("Can't parse entities"), FailureKind.REFUSED),
        (ChatMigrated(-100123), FailureKind.MOVED),
        (TimedOut(), FailureKind.LATER),
        (NetworkError("Bad Gateway"), FailureKind.LATER),
        (InvalidToken("Unauthorized"), FailureKind.LATER),
        (RetryAfter(35), FailureKind.LATER),
    ],
)
def test_each_error_calls_for_its_own_answer(error: TelegramError, kind: FailureKind) -> None:
    assert failure(error, delivery(), NOW).kind is kind


def test_telegrams_own_wait_is_kept_to_the_second() -> None:
    assert failure(RetryAfter(35), delivery(), NOW).retry_at == NOW + timedelta(seconds=35)


def test_the_new_id_of_a_group_is_passed_on() -> None:
    assert failure(ChatMigrated(-100123), delivery(), NOW).chat_id == -100123


@pytest.mark.parametrize("attempts", [0, 3, 12, 10_000])
def test_waits_grow_but_not_for_ever(attempts: int) -> None:
    told = failure(TimedOut(), delivery(attempts), NOW)
    assert told.retry_at is not None
    wait = (told.retry_at - NOW).total_seconds()
    expected = BACKOFF.wait(attempts)
    assert 0.5 * expected <= wait <= 1.5 * expected


def test_an_edit_that_changes_nothing_has_done_what_it_should() -> None:
    same = "Message is not modified: specified new message content and reply markup are exactly"
    assert already_so(BadRequest(same))
    assert not already_so(BadRequest("Message is too long"))


def test_what_telegram_quotes_of_a_message_is_not_repeated() -> None:
    told = 'Can\'t parse entities: expected "</b>", found "</kvistel\nbark>" at byte offset 7'
    reason = failure(BadRequest(told), delivery(), NOW).reason
    assert reason == 'BadRequest: Can\'t parse entities: expected "…" at byte offset 7'
