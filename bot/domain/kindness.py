"""How often people are asked. Ceilings that no Schedule and no setting can lift."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

PROMPTS_A_DAY = 1
MESSAGES_A_WEEK = 3
"""Messages the bot starts, reminders included; a person's own threads do not count."""

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceilings:
    """What an installation allows; never more than the constants above."""

    prompts_a_day: int = PROMPTS_A_DAY
    messages_a_week: int = MESSAGES_A_WEEK

    def allow(self, *, prompts_today: int, messages_this_week: int, more: int) -> bool:
        """Whether another Prompt of `more` messages (itself and its reminder) may go out."""
        return prompts_today < min(
            self.prompts_a_day, PROMPTS_A_DAY
        ) and messages_this_week + more <= min(self.messages_a_week, MESSAGES_A_WEEK)


def would_drop(asks: Iterable[tuple[date, int]], ceilings: Ceilings) -> bool:
    """Whether one of these Prompts could not go out.

    `asks` are a person's own days with the messages that a Prompt on that day takes.
    """
    sent: list[tuple[date, int]] = []
    for day, messages in sorted(asks):
        today = sum(on == day for on, _ in sent)
        week = sum(more for on, more in sent if on > day - WEEK)
        if not ceilings.allow(prompts_today=today, messages_this_week=week, more=messages):
            return True
        sent.append((day, messages))
    return False
