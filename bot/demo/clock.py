"""A clock that is moved by hand, so that four weeks pass in a minute."""

from datetime import datetime, timedelta

from bot.sandbox.client import Control


class StageClock:
    """Shows the moment it was set to; Telegram in the box is set with it."""

    def __init__(self, moment: datetime, control: Control) -> None:
        self._moment = moment
        self._control = control

    def now(self) -> datetime:
        return self._moment

    async def set(self, moment: datetime) -> None:
        self._moment = moment
        await self._control.clock(moment)

    async def forward(self, span: timedelta) -> None:
        await self.set(self._moment + span)
