"""Gaps: what a restored database knows nothing of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.asking.prompts import TO_COME, Prompt, PromptState
from bot.domain.asking.schedules import OPEN_HOURS


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """From the moment of the backup until the bot last ran. What fell due up to then has been done,
    as far as anybody knows: said, asked, told."""

    since: datetime
    until: datetime

    @property
    def empty(self) -> bool:
        """Whether nothing is lost: the bot has not run since the backup."""
        return self.until <= self.since

    @property
    def held_whole_rounds(self) -> bool:
        """Whether a Round may have been opened and closed in it."""
        return self.until - self.since >= timedelta(hours=min(OPEN_HOURS))

    def may_have_asked(self, prompt: Prompt) -> bool:
        """Whether somebody may have seen a question of this Prompt that is not known any more."""
        due = prompt.state in TO_COME and prompt.due_at <= self.until
        return due or prompt.state is PromptState.OPEN
