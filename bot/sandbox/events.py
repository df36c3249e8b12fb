"""What happens in the box, told to whoever listens (the page, a test)."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.sandbox.jsons import JsonObject

BACKLOG = 10_000
"""Events. A queue that falls so far behind loses the newest ones."""

Hear = Callable[[JsonObject], None]
"""Called with each event at once; it must neither fail nor take long."""


class Events:
    """Whoever listens hears everything, from then on."""

    def __init__(self) -> None:
        self._listeners: list[Hear] = []

    @property
    def heard(self) -> bool:
        """False while nobody listens: then there is no need to put an event together."""
        return bool(self._listeners)

    def publish(self, kind: str, **facts: object) -> None:
        event: JsonObject = {"type": kind, **facts}
        for hear in self._listeners:
            hear(event)

    @contextmanager
    def told_to(self, hear: Hear) -> Iterator[None]:
        self._listeners.append(hear)
        try:
            yield
        finally:
            self._listeners.remove(hear)

    @contextmanager
    def listen(self) -> Iterator[asyncio.Queue[JsonObject]]:
        """The same as a queue, for those who take their time."""
        queue: asyncio.Queue[JsonObject] = asyncio.Queue(BACKLOG)

        def keep(event: JsonObject) -> None:
            if not queue.full():
                queue.put_nowait(event)

        with self.told_to(keep):
            yield queue
