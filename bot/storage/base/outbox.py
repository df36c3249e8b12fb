"""In what order the outbox is worked off."""

from sqlalchemy import exists

from bot.domain.transport.deliveries import DeliveryState
from bot.storage.base.schema import delivery

_earlier = delivery.alias("earlier")

FIRST_IN_ITS_CHAT = ~exists().where(
    _earlier.c.bot_id == delivery.c.bot_id,
    _earlier.c.chat_id == delivery.c.chat_id,
    _earlier.c.state == DeliveryState.OWED,
    _earlier.c.id < delivery.c.id,
)
"""Of a Delivery: nothing that was owed to its chat before is still owed. One chat's messages never
overtake each other."""
