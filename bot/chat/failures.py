"""What Telegram's errors mean for a message that was to be sent."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.chat.http import UnreachedError
from bot.domain.base.backoff import jittered
from bot.domain.transport.deliveries import BACKOFF, Delivery
from bot.flows.transport.deliveries import Failure, FailureKind

GONE = (
    "chat not found",
    "user is deactivated",
    "bot was kicked",
    "bot is not a member",
    "group chat was deleted",
    "chat_write_forbidden",
    "have no rights to send",
    "not enough rights to send",
    "need administrator rights",
)
"""Parts of refusals, in lower case, after which nothing can be sent to a chat any more."""

NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted")
"""Parts of refusals, in lower case, where only the topic of a forum is closed to us."""

LOST = ("message to edit not found", "message can't be edited", "message_id_invalid")
"""Parts of refusals, in lower case, of a change to a message that is not there any more."""

_QUOTED = re.compile(r"(?<=\").*(?=\")", re.DOTALL)
"""What Telegram repeats of a message that it could not read: it may be somebody's words."""


def failure(error: TelegramError, delivery: Delivery, now: datetime) -> Failure:
    """What to do with a message after this error."""
    reason = f"{type(error).__name__}: {_QUOTED.sub('…', error.message)}"
    match error:
        case ChatMigrated():
            return Failure(kind=FailureKind.MOVED, reason=reason, chat_id=error.new_chat_id)
        case RetryAfter():
            return replace(_later(reason, now + timedelta(seconds=seconds(error))), unsent=True)
        case Forbidden():
            return Failure(kind=FailureKind.GONE, reason=reason)
        case BadRequest():
            return Failure(kind=_refusal(error.message.casefold()), reason=reason)
        case InvalidToken() | UnreachedError():
            # Nothing is wrong with the message: it waits until the line is good again.
            return replace(_later(reason, now), unsent=True)
        case _:
            wait = jittered(BACKOFF.wait(delivery.attempts))
            return _later(reason, now + timedelta(seconds=wait))


def _refusal(text: str) -> FailureKind:
    if any(known in text for known in GONE):
        return FailureKind.GONE
    if any(known in text for known in NO_TOPIC):
        return FailureKind.NO_TOPIC
    return FailureKind.LOST if any(known in text for known in LOST) else FailureKind.REFUSED


def of_the_line(error: TelegramError) -> bool:
    """Whether the next message, to whomever, may well meet the same trouble."""
    if isinstance(error, InvalidToken):
        return True
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def already_so(error: TelegramError) -> bool:
    """An edit that changes nothing, as after a repeat, has done what it should."""
    return isinstance(error, BadRequest) and "message is not modified" in error.message.casefold()


def gone_from_chat(error: TelegramError) -> bool:
    """Whether the message to change is not there any more: what it was to say can be said anew."""
    return isinstance(error, BadRequest) and any(w in error.message.casefold() for w in LOST)


def chat_is_gone(error: TelegramError) -> bool:
    """Whether Telegram knows no such chat, or lets this bot see nothing of it any more."""
    known = isinstance(error, BadRequest) and _refusal(error.message.casefold())
    return isinstance(error, Forbidden) or known is FailureKind.GONE


def seconds(error: RetryAfter) -> float:
    """How long Telegram wants us to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _later(reason: str, at: datetime) -> Failure:
    return Failure(kind=FailureKind.LATER, reason=reason, retry_at=at)
