"""Button presses that wait for the bot's answer."""

import asyncio
from dataclasses import dataclass

ANSWERABLE_SECONDS = 150
"""As long as the update of a press is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the person who pressed gets to see: a toast, an alert, a link that opens, or nothing."""

    text: str | None
    alert: bool
    url: str | None


class Queries:
    """The open presses of one bot, by query id."""

    def __init__(self) -> None:
        self._open: dict[str, tuple[float, asyncio.Future[Answer]]] = {}

    def ask(self, query_id: str, *, expires_at: float) -> asyncio.Future[Answer]:
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._open[query_id] = (expires_at, future)
        return future

    def open(self) -> dict[str, float]:
        """When those that wait expire."""
        return {query_id: expires_at for query_id, (expires_at, _) in self._open.items()}

    def answer(self, query_id: str, answer: Answer, now: float) -> bool:
        """False if there is no such press, or no longer."""
        expires_at, future = self._open.pop(query_id, (0.0, None))
        if future is None or expires_at <= now:
            return False
        if not future.done():
            future.set_result(answer)
        return True
