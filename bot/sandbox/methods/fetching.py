"""getMe and getUpdates."""

from bot.sandbox.calling import Call, method
from bot.sandbox.errors import ApiError, conflict
from bot.sandbox.params import Params
from bot.sandbox.updates import BY_DEFAULT, LIFETIMES, UpdateQueue

LONGEST_POLL = 50
"""Seconds."""

MOST_FETCHED = 100

_KINDS_NOT_PLAYED = frozenset(
    {
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "inline_query",
        "chosen_inline_result",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
        "subscription",
    }
)


async def get_me(call: Call) -> object:
    bot = call.bot
    return bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": bot.reads_all,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": bot.has_topics,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


async def get_updates(call: Call) -> object:
    """Waits for an update; a second poller takes the place of the first, which gets 409."""
    params, queue, clock = call.params, call.bot.updates, call.world.clock
    if call.bot.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    offset = params.integer("offset")
    limit = params.integer("limit", MOST_FETCHED, 1, MOST_FETCHED)
    seconds = params.integer("timeout", 0, 0, LONGEST_POLL)
    allow(queue, params)
    queue.interrupt(
        conflict(
            "terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        )
    )
    if offset:
        queue.acknowledge(offset)
    updates = queue.first(limit, clock.now())
    if not updates and seconds:
        # Nobody waits longer than by the bot's clock, which may go fast but never stands still.
        await queue.wait(seconds / max(1.0, clock.speed))
        updates = queue.first(limit, clock.now())
    return [update.as_json() for update in updates]


def allow(queue: UpdateQueue, params: Params) -> None:
    """Heed `allowed_updates`; left out, what was said the last time stays in force."""
    try:
        kinds = params.array("allowed_updates", str, "an Array of String was expected")
    except ApiError:
        params.remark("allowed_updates", "an Array of String was expected; it is ignored")
        kinds = None
    if kinds is None:
        return
    named = {kind.lower() for kind in kinds}
    for kind in named - LIFETIMES.keys() - _KINDS_NOT_PLAYED:
        params.remark("allowed_updates", f"{kind!r} is no kind of update")
    known = named & (LIFETIMES.keys() | _KINDS_NOT_PLAYED)
    queue.allowed = frozenset(known & LIFETIMES.keys()) if known else BY_DEFAULT


METHODS = (
    method("getUpdates", get_updates, "offset limit timeout allowed_updates"),
    method("getMe", get_me),
)
