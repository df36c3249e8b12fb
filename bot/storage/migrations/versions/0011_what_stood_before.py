"""A Receipt opens an answer until the next has arrived, somebody away is told of what changed, and
updates from before forget what is not read of them."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

PLACE = ("message_id", "date", "chat", "message_thread_id", "is_topic_message")
NOT_READ = {
    "reply_markup",
    "quote",
    "external_reply",
    "reply_to_story",
    "forward_origin",
    "via_bot",
}
AT_ONCE = "2000-01-01 00:00:00.000000"


def upgrade() -> None:
    dialect = op.get_context().dialect.name
    last_ids = _last_ids() if dialect == "sqlite" else {}
    for table in ("answer", "note", "pool"):
        op.add_column(table, sa.Column("receipt_before", sa.String(64)))
    op.add_column("prompt", sa.Column("untold", sa.String(24)))
    op.add_column("answer", sa.Column("arrived", sa.Boolean()))
    op.execute("UPDATE prompt SET untold = 'nothing'")
    op.execute("UPDATE answer SET arrived = (receipt_hash IS NOT NULL)")
    _fill_pool()
    _forget_unread()
    _promise()
    for table, last in last_ids.items():
        put = sa.text("UPDATE sqlite_sequence SET seq = :last WHERE name = :table")
        op.execute(put.bindparams(last=last, table=table))
    if dialect == "postgresql":
        for table in ("answer", "note", "pool"):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN receipt_before SET STATISTICS 0")
        op.execute("ALTER TABLE prompt ALTER COLUMN untold SET STATISTICS 0")
        op.execute("ALTER TABLE answer ALTER COLUMN arrived SET STATISTICS 0")


def _fill_pool() -> None:
    rows = op.get_bind()
    put = sa.text("UPDATE pool SET receipt_before = :lot WHERE id = :id")
    for (one,) in rows.execute(sa.text("SELECT id FROM pool")).all():
        rows.execute(put, {"id": one, "lot": secrets.token_hex(32)})


def _forget_unread() -> None:
    """What was set aside may hold a Receipt beside whose it is: but for plain words, nobody can try
    it again. Then the files are rewritten."""
    rows = op.get_bind()
    forget = sa.text(
        "UPDATE inbox SET state = 'handled', body = NULL, lane = NULL, received_on = NULL,"
        " overtaken = FALSE WHERE bot_id = :bot AND update_id = :update"
    )
    keep = sa.text("UPDATE inbox SET body = :body WHERE bot_id = :bot AND update_id = :update")
    held = sa.text("SELECT bot_id, update_id, state, body FROM inbox WHERE body IS NOT NULL")
    found = rows.execute(held).all()
    for bot, update, state, body in found:
        content = json.loads(body)
        which = {"bot": bot, "update": update}
        if state == "parked" and "message" not in content:
            rows.execute(forget, which)
        else:
            rows.execute(keep, which | {"body": json.dumps(_pruned(content))})
    if not found:
        return
    op.execute("DELETE FROM upkeep WHERE name = 'scrub'")
    op.execute(f"INSERT INTO upkeep (name, due_at) VALUES ('scrub', '{AT_ONCE}')")  # noqa: S608


def _pruned(update: Mapping[str, Any]) -> dict[str, Any]:
    return {kind: _content(content) for kind, content in update.items()}


def _content(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {name: _place(inner) for name, inner in value.items() if name not in NOT_READ}


def _place(inner: Any) -> Any:
    if isinstance(inner, Mapping) and "message_id" in inner and "chat" in inner:
        return {name: inner[name] for name in PLACE if name in inner}
    return inner


def _promise() -> None:
    for_good = {"sqlite_autoincrement": True}
    with op.batch_alter_table("answer", table_kwargs=for_good) as batch:
        batch.drop_constraint("confirmed", type_="check")
        batch.create_unique_constraint("uq_answer_receipt_before", ["receipt_before"])
        batch.alter_column("arrived", existing_type=sa.Boolean(), nullable=False)
    with op.batch_alter_table("prompt", table_kwargs=for_good) as batch:
        batch.alter_column("untold", existing_type=sa.String(24), nullable=False)
    with op.batch_alter_table("note", table_kwargs={"sqlite_with_rowid": False}) as batch:
        batch.create_unique_constraint("uq_note_receipt_before", ["receipt_before"])
    with op.batch_alter_table("pool", table_kwargs={"sqlite_with_rowid": False}) as batch:
        batch.alter_column("receipt_before", existing_type=sa.String(64), nullable=False)
        batch.create_unique_constraint("uq_pool_receipt_before", ["receipt_before"])


def _last_ids() -> dict[str, int]:
    """The last number of each table that never gives one twice: it would go with the old table."""
    query = "SELECT name, seq FROM sqlite_sequence WHERE name IN ('prompt', 'answer')"
    rows = op.get_bind().execute(sa.text(query)).mappings()
    return {"prompt": 0, "answer": 0} | {row["name"]: row["seq"] for row in rows}
