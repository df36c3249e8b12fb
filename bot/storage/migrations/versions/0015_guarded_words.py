"""What an author has said is no name, and that they write their answer anew."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("answer", sa.Column("cleared", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column(
        "answer", sa.Column("anew", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    if op.get_context().dialect.name == "postgresql":
        for column in ("cleared", "anew"):
            op.execute(f"ALTER TABLE answer ALTER COLUMN {column} SET STATISTICS 0")
