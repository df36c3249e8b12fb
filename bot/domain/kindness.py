"""How often people are asked. Ceilings that no Schedule and no setting can lift."""

from dataclasses import dataclass
from datetime import timedelta

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
