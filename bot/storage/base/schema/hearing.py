"""What is left of a Round after its Seal, and what was told of it."""

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
)

from bot.domain.base.visibility import Visibility
from bot.storage.base.columns import Id, Listed, Moment, Word, belongs_to, own_id
from bot.storage.base.schema.metadata import metadata

pool = Table(
    "pool",
    metadata,
    Column("id", String(16), primary_key=True),
    belongs_to("team"),
    Column("bank_id", String(32), nullable=False),
    Column("round_id", Id, nullable=False),
    Column("question_id", String(24), nullable=False),
    Column("visibility", Word(Visibility), nullable=False),
    Column("voice", String(16), nullable=False),
    Column("week", Date, nullable=False),
    Column("options", Listed, nullable=False),
    Column("text", Text, nullable=False),
    Column("receipt_hash", String(64), nullable=False, unique=True),
    Column("receipt_before", String(64), nullable=False, unique=True),
    belongs_to("member", null=True),
    Column("release_id", Id, ForeignKey("release.id", ondelete="CASCADE"), index=True),
    Column("chat_id", BigInteger),
    CheckConstraint("visibility <> 'private'", name="shared"),
    CheckConstraint("member_id IS NULL OR visibility = 'team_named'", name="unnamed"),
    CheckConstraint(
        "visibility = 'friend' OR chat_id IS NOT NULL OR release_id IS NOT NULL", name="promised"
    ),
    # No hidden row numbers: they would keep the order in which the rows came.
    sqlite_with_rowid=False,
)

release = Table(
    "release",
    metadata,
    own_id(),
    belongs_to("team"),
    Column("bank_id", String(32), nullable=False),
    Column("on_date", Date, nullable=False),
    Column("released_at", Moment, nullable=False),
    Column("told", JSON, nullable=False),
    Column("first_date", Date, nullable=False),
    Index("ix_release_week", "team_id", "released_at"),
)
