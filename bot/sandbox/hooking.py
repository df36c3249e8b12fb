"""Setting a webhook to work, for a bot that asks for it and for one that is loaded with it."""

import asyncio
from collections.abc import Mapping

from bot.sandbox.accounts import Bot
from bot.sandbox.webhooks import Owner, Webhook, WebhookSender
from bot.sandbox.world import World


def hook(world: World, bot: Bot, webhook: Webhook) -> None:
    """From now on updates are posted there, those that wait first."""

    def posting(update: bytes) -> None:
        for tap in world.taps:
            tap.posted(bot.username, update)

    async def reply(name: str, values: Mapping[str, object]) -> None:
        await world.reply(bot, name, values)

    def gone() -> None:
        bot.webhook = None
        if webhook.sender is not None:
            webhook.sender.cancel()

    bot.webhook = webhook
    sender = WebhookSender(webhook, Owner(bot.updates, world.clock, posting, reply, gone))
    webhook.sender = asyncio.create_task(sender.run())


async def unhook(bot: Bot) -> None:
    webhook, bot.webhook = bot.webhook, None
    if webhook is not None and webhook.sender is not None:
        webhook.sender.cancel()
        await asyncio.wait([webhook.sender])
