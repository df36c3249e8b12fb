"""Drafts, and what is on its way: updates in, messages out, and the works behind both."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
)

from bot.domain.base.drafts import DraftKind
from bot.domain.transport.deliveries import DeliveryState, Priority, Subject
from bot.domain.transport.inbox import InboxState
from bot.storage.base.columns import Id, Moment, Rank, Word, own_id
from bot.storage.base.schema.metadata import WHERE, metadata

draft = Table(
    "draft",
    metadata,
    Column("member_id", Id, ForeignKey("member.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Word(DraftKind), nullable=False),
    Column("fields", JSON, nullable=False),
    Column("touched_at", Moment, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("update_id", BigInteger, primary_key=True),
    Column("lane", BigInteger),
    Column("body", Text),
    Column("state", Word(InboxState), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("retry_at", Moment, nullable=False),
    Column("received_on", Date),
    Column("error", Text),
    Column("overtaken", Boolean, nullable=False, server_default=false()),
    Index("ix_inbox_work", "bot_id", "state", "update_id"),
    Index(
        "ix_inbox_lane",
        "bot_id",
        "lane",
        "update_id",
        info={WHERE: "lane IS NOT NULL"},
    ),
    Index(
        "ix_inbox_overtaken",
        "overtaken",
        info={WHERE: "overtaken"},
    ),
    CheckConstraint(
        "state <> 'handled'"
        " OR (body IS NULL AND lane IS NULL AND received_on IS NULL AND NOT overtaken)",
        name="forgotten",
    ),
)

delivery = Table(
    "delivery",
    metadata,
    own_id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("priority", Rank(Priority), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("body", Text),
    Column("language", String(8), nullable=False),
    Column("subject", Word(Subject)),
    Column("subject_id", Id),
    Column("round_id", Id, index=True),
    Column("edits", BigInteger),
    Column("reply_to", BigInteger),
    Column("state", Word(DeliveryState), nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("attempts", Integer, nullable=False),
    Column("message_id", BigInteger),
    Column("error", Text),
    Column("unheard", Boolean, nullable=False, default=False),
    Column("ordinal", Integer),
    Index("ix_delivery_work", "bot_id", "state", "priority", "id"),
    Index("ix_delivery_chat", "bot_id", "chat_id", "state", "id"),
    Index("ix_delivery_subject", "subject", "subject_id"),
    Index(
        "ix_delivery_expiry",
        "bot_id",
        "expires_at",
        info={WHERE: "expires_at IS NOT NULL"},
    ),
    # One for each message that stands in a chat.
    Index(
        "ix_delivery_message",
        "bot_id",
        "chat_id",
        "message_id",
        unique=True,
        info={WHERE: "state = 'sent'"},
    ),
    CheckConstraint("state IN ('owed', 'parked') OR body IS NULL", name="forgotten"),
    # What was sent tells neither when nor in what order: its number is drawn by lot, and its moment
    # is the same for all (columns.NO_TIME).
    CheckConstraint("(state = 'sent') = (id < 0)", name="by_lot"),
    CheckConstraint(
        "state <> 'sent' OR (not_before < '2000-01-02' AND edits IS NULL AND reply_to IS NULL"
        " AND expires_at IS NULL AND error IS NULL AND priority = 0 AND attempts IN (1, 2))",
        name="arrived",
    ),
    sqlite_autoincrement=True,
)

posted = Table(
    "posted",
    metadata,
    own_id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    CheckConstraint("chat_id < 0", name="group"),
)

lease = Table(
    "lease",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("holder", String(16), nullable=False),
    Column("fence", BigInteger, nullable=False),
    Column("until", Moment, nullable=False),
)

upkeep = Table(
    "upkeep",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("due_at", Moment, nullable=False),
)
