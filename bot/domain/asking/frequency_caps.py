"""How often people are asked. FrequencyCaps that no Schedule and no setting can lift."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

PROMPTS_A_DAY = 1
MESSAGES_A_WEEK = 3
"""Messages the bot starts, reminders included; a person's own threads do not count."""

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyCaps:
    """What an installation allows; never more than the constants above."""

    prompts_a_day: int = PROMPTS_A_DAY
    messages_a_week: int = MESSAGES_A_WEEK

    def allow(self, days: Sequence[date], *, prompts_today: int, begun: Sequence[date]) -> bool:
        """Whether another Prompt may go out.

        `days` are those of its messages, itself and its reminder; `begun` those of all others that
        the bot has begun of late or is sure to begin.
        """
        if prompts_today >= min(self.prompts_a_day, PROMPTS_A_DAY):
            return False
        together = (*begun, *days)
        weeks = ([day for day in together if start <= day < start + WEEK] for start in together)
        most = min(self.messages_a_week, MESSAGES_A_WEEK)
        return all(len(week) <= most for week in weeks if not set(week).isdisjoint(days))


def would_drop(
    asks: Iterable[Sequence[date]],
    ceilings: FrequencyCaps,
    sure: Iterable[date] = (),
    prompted: Iterable[date] = (),
) -> bool:
    """Whether one of these Prompts could not go out.

    Each ask is the days, a person's own, on which its messages come; the first is the Prompt's.
    `sure` are those of messages that come whatever is asked, `prompted` those on which one of these
    is a Prompt.
    """
    asked: list[date] = [*prompted]
    begun: list[date] = [*sure]
    for days in sorted(asks, key=tuple):
        if not ceilings.allow(days, prompts_today=asked.count(days[0]), begun=begun):
            return True
        asked.append(days[0])
        begun += days
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedHeld:
    """How often the bot meant to write first on one day, whether or not it came to that."""

    on: date
    prompts: int
    messages: int
