"""Everybody in a Team may read what is done to the tool itself, and by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

PEOPLE = ("id", "on_date", "kind", "hand", "member_id", "whom_id", "facts")


def upgrade() -> None:
    """Nothing is known of what was done before."""
    op.create_table(
        "deed",
        sa.Column("id", ID, primary_key=True),
        sa.Column("bot_id", sa.BigInteger()),
        sa.Column("team_id", ID, sa.ForeignKey("team.id", ondelete="CASCADE"), index=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("hand", sa.String(24), nullable=False),
        sa.Column("member_id", ID, sa.ForeignKey("member.id", ondelete="SET NULL"), index=True),
        sa.Column("whom_id", ID, sa.ForeignKey("member.id", ondelete="SET NULL"), index=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint("member_id IS NULL OR hand = 'member'", name="hand"),
    )
    if op.get_context().dialect.name == "postgresql":
        for column in PEOPLE:
            op.execute(f"ALTER TABLE deed ALTER COLUMN {column} SET STATISTICS 0")
