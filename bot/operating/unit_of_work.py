"""Steps that an operator begins, without a bot: what they owe is sent by the next one that runs."""

import random

from bot.banks import load_banks
from bot.chat.fitting import fit
from bot.config.settings import Config
from bot.domain.base.clock import Clock, WatchedClock
from bot.flows.base.safety import safety_beside
from bot.flows.base.step import Installation
from bot.flows.base.unit_of_work import UnitOfWork
from bot.storage.base.engine import Store

ANY_BOT = 0
"""For steps that are about no bot in particular."""


def unit_of_work_for(
    config: Config, store: Store, clock: Clock, bot_id: int = ANY_BOT
) -> UnitOfWork:
    """The UnitOfWork of one of the installation's bots."""
    house = Installation(
        began=clock.now(),
        bot_id=bot_id,
        bot_name="",
        banks=load_banks(config.prompts),
        config=config,
        rng=random.Random(),
        safety=safety_beside(config.prompts),
        fit=fit,
    )
    return UnitOfWork(store=store, clock=WatchedClock(clock), house=house, on_owed=lambda: None)
