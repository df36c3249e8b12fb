"""All tables. What design promises about people is a constraint here, not a habit elsewhere.

Dates and weeks stand where an exact time could tell who wrote something.
"""

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
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from bot.domain.asking.answers import AnswerState
from bot.domain.asking.hints import Hint
from bot.domain.asking.prompts import PromptState, Untold
from bot.domain.asking.rounds import RoundState
from bot.domain.base.drafts import DraftKind
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.transport.deliveries import DeliveryState, Priority, Subject
from bot.domain.transport.inbox import InboxState
from bot.storage.base.columns import Id, Listed, Moment, Rank, Word, WordList, belongs_to, own_id

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

member = Table(
    "member",
    metadata,
    own_id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("telegram_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("days", Listed, nullable=False),
    Column("ask_at", Integer, nullable=False),
    Column("quiet_from", Integer, nullable=False),
    Column("quiet_to", Integer, nullable=False),
    Column("usual_words", Word(Visibility), nullable=False),
    Column("usual_taps", Word(Visibility), nullable=False),
    Column("paused_until", Date),
    Column("reachable", Boolean, nullable=False),
    Column("owner", Boolean, nullable=False),
    Column("digest_day", Integer, nullable=False),
    Column("digest_at", Integer, nullable=False),
    Column("next_digest_at", Moment, index=True),
    Column("digested_until", Moment),
    Column("next_hint", Word(Hint), default=Hint.READERS),
    Column("hint_from", Date),
    UniqueConstraint("bot_id", "telegram_id"),
    sqlite_autoincrement=True,
)

team = Table(
    "team",
    metadata,
    own_id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("languages", Listed, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("floor", Integer, CheckConstraint("floor >= 5", name="floor"), nullable=False),
    Column("chat_id", BigInteger, index=True),
    Column("thread_id", BigInteger),
    Column("chat_title", Text, nullable=False),
    Column("chat_people", Integer),
    Column("chat_public", Boolean, nullable=False, default=False),
    Column("declared", String(32)),
    UniqueConstraint("bot_id", "declared"),
    sqlite_autoincrement=True,
)

membership = Table(
    "membership",
    metadata,
    Column("member_id", Id, ForeignKey("member.id", ondelete="CASCADE"), primary_key=True),
    Column("team_id", Id, ForeignKey("team.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("roles", WordList(Role), nullable=False),
    Column("manager_since", Date),
)

invite = Table(
    "invite",
    metadata,
    own_id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("token", String(32), nullable=False, unique=True),
    belongs_to("team", null=False),
    Column("role", Word(Role), nullable=False),
    Column("made_by", Id, ForeignKey("member.id", ondelete="SET NULL")),
    Column("expires_at", Moment, nullable=False),
    Column("max_uses", Integer, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    CheckConstraint("uses <= max_uses", name="uses"),
)
# The owner's claim link belongs to no Team.
invite.c.team_id.nullable = True

schedule = Table(
    "schedule",
    metadata,
    own_id(),
    belongs_to("team"),
    Column("bank_id", String(32), nullable=False),
    Column("days", Listed, nullable=False),
    Column("every_weeks", Integer, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("roles", WordList(Role), nullable=False),
    Column("open_hours", Integer, nullable=False),
    Column("reminder", Boolean, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("next_on", Date, nullable=False),
    Column("plan_at", Moment, nullable=False),
    Column("declared", String(32)),
    UniqueConstraint("team_id", "declared"),
    Index("ix_schedule_due", "paused", "plan_at"),
    sqlite_autoincrement=True,
)

round_ = Table(
    "round",
    metadata,
    own_id(),
    belongs_to("team"),
    belongs_to("schedule", null=True),
    Column("bank_id", String(32), nullable=False),
    Column("slot", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("on_date", Date, nullable=False),
    Column("closes_at", Moment, nullable=False),
    Column("state", Word(RoundState), nullable=False),
    Column("asked", Integer, nullable=False),
    Column("took_part", Integer, nullable=False),
    UniqueConstraint("team_id", "slot"),
    Index("ix_round_due", "state", "closes_at"),
    sqlite_autoincrement=True,
)

prompt = Table(
    "prompt",
    metadata,
    own_id(),
    belongs_to("round"),
    belongs_to("member"),
    Column("due_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("remind_at", Moment),
    Column("state", Word(PromptState), nullable=False),
    Column("untold", Word(Untold), nullable=False, default=Untold.NOTHING),
    Column("hint", Word(Hint)),
    Index("ix_prompt_due", "state", "due_at"),
    Index("ix_prompt_remind", "remind_at"),
    # A keyboard of a sealed Round must never fit a later Prompt.
    sqlite_autoincrement=True,
)

answer = Table(
    "answer",
    metadata,
    own_id(),
    belongs_to("prompt"),
    Column("question_id", String(24), nullable=False),
    Column("state", Word(AnswerState), nullable=False),
    Column("visibility", Word(Visibility), nullable=False),
    Column("options", Listed, nullable=False),
    Column("receipt_hash", String(64), unique=True),
    Column("receipt_before", String(64), unique=True),
    Column("arrived", Boolean, nullable=False, default=False),
    Column("friends", Listed, nullable=False, default=()),
    Column("chat_id", BigInteger),
    Column("offer", String(8)),
    UniqueConstraint("prompt_id", "question_id"),
    # What the Team may see is promised to one chat, and nothing else is.
    CheckConstraint(
        "(visibility IN ('team_unnamed', 'team_named')) = (chat_id IS NOT NULL)", name="promised"
    ),
    # Words have no reader until their author has chosen one for all of them.
    CheckConstraint("state IN ('asked', 'given') OR visibility = 'private'", name="chosen"),
    sqlite_autoincrement=True,
)

part = Table(
    "part",
    metadata,
    Column("answer_id", Id, ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("text", Text, nullable=False),
    Column("edited", Boolean, nullable=False),
)

note = Table(
    "note",
    metadata,
    Column("id", String(16), primary_key=True),
    belongs_to("member"),
    Column("month", Date, nullable=False),
    Column("question", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("receipt_hash", String(64), unique=True),
    Column("receipt_before", String(64), unique=True),
    sqlite_with_rowid=False,
)

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

planned = Table(
    "planned",
    metadata,
    Column("member_id", Id, ForeignKey("member.id", ondelete="CASCADE"), primary_key=True),
    Column("on_date", Date, primary_key=True),
    Column("prompts", Integer, nullable=False),
    Column("messages", Integer, nullable=False),
)

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
        sqlite_where=text("lane IS NOT NULL"),
        postgresql_where=text("lane IS NOT NULL"),
    ),
    Index(
        "ix_inbox_overtaken",
        "overtaken",
        sqlite_where=text("overtaken"),
        postgresql_where=text("overtaken"),
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
        sqlite_where=text("expires_at IS NOT NULL"),
        postgresql_where=text("expires_at IS NOT NULL"),
    ),
    # One for each message that stands in a chat.
    Index(
        "ix_delivery_message",
        "bot_id",
        "chat_id",
        "message_id",
        unique=True,
        sqlite_where=text("state = 'sent'"),
        postgresql_where=text("state = 'sent'"),
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
