"""Every method the sandbox plays, in the order of the Bot API's own page."""

from collections.abc import Mapping

from bot.sandbox.calling import Method
from bot.sandbox.methods import (
    acting,
    callbacks,
    chats,
    copying,
    editing,
    fetching,
    files,
    forums,
    furnishing,
    gifts,
    inviting,
    picture,
    pins,
    places,
    polls,
    profile,
    reacting,
    ruling,
    sending,
    stickers,
    stickersets,
    suggesting,
    texts,
    webhook,
)

METHODS: tuple[Method, ...] = (
    *fetching.METHODS,
    *webhook.METHODS,
    *texts.METHODS,
    *copying.METHODS,
    *sending.METHODS,
    *places.METHODS,
    *polls.METHODS,
    *acting.METHODS,
    *reacting.METHODS,
    *files.METHODS,
    *ruling.METHODS,
    *inviting.METHODS,
    *furnishing.METHODS,
    *pins.METHODS,
    *chats.METHODS,
    *forums.METHODS,
    *callbacks.METHODS,
    *profile.METHODS,
    *picture.METHODS,
    *suggesting.METHODS,
    *gifts.METHODS,
    *editing.METHODS,
    *stickers.METHODS,
    *stickersets.METHODS,
)

BY_NAME: Mapping[str, Method] = {method.name.lower(): method for method in METHODS}
"""By name in lower case: Telegram does not mind the case."""
