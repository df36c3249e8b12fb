"""Reactions to a message: who reacted how."""

from collections import Counter

from bot.sandbox.jsons import JsonObject, decode, encode

_EMOJI = """
    ❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳
    ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈
    😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀
    😡
"""
EMOJI = frozenset(_EMOJI.split())
"""What Telegram takes as a reaction; anything else is REACTION_INVALID."""


class Reactions:
    """ReactionType objects by the id of who gave them."""

    def __init__(self) -> None:
        self.given: dict[int, list[JsonObject]] = {}

    def __bool__(self) -> bool:
        return bool(self.given)

    def of(self, account_id: int) -> list[JsonObject]:
        return self.given.get(account_id, [])

    def give(self, account_id: int, reactions: list[JsonObject]) -> list[JsonObject]:
        """Put them in place of the old ones, which come back."""
        old = self.given.pop(account_id, [])
        if reactions:
            self.given[account_id] = reactions
        return old

    def counted(self) -> list[JsonObject]:
        """ReactionCount objects, the most frequent first."""
        counts = Counter(encode(kind) for kinds in self.given.values() for kind in kinds)
        return [
            {"type": decode(kind), "total_count": count} for kind, count in counts.most_common()
        ]


def emoji_reaction(emoji: str) -> JsonObject:
    return {"type": "emoji", "emoji": emoji}
