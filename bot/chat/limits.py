"""How fast may be sent: Telegram's limits for the whole bot, for one chat, for one group.

Moments are seconds of a steady clock, handed in.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BURST = 4
"""Messages one private chat may get at once (a confirmation and the next question, say)."""

IN_A_ROW = 5.0
"""Seconds. Of messages further apart, none can be too many for a private chat."""

MINUTE = 60.0

LATENESS = 0.02
"""Seconds that a message may be late without the next ones being later for it: timers are."""

REMEMBERED = 10_000
"""Chats whose recent messages are remembered before old ones are forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Messages a second in all and to one chat, and messages a minute to one group."""

    per_second: float
    per_chat_per_second: float
    per_group_per_minute: float


class Limits:
    """Says when the next message may go, and remembers which have gone.

    In all, messages are spaced evenly, so that no second ever holds more than it may and a pause
    is not followed by a burst. A private chat has a token bucket; a group a sliding minute.
    """

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._next = 0.0
        self._chats: dict[int, deque[float]] = {}
        self._full: dict[int, float] = {}
        """Private chat to when its bucket is full again."""
        self._resting: dict[int, float] = {}
        self._paused: dict[int, float] = {}
        self._forget_at = REMEMBERED
        self._began = -MINUTE
        """Since when nobody else sends. What they sent to people just before is not known."""

    @property
    def group_window(self) -> float:
        """For how many seconds it matters what was sent to a group."""
        return self._window(-1)[0]

    def recall(self, posted: Mapping[int, Sequence[float]], now: float) -> None:
        """Take over from whoever has sent until now. `posted`: group to how many seconds ago each
        message went to it, the oldest first.

        What they sent to people is written nowhere (it would tell who was at work when). So for as
        long as it matters, everybody is thought to have got all but one of the messages they may
        get at once.
        """
        self._began = now
        for chat_id in [chat for chat in self._chats if chat > 0]:
            del self._chats[chat_id]
        self._full.clear()
        for chat_id, ages in posted.items():
            self._chats.pop(chat_id, None)
            for age in ages:
                self._note(chat_id, now - age, now)

    def wait(self, now: float) -> float:
        """Seconds until any message may be sent."""
        return max(0.0, self._next - now)

    def within(self, seconds: float) -> int:
        """How many messages may go in such a time; one at least."""
        return max(1, int(self._rates.per_second * seconds))

    def took(self, chat_id: int, now: float) -> None:
        """A message goes to this chat now."""
        self._next = max(now - LATENESS, self._next) + 1 / self._rates.per_second
        self._note(chat_id, now, now)
        if len(self._chats) > self._forget_at:
            self._forget(now)

    def resting(self, now: float) -> set[int]:
        """Chats that may not get anything now."""
        self._resting = {chat: until for chat, until in self._resting.items() if until > now}
        return set(self._resting)

    def rest(self, now: float, *, most: float) -> float:
        """Seconds until something may be sent that may not be now; `most` if all may."""
        moments = [until for until in (self._next, *self._resting.values()) if until > now]
        return min([most, *(until - now for until in moments)])

    def means_the_bot(self, chat_id: int, now: float, until: float) -> bool:
        """Whether everything has to pause when Telegram tells us to wait with a message.

        It does not say whether it means the chat or the bot. A group has a tight limit of its own,
        and a private chat one for those that get several messages in a row; otherwise, and when
        another chat has to wait for about as long, it is the bot.
        """
        if any(c != chat_id and abs(u - until) < 1 for c, u in self._paused.items()):
            return True
        recent = [at for at in self._chats.get(chat_id, ()) if at > now - IN_A_ROW]
        return chat_id > 0 and len(recent) < 2

    def pause_all(self, until: float) -> None:
        self._next = max(self._next, until)

    def pause_chat(self, chat_id: int, until: float) -> None:
        self._paused[chat_id] = until
        self._rest(chat_id, until)

    def _note(self, chat_id: int, at: float, now: float) -> None:
        window, most = self._window(chat_id)
        recent = self._chats.setdefault(chat_id, deque(maxlen=most))
        recent.append(at)
        if chat_id > 0:
            self._drain(chat_id, now)
        elif len(recent) == most and recent[0] + window > now:
            self._rest(chat_id, recent[0] + window)

    def _drain(self, chat_id: int, now: float) -> None:
        """Take one from a private chat's bucket. One that others may have sent to holds one more
        when we begin."""
        refill = 1 / self._rates.per_chat_per_second
        slack = (BURST - 1) * refill
        full = max(now, self._full.get(chat_id, self._began + slack)) + refill
        self._full[chat_id] = full
        if full > now + slack:
            self._rest(chat_id, full - slack)

    def _rest(self, chat_id: int, until: float) -> None:
        self._resting[chat_id] = max(until, self._resting.get(chat_id, 0.0))

    def _window(self, chat_id: int) -> tuple[float, int]:
        """Seconds, and how many messages may fall within them. Groups have negative ids."""
        if chat_id < 0:
            # Less than one a minute is one in a longer time; a fraction above is not used.
            rate = self._rates.per_group_per_minute
            return MINUTE / min(1.0, rate), max(1, int(rate))
        return BURST / self._rates.per_chat_per_second, BURST

    def _forget(self, now: float) -> None:
        for chat_id, sent in [*self._chats.items()]:
            if sent[-1] + self._window(chat_id)[0] < now:
                del self._chats[chat_id]
                self._full.pop(chat_id, None)
        self._paused = {c: until for c, until in self._paused.items() if until > now}
        # Looked at again once they are twice as many, so that each message pays for few of them.
        self._forget_at = max(REMEMBERED, 2 * len(self._chats))
