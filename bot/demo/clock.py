"""A clock that is moved by hand, so that four weeks pass in a minute."""

from datetime import UTC, datetime, timedelta

from bot.sandbox.clock import Clock


class StageClock:
    """Shows the time of Telegram in the box, which stands still until it is moved."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    @property
    def running(self) -> bool:
        return self._clock.speed > 0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.now(), UTC)

    def set(self, moment: datetime) -> None:
        """Go to this moment, and stand still."""
        self._clock.drive(moment.timestamp())

    def forward(self, span: timedelta) -> None:
        self.set(self.now() + span)
