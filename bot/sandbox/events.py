"""What happens in the box, told to whoever listens (the page, a test)."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.sandbox.jsons import JsonObject

BACKLOG = 10_000
"""Events. A listener that falls so far behind loses the newest ones."""


class Events:
    """Every listener has a queue of its own."""

    def __init__(self) -> None:
        self._listeners: list[asyncio.Queue[JsonObject]] = []

    @property
    def heard(self) -> bool:
        """False while nobody listens: then there is no need to put an event together."""
        return bool(self._listeners)

    def publish(self, kind: str, **facts: object) -> None:
        event: JsonObject = {"type": kind, **facts}
        for queue in self._listeners:
            if not queue.full():
                queue.put_nowait(event)

    @contextmanager
    def listen(self) -> Iterator[asyncio.Queue[JsonObject]]:
        queue: asyncio.Queue[JsonObject] = asyncio.Queue(BACKLOG)
        self._listeners.append(queue)
        try:
            yield queue
        finally:
            self._listeners.remove(queue)
