"""All tables. What design promises about people is a constraint here, not a habit elsewhere.

Dates and weeks stand where an exact time could tell who wrote something.
"""

from bot.storage.base.schema.asking import answer, note, part, planned, prompt, round_, schedule
from bot.storage.base.schema.hearing import pool, release
from bot.storage.base.schema.metadata import metadata
from bot.storage.base.schema.people import danger, invite, member, membership, support, team
from bot.storage.base.schema.rights import deed
from bot.storage.base.schema.transport import delivery, draft, inbox, lease, posted, upkeep

__all__ = [
    "answer",
    "danger",
    "deed",
    "delivery",
    "draft",
    "inbox",
    "invite",
    "lease",
    "member",
    "membership",
    "metadata",
    "note",
    "part",
    "planned",
    "pool",
    "posted",
    "prompt",
    "release",
    "round_",
    "schedule",
    "support",
    "team",
    "upkeep",
]
