"""Things that go wrong on purpose: the next so many calls of a method."""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

ANY_METHOD = "*"


class Kind(StrEnum):
    """How a call goes wrong."""

    HTTP_500 = "http_500"
    HTTP_502 = "http_502"
    TIMEOUT = "timeout"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    TOO_MANY = "too_many"
    LATENCY = "latency"


@dataclass(slots=True, kw_only=True)
class Fault:
    """`left` calls are still to fail. `retry_after` is for `too_many`, `seconds` for `latency`."""

    method: str
    kind: Kind
    left: int
    retry_after: int = 1
    seconds: float = 0.0


class Faults:
    """The plan, in the order in which it was made."""

    def __init__(self) -> None:
        self._plan: deque[Fault] = deque()

    def add(self, fault: Fault) -> None:
        self._plan.append(fault)

    def clear(self) -> None:
        self._plan.clear()

    def pending(self) -> list[Fault]:
        return list(self._plan)

    def next_for(self, method: str) -> Fault | None:
        """The fault this call (its method in lower case) shall meet, counted as met."""
        if not self._plan:
            return None
        for fault in self._plan:
            if fault.method.lower() in (method, ANY_METHOD):
                fault.left -= 1
                if fault.left <= 0:
                    self._plan.remove(fault)
                return fault
        return None
