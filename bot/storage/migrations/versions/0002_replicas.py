"""Several bots in one database, and several replicas of each.

On PostgreSQL, no statistics are gathered any more of columns that say who somebody is or what they
wrote: those samples of values would outlive the rows, and any user can read them.
"""

import sqlalchemy as sa
from alembic import op

from bot.errors import OperatorError

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

UNSAMPLED = {
    "answer": ("id", "prompt_id", "question_id", "visibility", "options", "receipt_hash"),
    "delivery": (
        *("id", "chat_id", "thread_id", "kind", "body", "language", "subject", "subject_id"),
        *("edits", "reply_to", "not_before", "expires_at", "attempts", "message_id", "error"),
    ),
    "draft": ("member_id", "kind", "fields", "touched_at"),
    "inbox": (*("update_id", "lane", "body", "attempts", "retry_at", "received_on", "error"),),
    "invite": ("id", "token", "made_by"),
    "member": (
        *("id", "telegram_id", "name", "language", "zone", "days", "ask_at", "quiet_from"),
        *("quiet_to", "usual_words", "usual_taps", "paused_until", "reachable", "owner"),
        *("digest_day", "digest_at", "next_digest_at", "digested_until"),
    ),
    "membership": ("member_id", "roles"),
    "note": ("id", "member_id", "week", "question", "text", "receipt_hash"),
    "part": ("answer_id", "message_id", "text"),
    "pool": (
        *("id", "question_id", "visibility", "voice", "week", "options", "text"),
        *("receipt_hash", "member_id"),
    ),
    "prompt": ("id", "member_id", "due_at", "expires_at", "remind_at"),
    "release": ("told",),
    "started": ("member_id", "on_date", "prompts", "messages"),
}


def upgrade() -> None:
    """Name the bot of every person and Team, and make what replicas agree by."""
    _name_bots()
    op.create_index(
        "ix_inbox_lane",
        "inbox",
        ["bot_id", "lane", "update_id"],
        sqlite_where=sa.text("lane IS NOT NULL"),
        postgresql_where=sa.text("lane IS NOT NULL"),
    )
    op.create_table(
        "posted",
        sa.Column("id", ID, primary_key=True),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("chat_id < 0", name="group"),
    )
    op.create_table(
        "lease",
        sa.Column("bot_id", sa.BigInteger(), primary_key=True),
        sa.Column("holder", sa.String(16), nullable=False),
        sa.Column("fence", sa.BigInteger(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
    )
    if op.get_context().dialect.name == "postgresql":
        _stop_sampling()


def _name_bots() -> None:
    bot_id, last_ids = _only_bot(), _last_ids()
    for table in ("member", "team", "invite"):
        op.add_column(table, sa.Column("bot_id", sa.BigInteger()))
        op.execute(sa.text(f"UPDATE {table} SET bot_id = :bot").bindparams(bot=bot_id))  # noqa: S608
        for_good = {"sqlite_autoincrement": table in last_ids}
        with op.batch_alter_table(table, table_kwargs=for_good) as batch:
            batch.alter_column("bot_id", existing_type=sa.BigInteger(), nullable=False)
            if table == "member":
                batch.drop_constraint("uq_member_telegram_id", type_="unique")
                batch.create_unique_constraint(
                    "uq_member_bot_id_telegram_id", ["bot_id", "telegram_id"]
                )
    for table, last in last_ids.items():
        put = sa.text("UPDATE sqlite_sequence SET seq = :last WHERE name = :table")
        op.execute(put.bindparams(last=last, table=table))


def _last_ids() -> dict[str, int]:
    """On SQLite, the last number of tables that never give one twice: it would go with the old
    table when the new one is built."""
    if op.get_context().dialect.name != "sqlite":
        return {}
    query = "SELECT name, seq FROM sqlite_sequence WHERE name IN ('member', 'team')"
    rows = op.get_bind().execute(sa.text(query)).mappings()
    return {"member": 0, "team": 0} | {row["name"]: row["seq"] for row in rows}


def _only_bot() -> int | None:
    """The bot that has used this database; None if nobody has."""
    rows = op.get_bind()
    found: int | None = rows.execute(
        sa.text(
            "SELECT max(bot_id) FROM (SELECT bot_id FROM inbox UNION SELECT bot_id FROM delivery) b"
        )
    ).scalar_one()
    used = rows.execute(sa.text("SELECT count(*) FROM member")).scalar_one()
    if found is None and used:
        raise OperatorError(
            "The database does not tell whose bot's it is. Start the version before this one, write"
            " anything to the bot, and migrate again."
        )
    return found


def _stop_sampling() -> None:
    for table, columns in UNSAMPLED.items():
        stop = ", ".join(f'ALTER COLUMN "{column}" SET STATISTICS 0' for column in columns)
        op.execute(f'ALTER TABLE "{table}" {stop}')
