"""setWebhook, deleteWebhook and getWebhookInfo.

As with a server of one's own in local mode, plain HTTP, any port and any address will do.
"""

import re
from urllib.parse import urlsplit

from bot.sandbox.calling import Call, Described, method
from bot.sandbox.errors import bad_request, conflict, too_many_requests
from bot.sandbox.hooking import hook, unhook
from bot.sandbox.methods.fetching import allow
from bot.sandbox.updates import BY_DEFAULT
from bot.sandbox.webhooks import Webhook

LONGEST_SECRET = 256
_secret = re.compile(r"[A-Za-z0-9_-]*")


async def set_webhook(call: Call) -> object:
    params, bot = call.params, call.bot
    url = params.text("url")
    if not params.has("url"):
        params.remark("url", "it is missing; the webhook is deleted")
    if not url:
        return await delete_webhook(call)
    if call.world.limits.floods_webhooks(bot.id, call.world.clock.now()):
        raise too_many_requests(1)
    webhook = Webhook(
        url=_checked_url(url),
        secret=_checked_secret(params.text("secret_token")),
        max_connections=params.integer("max_connections", 40, 1, 100),
        ip_address=params.text("ip_address"),
        has_certificate=bool(params.upload("certificate")),
    )
    allow(bot.updates, params)
    if params.flag("drop_pending_updates"):
        bot.updates.clear()
    elif bot.webhook is not None and _same(bot.webhook, webhook):
        return Described(True, "Webhook is already set")
    await unhook(bot)
    bot.updates.interrupt(conflict("terminated by setWebhook request"))
    hook(call.world, bot, webhook)
    return Described(True, "Webhook was set")


async def delete_webhook(call: Call) -> object:
    bot = call.bot
    if call.params.flag("drop_pending_updates"):
        bot.updates.clear()
    if bot.webhook is None:
        return Described(True, "Webhook is already deleted")
    await unhook(bot)
    return Described(True, "Webhook was deleted")


async def get_webhook_info(call: Call) -> object:
    updates = call.bot.updates
    webhook = call.bot.webhook or Webhook(url="")
    info = webhook.as_json(len(updates.pending(call.world.clock.now())))
    if call.bot.webhook is None:
        del info["max_connections"]
    if updates.allowed != BY_DEFAULT:
        info["allowed_updates"] = sorted(updates.allowed)
    return info


def _same(old: Webhook, new: Webhook) -> bool:
    return (old.url, old.secret, old.max_connections, old.ip_address) == (
        new.url,
        new.secret,
        new.max_connections,
        new.ip_address,
    )


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname)
        valid = valid and parts.port != 0
    except ValueError:
        valid = False
    if not valid:
        raise bad_request("bad webhook: invalid URL specified")
    return url


def _checked_secret(secret: str) -> str:
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not _secret.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return secret


METHODS = (
    method(
        "setWebhook",
        set_webhook,
        "url certificate ip_address max_connections allowed_updates drop_pending_updates "
        "secret_token",
    ),
    method("deleteWebhook", delete_webhook, "drop_pending_updates"),
    method("getWebhookInfo", get_webhook_info),
)
