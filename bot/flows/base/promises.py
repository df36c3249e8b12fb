"""What people have been promised when they shared something."""

from bot.domain.teams import Team
from bot.flows.base.step import Step
from bot.storage import pool, rounds


async def promised(step: Step, team: Team) -> bool:
    """Whether somebody has shared, or may share now, what was to be shown under this floor."""
    return bool(
        await rounds.open_of_team(step.tx, team.id) or await pool.anything_waiting(step.tx, team.id)
    )
