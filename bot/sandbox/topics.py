"""The topics of a forum, or of a private chat with a bot that has them."""

from dataclasses import dataclass

from bot.sandbox.jsons import JsonObject

GENERAL = 1
"""The thread id of a forum's first topic; messages in it carry no thread."""

COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


@dataclass(slots=True, kw_only=True, eq=False)
class Topic:
    name: str
    icon_color: int = COLORS[0]
    icon: str = ""
    """A custom emoji's id."""
    closed: bool = False
    hidden: bool = False
    """Only the general topic can be."""

    def as_json(self) -> JsonObject:
        look: JsonObject = {"name": self.name, "icon_color": self.icon_color}
        return {**look, "icon_custom_emoji_id": self.icon} if self.icon else look
