"""What waits, for whoever watches the bot."""

from datetime import datetime, timedelta

from bot.domain.transport.backlog import Backlog
from bot.domain.transport.deliveries import Priority
from bot.flows.base.step import Step
from bot.storage.transport import backlog


async def look(step: Step) -> Backlog:
    """All of one bot's, in one look."""
    found = await backlog.figures(step.tx, step.house.bot_id, step.now)

    def age(since: datetime | None) -> timedelta | None:
        return None if since is None else step.now - since

    return Backlog(
        updates_pending=found["updates_pending"],
        updates_parked=found["updates_parked"],
        oldest_update=age(found["update"]),
        messages_due=found["messages_due"],
        messages_waiting=found["messages_waiting"],
        messages_parked=found["messages_parked"],
        oldest_messages={one: age(found[str(one.value)]) for one in Priority},
        rounds_open=found["rounds_open"],
    )
