"""The first tables. `bot/storage/base/schema/` tells what each of them is for.

Constraints are named by the convention there.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make every table, those first that others refer to."""
    _delivery()
    _inbox()
    _member()
    _team()
    _upkeep()
    _draft()
    _invite()
    _membership()
    _note()
    _release()
    _schedule()
    _started()
    _pool()
    _round()
    _prompt()
    _answer()
    _part()


def _delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", ID, primary_key=True),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger()),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("body", sa.Text()),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("subject", sa.String(24)),
        sa.Column("subject_id", ID),
        sa.Column("round_id", ID),
        sa.Column("edits", sa.BigInteger()),
        sa.Column("reply_to", sa.BigInteger()),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("error", sa.Text()),
        sa.CheckConstraint("state IN ('owed', 'parked') OR body IS NULL", name="forgotten"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delivery_chat", "delivery", ["bot_id", "chat_id", "state", "id"])
    op.create_index("ix_delivery_work", "delivery", ["bot_id", "state", "priority", "id"])
    op.create_index("ix_delivery_round_id", "delivery", ["round_id"])
    op.create_index("ix_delivery_subject", "delivery", ["subject", "subject_id"])


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("bot_id", sa.BigInteger(), primary_key=True),
        sa.Column("update_id", sa.BigInteger(), primary_key=True),
        sa.Column("lane", sa.BigInteger()),
        sa.Column("body", sa.Text()),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", MOMENT, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.CheckConstraint(
            "state <> 'handled' OR (body IS NULL AND lane IS NULL)", name="forgotten"
        ),
    )
    op.create_index("ix_inbox_work", "inbox", ["bot_id", "state", "update_id"])


def _member() -> None:
    op.create_table(
        "member",
        sa.Column("id", ID, primary_key=True),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False, unique=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("ask_at", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_to", sa.Integer(), nullable=False),
        sa.Column("usual_words", sa.String(24), nullable=False),
        sa.Column("usual_taps", sa.String(24), nullable=False),
        sa.Column("paused_until", sa.Date()),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.Boolean(), nullable=False),
        sa.Column("digest_day", sa.Integer(), nullable=False),
        sa.Column("digest_at", sa.Integer(), nullable=False),
        sa.Column("next_digest_at", MOMENT),
        sa.Column("digested_until", MOMENT),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_member_next_digest_at", "member", ["next_digest_at"])


def _team() -> None:
    op.create_table(
        "team",
        sa.Column("id", ID, primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column(
            "floor", sa.Integer(), sa.CheckConstraint("floor >= 5", name="floor"), nullable=False
        ),
        sa.Column("chat_id", sa.BigInteger()),
        sa.Column("thread_id", sa.BigInteger()),
        sa.Column("chat_title", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_team_chat_id", "team", ["chat_id"])


def _upkeep() -> None:
    op.create_table(
        "upkeep",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("due_at", MOMENT, nullable=False),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column(
            "member_id", ID, sa.ForeignKey("member.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("touched_at", MOMENT, nullable=False),
    )


def _invite() -> None:
    op.create_table(
        "invite",
        sa.Column("id", ID, primary_key=True),
        sa.Column("token", sa.String(32), nullable=False, unique=True),
        sa.Column("team_id", ID, sa.ForeignKey("team.id", ondelete="CASCADE")),
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("made_by", ID, sa.ForeignKey("member.id", ondelete="SET NULL")),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("max_uses", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.CheckConstraint("uses <= max_uses", name="uses"),
    )
    op.create_index("ix_invite_team_id", "invite", ["team_id"])


def _membership() -> None:
    op.create_table(
        "membership",
        sa.Column(
            "member_id", ID, sa.ForeignKey("member.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("team_id", ID, sa.ForeignKey("team.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("roles", sa.JSON(), nullable=False),
    )
    op.create_index("ix_membership_team_id", "membership", ["team_id"])


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("member_id", ID, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("receipt_hash", sa.String(64), unique=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_note_member_id", "note", ["member_id"])


def _release() -> None:
    op.create_table(
        "release",
        sa.Column("id", ID, primary_key=True),
        sa.Column("team_id", ID, sa.ForeignKey("team.id", ondelete="CASCADE"), nullable=False),
        sa.Column("bank_id", sa.String(32), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("released_at", MOMENT, nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
    )
    op.create_index("ix_release_team_id", "release", ["team_id"])
    op.create_index("ix_release_week", "release", ["team_id", "released_at"])


def _schedule() -> None:
    op.create_table(
        "schedule",
        sa.Column("id", ID, primary_key=True),
        sa.Column("team_id", ID, sa.ForeignKey("team.id", ondelete="CASCADE"), nullable=False),
        sa.Column("bank_id", sa.String(32), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("open_hours", sa.Integer(), nullable=False),
        sa.Column("reminder", sa.Boolean(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("plan_at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_schedule_due", "schedule", ["paused", "plan_at"])
    op.create_index("ix_schedule_team_id", "schedule", ["team_id"])


def _started() -> None:
    op.create_table(
        "started",
        sa.Column(
            "member_id", ID, sa.ForeignKey("member.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("on_date", sa.Date(), primary_key=True),
        sa.Column("prompts", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
    )


def _pool() -> None:
    op.create_table(
        "pool",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("team_id", ID, sa.ForeignKey("team.id", ondelete="CASCADE"), nullable=False),
        sa.Column("bank_id", sa.String(32), nullable=False),
        sa.Column("round_id", ID, nullable=False),
        sa.Column("question_id", sa.String(24), nullable=False),
        sa.Column("visibility", sa.String(24), nullable=False),
        sa.Column("voice", sa.String(16), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("receipt_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("member_id", ID, sa.ForeignKey("member.id", ondelete="SET NULL")),
        sa.Column("release_id", ID, sa.ForeignKey("release.id", ondelete="CASCADE")),
        sa.CheckConstraint("visibility <> 'private'", name="shared"),
        sa.CheckConstraint("member_id IS NULL OR visibility = 'team_named'", name="unnamed"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pool_member_id", "pool", ["member_id"])
    op.create_index("ix_pool_release_id", "pool", ["release_id"])
    op.create_index("ix_pool_team_id", "pool", ["team_id"])


def _round() -> None:
    op.create_table(
        "round",
        sa.Column("id", ID, primary_key=True),
        sa.Column("team_id", ID, sa.ForeignKey("team.id", ondelete="CASCADE"), nullable=False),
        sa.Column("schedule_id", ID, sa.ForeignKey("schedule.id", ondelete="SET NULL")),
        sa.Column("bank_id", sa.String(32), nullable=False),
        sa.Column("slot", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("closes_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("took_part", sa.Integer(), nullable=False),
        sa.UniqueConstraint("team_id", "slot"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_round_schedule_id", "round", ["schedule_id"])
    op.create_index("ix_round_due", "round", ["state", "closes_at"])
    op.create_index("ix_round_team_id", "round", ["team_id"])


def _prompt() -> None:
    op.create_table(
        "prompt",
        sa.Column("id", ID, primary_key=True),
        sa.Column("round_id", ID, sa.ForeignKey("round.id", ondelete="CASCADE"), nullable=False),
        sa.Column("member_id", ID, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("remind_at", MOMENT),
        sa.Column("state", sa.String(24), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_prompt_member_id", "prompt", ["member_id"])
    op.create_index("ix_prompt_remind", "prompt", ["remind_at"])
    op.create_index("ix_prompt_round_id", "prompt", ["round_id"])
    op.create_index("ix_prompt_due", "prompt", ["state", "due_at"])


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("id", ID, primary_key=True),
        sa.Column("prompt_id", ID, sa.ForeignKey("prompt.id", ondelete="CASCADE"), nullable=False),
        sa.Column("question_id", sa.String(24), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("visibility", sa.String(24), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("receipt_hash", sa.String(64), unique=True),
        sa.UniqueConstraint("prompt_id", "question_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answer_prompt_id", "answer", ["prompt_id"])


def _part() -> None:
    op.create_table(
        "part",
        sa.Column(
            "answer_id", ID, sa.ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("message_id", sa.BigInteger(), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
    )
