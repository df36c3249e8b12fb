"""Ceilings keep planned dates, whether or not they were used. What was begun with somebody told on
which day they had been asked."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """What was counted of the last days is what was planned for them, as far as anybody knows."""
    if op.get_context().dialect.name == "postgresql":
        op.rename_table("started", "planned")
        for kind in ("pk_%s", "fk_%s_member_id"):
            old, new = (kind % table for table in ("started", "planned"))
            op.execute(f"ALTER TABLE planned RENAME CONSTRAINT {old} TO {new}")
        return
    op.create_table(
        "planned",
        sa.Column(
            "member_id", ID, sa.ForeignKey("member.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("on_date", sa.Date(), primary_key=True),
        sa.Column("prompts", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
    )
    op.execute(
        "INSERT INTO planned SELECT member_id, on_date, prompts, messages FROM started"
        " ORDER BY member_id, on_date"
    )
    op.drop_table("started")
