"""Back-off: each try that failed makes the wait before the next twice as long, up to a limit."""

import random
from dataclasses import dataclass

SPREAD = (0.5, 1.5)
"""Parts of a wait: a thousand tries must not come back together."""

MOST_DOUBLINGS = 60
"""More would soon be no number any more."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """The waits in seconds, give or take; `jittered` gives or takes."""

    first: float
    longest: float

    def wait(self, failures: int) -> float:
        """After a try that failed, and so many before it."""
        return min(self.first * 2.0 ** min(failures, MOST_DOUBLINGS), self.longest)


def jittered(seconds: float) -> float:
    return seconds * random.uniform(*SPREAD)
