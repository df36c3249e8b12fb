"""What is asked, and what is answered while its Round is open."""

from sqlalchemy import (
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
    UniqueConstraint,
    false,
)

from bot.domain.asking.answers import AnswerState
from bot.domain.asking.hints import Hint
from bot.domain.asking.prompts import PromptState, Untold
from bot.domain.asking.rounds import RoundState
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.storage.base.columns import Id, Listed, Moment, Word, WordList, belongs_to, own_id
from bot.storage.base.schema.metadata import metadata

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
    Column("cleared", Listed, nullable=False, default=(), server_default="[]"),
    Column("anew", Boolean, nullable=False, default=False, server_default=false()),
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

planned = Table(
    "planned",
    metadata,
    Column("member_id", Id, ForeignKey("member.id", ondelete="CASCADE"), primary_key=True),
    Column("on_date", Date, primary_key=True),
    Column("prompts", Integer, nullable=False),
    Column("messages", Integer, nullable=False),
)
