"""Channels: the Telegram groups, forums and channels in which Teams hear what they have shared."""

from enum import StrEnum


class Standing(StrEnum):
    """What Telegram lets the bot do in a chat. `mute`: it is there but may not post."""

    OUT = "out"
    MUTE = "mute"
    ABLE = "able"
