"""Telegram's flood limits, as token buckets: 30 messages a second, and less within one chat."""

import math
from dataclasses import dataclass, replace

PRIVATE_BURST = 5.0
"""Messages. Short bursts in a private chat are tolerated; the exact number is unpublished."""

PAID_PER_SECOND = 1000.0
"""Messages a second for sends that carry `allow_paid_broadcast`."""


LEAST, MOST = 1e-6, 1e9
"""Between these are all rates."""

WEBHOOK_SECONDS = 1.0
"""Between two calls of setWebhook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How much a bot may send; the defaults are Telegram's."""

    messages_per_second: float = 30.0
    per_chat_per_second: float = 1.0
    per_group_per_minute: float = 20.0

    def __post_init__(self) -> None:
        rates = (self.messages_per_second, self.per_chat_per_second, self.per_group_per_minute)
        if not all(LEAST <= rate <= MOST for rate in rates):
            raise ValueError(f"a rate has to be between {LEAST} and {MOST}")


@dataclass(slots=True)
class Bucket:
    """`size` tokens at most; `rate` new ones a second."""

    rate: float
    size: float
    tokens: float
    at: float

    def refill(self, now: float) -> None:
        # A driven clock may run backwards; that earns nothing.
        earned = max(0.0, now - self.at) * self.rate
        self.tokens = min(self.size, self.tokens + earned)
        self.at = now

    def seconds_short(self) -> float:
        """Until there is a whole token; 0 if there is one. The tolerance is for rounding."""
        missing = 1.0 - self.tokens
        return missing / self.rate if missing > 1e-6 else 0.0


class Limits:
    """The buckets of all bots. On, with Telegram's values, until told otherwise."""

    def __init__(self) -> None:
        self.rates: Rates | None = Rates()
        self._buckets: dict[tuple[int, int, bool], Bucket] = {}
        self._webhook_set_at: dict[int, float] = {}

    def restore(self) -> None:
        """Telegram's values, and nothing sent yet."""
        self.rates = Rates()
        self._buckets.clear()

    def turn_off(self) -> None:
        self.rates = None
        self._buckets.clear()

    def change(self, **rates: float) -> None:
        """Set some rates by name; those not named keep their value. Buckets start full again."""
        self.rates = replace(self.rates or Rates(), **rates)
        self._buckets.clear()

    def take(
        self, bot_id: int, chat_id: int, now: float, *, paid: bool = False, messages: int = 1
    ) -> int:
        """Count one message (or an album), or say after how many whole seconds to try again.

        0 means that it was counted; a refused message takes no token from any bucket. An album
        is let through when a single message would be, and is owed for afterwards.
        """
        if self.rates is None:
            return 0
        buckets = self._buckets_for(self.rates, bot_id, chat_id, now, paid=paid)
        for bucket in buckets:
            bucket.refill(now)
        wait = max(bucket.seconds_short() for bucket in buckets)
        if wait:
            return math.ceil(wait)
        for bucket in buckets:
            bucket.tokens -= messages
        return 0

    def floods_webhooks(self, bot_id: int, now: float) -> bool:
        """Count one setWebhook; whether it comes less than a second after the last one."""
        soon = abs(now - self._webhook_set_at.get(bot_id, -math.inf)) < WEBHOOK_SECONDS
        if self.rates is None or not soon:
            self._webhook_set_at[bot_id] = now
            return False
        return True

    def _buckets_for(
        self, rates: Rates, bot_id: int, chat_id: int, now: float, *, paid: bool
    ) -> tuple[Bucket, Bucket]:
        total = PAID_PER_SECOND if paid else rates.messages_per_second
        overall = self._bucket((bot_id, 0, paid), total, total, now)
        if chat_id > 0:
            rate = rates.per_chat_per_second
            return overall, self._bucket(
                (bot_id, chat_id, False), rate, max(rate, PRIVATE_BURST), now
            )
        per_minute = rates.per_group_per_minute
        return overall, self._bucket((bot_id, chat_id, False), per_minute / 60, per_minute, now)

    def _bucket(self, key: tuple[int, int, bool], rate: float, size: float, now: float) -> Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            size = max(1.0, size)
            bucket = self._buckets[key] = Bucket(rate, size, size, now)
        return bucket
