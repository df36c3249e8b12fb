"""Every method the sandbox plays, in the order of the Bot API's own page."""

from collections.abc import Mapping

from bot.sandbox.calling import Method
from bot.sandbox.methods import (
    callbacks,
    chats,
    editing,
    fetching,
    files,
    forums,
    profile,
    reacting,
    sending,
    webhook,
)

METHODS: tuple[Method, ...] = (
    *fetching.METHODS,
    *webhook.METHODS,
    *sending.METHODS,
    *reacting.METHODS,
    *files.METHODS,
    *chats.METHODS,
    *forums.METHODS,
    *callbacks.METHODS,
    *profile.METHODS,
    *editing.METHODS,
)

BY_NAME: Mapping[str, Method] = {method.name.lower(): method for method in METHODS}
"""By name in lower case: Telegram does not mind the case."""
