"""Things that go wrong on purpose: with the next so many calls of a method, or updates."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

ANY_METHOD = "*"


class Kind(StrEnum):
    """How a call goes wrong, or an update."""

    HTTP_401 = "http_401"
    HTTP_500 = "http_500"
    HTTP_502 = "http_502"
    TIMEOUT = "timeout"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    CUT_OFF = "cut_off"
    NOT_OK = "not_ok"
    TOO_MANY = "too_many"
    TOO_MANY_BARE = "too_many_bare"
    LATENCY = "latency"
    DUPLICATE = "duplicate"
    REORDER = "reorder"
    UNDECODABLE = "undecodable"

    @property
    def of_updates(self) -> bool:
        return self in (Kind.DUPLICATE, Kind.REORDER, Kind.UNDECODABLE)


@dataclass(slots=True, kw_only=True)
class Fault:
    """`left` calls or updates are still to go wrong, of one `bot` (a username) or of any.

    `method` is for faults of calls, and so is `chat`: only those that name it. `retry_after` is for
    `too_many`, `seconds` for `latency`.
    """

    kind: Kind
    left: int
    method: str = ANY_METHOD
    bot: str | None = None
    chat: int | None = None
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

    def next_for(self, method: str, bot: str, chat: object) -> Fault | None:
        """The fault this call (method in lower case, `chat_id`) shall meet, counted as met."""
        if not self._plan:
            return None
        return self._meet(
            lambda fault: (
                not fault.kind.of_updates
                and fault.method.lower() in (method, ANY_METHOD)
                and fault.bot in (bot, None)
                and (fault.chat is None or str(fault.chat) == str(chat))
            )
        )

    def next_for_update(self, bot: str) -> Kind | None:
        """What the update that is queued now shall suffer, counted as suffered."""
        if not self._plan:
            return None
        met = self._meet(lambda fault: fault.kind.of_updates and fault.bot in (bot, None))
        return None if met is None else met.kind

    def _meet(self, fits: Callable[[Fault], bool]) -> Fault | None:
        for fault in self._plan:
            if fits(fault):
                fault.left -= 1
                if fault.left <= 0:
                    self._plan.remove(fault)
                return fault
        return None
