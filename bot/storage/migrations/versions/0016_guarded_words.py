"""What an author has said is no name, and that they write their answer anew; who helps when
something is wrong, and how often it sounded so."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("answer", sa.Column("cleared", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column(
        "answer", sa.Column("anew", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    own_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "support",
        sa.Column("id", own_id, primary_key=True),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("team_id", own_id, nullable=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_support_team_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("bot_id", "team_id", name="uq_support_bot_id_team_id"),
    )
    op.create_index("ix_support_team_id", "support", ["team_id"])
    op.create_table(
        "danger",
        sa.Column("bot_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("month", sa.Date(), primary_key=True),
        sa.Column("danger", sa.String(24), primary_key=True),
        sa.Column("times", sa.Integer(), nullable=False),
    )
    if op.get_context().dialect.name == "postgresql":
        for column in ("cleared", "anew"):
            op.execute(f"ALTER TABLE answer ALTER COLUMN {column} SET STATISTICS 0")
        op.execute("ALTER TABLE support ALTER COLUMN lines SET STATISTICS 0")
