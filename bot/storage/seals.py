"""What a Seal lets go of beside the rows of its Round.

Only among those of its own bot that are not done with, of which there are few: a Seal must not take
longer the more others have said.
"""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deliveries import DeliveryState
from bot.domain.inbox import InboxState
from bot.storage.schema import delivery, inbox, member, prompt


async def forget_parked(tx: AsyncConnection, bot_id: int, round_id: int) -> None:
    """Let go of parked updates of everybody whom the Round has asked."""
    asked = (
        select(member.c.id)
        .join(prompt, prompt.c.member_id == member.c.id)
        .where(
            prompt.c.round_id == round_id,
            member.c.bot_id == bot_id,
            member.c.telegram_id == inbox.c.lane,
        )
    )
    await tx.execute(
        update(inbox)
        .where(inbox.c.bot_id == bot_id, inbox.c.state == InboxState.PARKED, asked.exists())
        .values(state=InboxState.HANDLED, body=None, lane=None, error=None)
    )


async def remove_expired(tx: AsyncConnection, bot_id: int, now: datetime) -> None:
    """Forget messages that are owed too late to be of use."""
    await tx.execute(
        delete(delivery).where(
            delivery.c.bot_id == bot_id,
            delivery.c.state == DeliveryState.OWED,
            delivery.c.expires_at <= now,
        )
    )
