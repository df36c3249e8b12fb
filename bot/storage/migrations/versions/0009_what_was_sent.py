"""What was sent tells neither when nor in what order; and words have no reader that was not chosen
for all of them."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

SENT = sa.text("state = 'sent'")
EXPIRES = sa.text("expires_at IS NOT NULL")
ALIKE = (
    "state <> 'sent' OR (not_before < '2000-01-02' AND edits IS NULL AND reply_to IS NULL"
    " AND expires_at IS NULL AND error IS NULL AND priority = 0 AND attempts IN (1, 2))"
)
NO_TIME = {"sqlite": "2000-01-01 00:00:00.000000", "postgresql": "2000-01-01 00:00:00+00"}


def upgrade() -> None:
    """Bring what has been sent into the form that the schema asks for from now on."""
    dialect = op.get_context().dialect.name
    last_ids = _last_ids() if dialect == "sqlite" else {}
    op.add_column("delivery", sa.Column("unheard", sa.Boolean()))
    op.add_column("delivery", sa.Column("ordinal", sa.Integer()))
    op.add_column("part", sa.Column("edited", sa.Boolean()))
    _remember_absence()
    _number_releases()
    _forget_the_way(NO_TIME[dialect])
    # Whoever began is asked once more; nobody knows which words were changed.
    op.execute("UPDATE part SET edited = TRUE")
    op.execute(
        "UPDATE answer SET visibility = 'private', friends = '[]', chat_id = NULL"
        " WHERE state IN ('begun', 'skipped')"
    )
    op.execute("UPDATE answer SET receipt_hash = NULL WHERE state = 'begun'")
    _promise()
    for table, last in last_ids.items():
        put = sa.text("UPDATE sqlite_sequence SET seq = :last WHERE name = :table")
        op.execute(put.bindparams(last=last, table=table))
    if dialect == "postgresql":
        for table, column in (("delivery", "unheard"), ("delivery", "ordinal"), ("part", "edited")):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")


def _remember_absence() -> None:
    """If the bot has just been away, what stood in people's chats meanwhile is known by its time
    alone; so far."""
    op.execute(
        "UPDATE delivery SET unheard = (state = 'sent' AND EXISTS (SELECT 1 FROM upkeep"
        " WHERE upkeep.name = 'back:' || CAST(delivery.bot_id AS VARCHAR(20))"
        " AND delivery.not_before < upkeep.due_at))"
    )
    op.execute("DELETE FROM upkeep WHERE name LIKE 'back:%'")


def _number_releases() -> None:
    """The messages of a Release were told apart by their order alone."""
    op.execute(
        "UPDATE delivery SET ordinal = (SELECT count(*) FROM delivery earlier"
        " WHERE earlier.subject = 'release' AND earlier.subject_id = delivery.subject_id"
        " AND earlier.bot_id = delivery.bot_id AND earlier.chat_id = delivery.chat_id"
        " AND earlier.id < delivery.id) WHERE subject = 'release'"
    )


def _forget_the_way(no_time: str) -> None:
    rows = op.get_bind()
    op.execute(
        "DELETE FROM delivery WHERE state = 'sent' AND EXISTS (SELECT 1 FROM delivery later"
        " WHERE later.state = 'sent' AND later.bot_id = delivery.bot_id"
        " AND later.chat_id = delivery.chat_id AND later.message_id = delivery.message_id"
        " AND later.id > delivery.id)"
    )
    op.execute(
        f"UPDATE delivery SET not_before = '{no_time}', edits = NULL, reply_to = NULL,"  # noqa: S608
        " expires_at = NULL, error = NULL, priority = 0,"
        " attempts = CASE WHEN attempts > 1 AND subject NOT IN ('release', 'channel') THEN 2"
        " ELSE 1 END WHERE state = 'sent'"
    )
    put = sa.text("UPDATE delivery SET id = :lot WHERE id = :id")
    for (sent,) in rows.execute(sa.text("SELECT id FROM delivery WHERE state = 'sent'")).all():
        rows.execute(put, {"id": sent, "lot": -1 - secrets.randbelow(2**62)})


def _promise() -> None:
    for_good = {"sqlite_autoincrement": True}
    op.drop_index("ix_delivery_expiry", "delivery")
    with op.batch_alter_table("delivery", table_kwargs=for_good) as batch:
        batch.alter_column("unheard", existing_type=sa.Boolean(), nullable=False)
        batch.create_check_constraint("by_lot", "(state = 'sent') = (id < 0)")
        batch.create_check_constraint("arrived", ALIKE)
    op.create_index(
        "ix_delivery_expiry",
        "delivery",
        ["bot_id", "expires_at"],
        sqlite_where=EXPIRES,
        postgresql_where=EXPIRES,
    )
    op.create_index(
        "ix_delivery_message",
        "delivery",
        ["bot_id", "chat_id", "message_id"],
        unique=True,
        sqlite_where=SENT,
        postgresql_where=SENT,
    )
    with op.batch_alter_table("part") as batch:
        batch.alter_column("edited", existing_type=sa.Boolean(), nullable=False)
    with op.batch_alter_table("answer", table_kwargs=for_good) as batch:
        batch.create_check_constraint(
            "chosen", "state IN ('asked', 'given') OR visibility = 'private'"
        )
        batch.create_check_constraint("confirmed", "state <> 'begun' OR receipt_hash IS NULL")


def _last_ids() -> dict[str, int]:
    """The last number of each table that never gives one twice: it would go with the old table."""
    query = "SELECT name, seq FROM sqlite_sequence WHERE name IN ('delivery', 'answer')"
    rows = op.get_bind().execute(sa.text(query)).mappings()
    return {"delivery": 0, "answer": 0} | {row["name"]: row["seq"] for row in rows}
