"""How fast the machine is just now.

One that shares its processors with others runs at another speed from minute to minute, and counts
as processor time what they have had.
"""

import json
import time

EVERY = 0.25
"""Seconds between two looks: often enough for a machine that changes, and a few hundredths of the
work that is measured."""

SAMPLE = {str(number): [number, {"text": f"word {number}" * 3}] for number in range(150)}


class Yardstick:
    """Does the same bit of work again and again, between pieces of what is measured."""

    def __init__(self) -> None:
        self._took = 0.0
        self._looks = 0
        self._next = 0.0
        _work()  # the first time takes longer

    def look(self) -> None:
        """Measure it, unless that was done a moment ago."""
        if time.perf_counter() >= self._next:
            began = time.thread_time()
            _work()
            self._took += time.thread_time() - began
            self._looks += 1
            self._next = time.perf_counter() + EVERY

    @property
    def seconds(self) -> float:
        """What the bit of work has taken on average: more on a slower machine."""
        return self._took / self._looks


def _work() -> None:
    """Some milliseconds of what a step spends its time with."""
    for _ in range(10):
        told = json.loads(json.dumps(SAMPLE))
        sorted(f"{key}:{value[1]['text'].upper()}" for key, value in told.items())
